from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("compromisos", "0003_cumplida_parcial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="compromiso",
            name="origen",
            field=models.CharField(
                choices=[
                    ("propio", "Por iniciativa propia"),
                    ("solicitud", "Responde a una solicitud"),
                    ("meta", "Nace de una meta"),
                    ("traslado", "Prometido antes de llevarlo aquí"),
                ],
                default="propio",
                editable=False,
                max_length=10,
                verbose_name="origen",
            ),
        ),
    ]
