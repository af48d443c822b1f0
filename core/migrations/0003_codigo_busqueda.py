from django.db import migrations

INDEX = """
CREATE INDEX expediente_codigo_busqueda ON core_expediente USING gin (sin_acentos(codigo) gin_trgm_ops);
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_text_and_history")]

    operations = [migrations.RunSQL(INDEX, "DROP INDEX expediente_codigo_busqueda;")]
