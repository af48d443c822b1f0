import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0003_derivar"),
    ]

    operations = [
        migrations.AddField(
            model_name="tiposolicitud",
            name="dias_traslado",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text=(
                    "Los que da la ley cuando el asunto es de otra autoridad; mientras ella la "
                    "tiene, los plazos de aquí no corren. Vacío: siguen corriendo."
                ),
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(366),
                ],
                verbose_name="para trasladarla a otra institución (días hábiles)",
            ),
        ),
    ]
