"""What is counted by when it was written down or moved is counted without reading its rows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0020_visibles"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="expediente",
            index=models.Index(
                fields=["clase", "id"],
                include=("nivel_reserva", "creado_en", "actualizado_en"),
                name="expediente_contado",
            ),
        ),
        migrations.RemoveIndex(model_name="expediente", name="expediente_visible"),
    ]
