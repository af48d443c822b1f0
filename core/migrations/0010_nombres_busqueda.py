"""Names of places, themes and people are found by words and by words that are like them."""

from django.db import migrations

TABLES = {"lugar": "core_lugar", "tema": "core_tema", "usuario": "core_usuario"}
CREATE = "\n".join(
    f"CREATE INDEX {name}_nombre_busqueda ON {table} USING gin (sin_acentos(nombre) gin_trgm_ops);"
    for name, table in TABLES.items()
)
DROP = "\n".join(f"DROP INDEX {name}_nombre_busqueda;" for name in TABLES)


class Migration(migrations.Migration):
    dependencies = [("core", "0009_conversacion")]

    operations = [migrations.RunSQL(CREATE, DROP)]
