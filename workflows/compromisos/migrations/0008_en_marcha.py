"""What is in course is found by its date without reading what was closed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("compromisos", "0007_por_fecha"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="compromiso",
            index=models.Index(
                condition=models.Q(
                    (
                        "estado__in",
                        ("asignada", "en_gestion", "objetada", "por_verificar", "suspendida"),
                    )
                ),
                fields=["fecha_vigente", "expediente"],
                name="compromiso_en_marcha",
            ),
        ),
    ]
