"""The title as a search compares it is kept, and its index is of what is kept."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

import core.texto

OF_THE_EXPRESSION = """
CREATE INDEX expediente_titulo_busqueda ON core_expediente
USING gin (sin_acentos(titulo) gin_trgm_ops);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0024_nombre_orden"),
    ]

    operations = [
        migrations.RunSQL("DROP INDEX expediente_titulo_busqueda;", OF_THE_EXPRESSION),
        migrations.AddField(
            model_name="expediente",
            name="titulo_busqueda",
            field=models.GeneratedField(
                db_persist=True,
                expression=core.texto.SinAcentos("titulo"),
                output_field=models.TextField(),
            ),
        ),
        migrations.AddIndex(
            model_name="expediente",
            index=GinIndex(
                fields=["titulo_busqueda"],
                name="expediente_titulo_busqueda",
                opclasses=["gin_trgm_ops"],
            ),
        ),
    ]
