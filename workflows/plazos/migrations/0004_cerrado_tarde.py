"""Reports find what ended late without reading all of the past."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plazos", "0003_ajustes"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="plazo",
            index=models.Index(
                condition=models.Q(("cerrado_en__gt", models.F("vence_en")), ("estado", "cerrado")),
                fields=["clase", "expediente"],
                name="plazo_cerrado_tarde",
            ),
        ),
    ]
