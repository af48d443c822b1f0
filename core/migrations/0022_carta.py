from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0021_contados"),
    ]

    operations = [
        migrations.AlterField(
            model_name="adjunto",
            name="clase",
            field=models.CharField(
                choices=[
                    ("documento", "Documento"),
                    ("evidencia", "Evidencia"),
                    ("imagen", "Imagen de la pieza"),
                    ("carta", "Carta"),
                ],
                default="documento",
                max_length=10,
            ),
        ),
    ]
