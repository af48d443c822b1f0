"""Whom a rule tells has a name that its history can say."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plazos", "0002_plazo_interno"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reglaalerta",
            name="papeles",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20),
                blank=True,
                default=list,
                size=None,
                verbose_name="a quién del asunto",
            ),
        ),
        migrations.AlterField(
            model_name="reglaalerta",
            name="roles",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("titular", "Titular (alcalde o alcaldesa)"),
                        ("jefe_agenda", "Responsable de agenda"),
                        ("asistente", "Asistente o recepción"),
                        ("gerente_meta", "Gerente de meta"),
                        ("responsable_metas", "Responsable institucional de metas"),
                        ("prensa", "Responsable de prensa"),
                        ("contraparte", "Contraparte central"),
                        ("funcionario", "Funcionario"),
                        ("consulta", "Consulta"),
                        ("administrador", "Administrador de sistemas"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="a quién por su función",
            ),
        ),
    ]
