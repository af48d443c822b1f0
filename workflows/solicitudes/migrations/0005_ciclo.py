from typing import Any

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import workflows.solicitudes.cartas

DEL_EVENTO = ["fecha_evento", "hora_evento", "lugar_texto"]
PIDE = {
    "invitacion": [
        *DEL_EVENTO,
        "fecha_limite_rsvp",
        "papel_esperado",
        "otras_autoridades",
        "asistentes",
        "quien_paga",
    ],
    "audiencia": ["asistentes", "interes_representado", "materia"],
    "peticion": [],
}


def preguntar(apps: Any, _schema_editor: Any) -> None:
    """What every form asked until now, and what the types of the seed ask from now on."""
    tipos = apps.get_model("solicitudes", "TipoSolicitud")
    tipos.objects.exclude(codigo__in=PIDE).update(pide=DEL_EVENTO)
    for codigo, pide in PIDE.items():
        tipos.objects.filter(codigo=codigo).update(pide=pide)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0015_accesos_rechazados"),
        ("solicitudes", "0004_dias_traslado"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlantillaRespuesta",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nombre", models.CharField(max_length=60, verbose_name="nombre")),
                (
                    "cuando",
                    models.CharField(
                        choices=[
                            ("siempre", "Como sea que termine"),
                            ("aceptada", "Si se aceptó"),
                            ("delegada", "Si se delegó"),
                            ("rechazada", "Si no se aceptó"),
                            ("derivada", "Si se derivó"),
                        ],
                        default="siempre",
                        max_length=10,
                        verbose_name="cuándo se ofrece",
                    ),
                ),
                (
                    "texto",
                    models.TextField(
                        help_text="Puede usar {codigo}, {asunto}, {fecha}, {solicitante} y {municipio}.",
                        validators=[workflows.solicitudes.cartas.revisar],
                        verbose_name="texto",
                    ),
                ),
            ],
            options={
                "verbose_name": "respuesta preparada",
                "verbose_name_plural": "respuestas preparadas",
                "ordering": ["tipo", "nombre"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="solicitud",
            name="solicitud_analizada_con_responsable",
        ),
        migrations.AddField(
            model_name="solicitud",
            name="aplazada_hasta",
            field=models.DateField(editable=False, null=True, verbose_name="se revisa el"),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="asistentes",
            field=models.PositiveIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(99999),
                ],
                verbose_name="Cuántas personas asistirán",
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="completado",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                verbose_name="lo que completó",
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="delegado",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="en quién se delegó",
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="delegado_actor",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.actor",
                verbose_name="en quién de fuera se delegó",
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="falta",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                verbose_name="lo que se le pidió completar",
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="fecha_limite_rsvp",
            field=models.DateField(
                blank=True, null=True, verbose_name="Hasta cuándo se espera saber si asiste"
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="indicaciones",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                verbose_name="indicaciones para quien se delegó",
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="interes_representado",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=200,
                verbose_name="Qué interés representa, y de quién",
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="materia",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=200,
                verbose_name="Materia que se tratará",
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="otras_autoridades",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=200,
                verbose_name="Otras autoridades invitadas",
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="papel_esperado",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=200,
                verbose_name="Qué se espera de quien asista",
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="pedida_en",
            field=models.DateTimeField(
                editable=False, null=True, verbose_name="se le pidió completar"
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="principal",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="fusionadas",
                to="solicitudes.solicitud",
                verbose_name="es la misma que",
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="programada_hora",
            field=models.TimeField(editable=False, null=True, verbose_name="hora"),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="programada_lugar",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                max_length=160,
                verbose_name="dónde",
            ),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="programada_para",
            field=models.DateField(editable=False, null=True, verbose_name="programada para el"),
        ),
        migrations.AddField(
            model_name="solicitud",
            name="quien_paga",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=200,
                verbose_name="Quién paga los gastos",
            ),
        ),
        migrations.AddField(
            model_name="tiposolicitud",
            name="dias_completar",
            field=models.PositiveSmallIntegerField(
                db_default=30,
                default=30,
                help_text="Lo que se espera a quien la presentó cuando se le pide información; si no llega, la solicitud queda desistida.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(366),
                ],
                verbose_name="para completar lo que falte (días)",
            ),
        ),
        migrations.AddField(
            model_name="tiposolicitud",
            name="pide",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("fecha_evento", "Fecha del evento"),
                        ("hora_evento", "Hora"),
                        ("lugar_texto", "Dónde"),
                        ("fecha_limite_rsvp", "Hasta cuándo se espera saber si asiste"),
                        ("papel_esperado", "Qué se espera de quien asista"),
                        ("otras_autoridades", "Otras autoridades invitadas"),
                        ("asistentes", "Cuántas personas asistirán"),
                        ("quien_paga", "Quién paga los gastos"),
                        ("interes_representado", "Qué interés representa, y de quién"),
                        ("materia", "Materia que se tratará"),
                    ],
                    max_length=20,
                ),
                blank=True,
                db_default=[],
                default=list,
                help_text="Los datos que el formulario muestra cuando se elige este tipo.",
                size=None,
                verbose_name="además pregunta",
            ),
        ),
        migrations.AddField(
            model_name="tiposolicitud",
            name="unidad_completar",
            field=models.CharField(
                choices=[("habiles", "días hábiles"), ("calendario", "días calendario")],
                db_default="calendario",
                default="calendario",
                max_length=10,
                verbose_name="se cuentan en",
            ),
        ),
        migrations.AlterField(
            model_name="solicitud",
            name="decision",
            field=models.CharField(
                blank=True,
                choices=[
                    ("aceptada", "Aceptada"),
                    ("delegada", "Delegada"),
                    ("rechazada", "Rechazada"),
                    ("derivada", "Derivada"),
                ],
                editable=False,
                max_length=10,
                verbose_name="decisión",
            ),
        ),
        migrations.AlterField(
            model_name="solicitud",
            name="estado",
            field=django_fsm.FSMField(
                choices=[
                    ("registrada", "Registrada"),
                    ("en_analisis", "En análisis"),
                    ("requiere_informacion", "Espera información"),
                    ("en_decision", "En decisión"),
                    ("aplazada", "Aplazada"),
                    ("aceptada", "Aceptada"),
                    ("delegada", "Delegada"),
                    ("programada", "Programada"),
                    ("rechazada", "Rechazada"),
                    ("derivada", "Derivada"),
                    ("atendida", "Atendida"),
                    ("cerrada", "Cerrada"),
                    ("desistida", "Desistida"),
                    ("duplicada", "Unida a otra"),
                ],
                db_index=True,
                default="registrada",
                max_length=50,
                protected=True,
            ),
        ),
        migrations.AlterField(
            model_name="solicitud",
            name="fecha_evento",
            field=models.DateField(blank=True, null=True, verbose_name="Fecha del evento"),
        ),
        migrations.AlterField(
            model_name="solicitud",
            name="hora_evento",
            field=models.TimeField(blank=True, null=True, verbose_name="Hora"),
        ),
        migrations.AlterField(
            model_name="solicitud",
            name="lugar_texto",
            field=models.CharField(blank=True, max_length=160, verbose_name="Dónde"),
        ),
        migrations.AlterField(
            model_name="solicitud",
            name="sugerencia",
            field=models.CharField(
                blank=True,
                choices=[
                    ("atender", "Atender"),
                    ("delegar", "Delegar"),
                    ("derivar", "Derivar"),
                    ("declinar", "Declinar"),
                ],
                editable=False,
                max_length=10,
                verbose_name="se sugiere",
            ),
        ),
        migrations.AddConstraint(
            model_name="solicitud",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("estado__in", ("registrada", "desistida", "duplicada")),
                    ("responsable__isnull", False),
                    _connector="OR",
                ),
                name="solicitud_analizada_con_responsable",
            ),
        ),
        migrations.AddConstraint(
            model_name="solicitud",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", "delegada"), _negated=True),
                    models.Q(("delegado__isnull", False), ("delegado_actor", None)),
                    models.Q(("delegado", None), ("delegado_actor__isnull", False)),
                    _connector="OR",
                ),
                name="solicitud_delegada_en_uno",
            ),
        ),
        migrations.AddConstraint(
            model_name="solicitud",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("estado", "aplazada"), _negated=True),
                    ("aplazada_hasta__isnull", False),
                    _connector="OR",
                ),
                name="solicitud_aplazada_con_fecha",
            ),
        ),
        migrations.AddConstraint(
            model_name="solicitud",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("estado", "programada"), _negated=True),
                    ("programada_para__isnull", False),
                    _connector="OR",
                ),
                name="solicitud_programada_con_fecha",
            ),
        ),
        migrations.AddConstraint(
            model_name="solicitud",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("estado", "duplicada"), _negated=True),
                    ("principal__isnull", False),
                    _connector="OR",
                ),
                name="solicitud_duplicada_de_otra",
            ),
        ),
        migrations.AddConstraint(
            model_name="solicitud",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("fecha_limite_rsvp", None),
                    ("fecha_evento", None),
                    ("fecha_limite_rsvp__lte", models.F("fecha_evento")),
                    _connector="OR",
                ),
                name="solicitud_rsvp_antes_del_evento",
                violation_error_message="Ese día el evento ya habrá pasado.",
            ),
        ),
        migrations.AddField(
            model_name="plantillarespuesta",
            name="tipo",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="respuestas",
                to="solicitudes.tiposolicitud",
                verbose_name="tipo",
            ),
        ),
        migrations.AddConstraint(
            model_name="plantillarespuesta",
            constraint=models.UniqueConstraint(
                fields=("tipo", "nombre"),
                name="plantillarespuesta_unica",
                violation_error_message="Este tipo ya tiene una respuesta con ese nombre.",
            ),
        ),
        migrations.RunPython(preguntar, migrations.RunPython.noop),
    ]
