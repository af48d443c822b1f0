import django.core.validators
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import core.clock
import workflows.solicitudes.cartas


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0002_text_and_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TipoSolicitud",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("codigo", models.SlugField(max_length=20, unique=True, verbose_name="código")),
                ("nombre", models.CharField(max_length=60, unique=True, verbose_name="nombre")),
                (
                    "dias_legales",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Vacío: la ley no le pone plazo.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="plazo legal (días)",
                    ),
                ),
                (
                    "unidad",
                    models.CharField(
                        choices=[("habiles", "días hábiles"), ("calendario", "días calendario")],
                        default="habiles",
                        max_length=10,
                        verbose_name="el plazo legal se cuenta en",
                    ),
                ),
                (
                    "dias_meta",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(366),
                        ],
                        verbose_name="meta interna (días hábiles)",
                    ),
                ),
                (
                    "decide_jefe",
                    models.BooleanField(
                        default=False, verbose_name="la decide el responsable de agenda"
                    ),
                ),
                (
                    "referencia_legal",
                    models.CharField(blank=True, max_length=200, verbose_name="referencia legal"),
                ),
                (
                    "plantilla_acuse",
                    models.TextField(
                        blank=True,
                        help_text="Puede usar {codigo}, {asunto}, {fecha}, {solicitante} y {municipio}.",
                        validators=[workflows.solicitudes.cartas.revisar],
                        verbose_name="texto del acuse de recibo",
                    ),
                ),
                (
                    "plantilla_respuesta",
                    models.TextField(
                        blank=True,
                        help_text="Puede usar {codigo}, {asunto}, {fecha}, {solicitante} y {municipio}.",
                        validators=[workflows.solicitudes.cartas.revisar],
                        verbose_name="comienzo de la respuesta",
                    ),
                ),
                ("activo", models.BooleanField(default=True, verbose_name="activo")),
            ],
            options={
                "verbose_name": "tipo de solicitud",
                "verbose_name_plural": "tipos de solicitud",
                "ordering": ["nombre"],
            },
        ),
        migrations.CreateModel(
            name="Solicitud",
            fields=[
                (
                    "expediente",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        parent_link=True,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.expediente",
                    ),
                ),
                (
                    "estado",
                    django_fsm.FSMField(
                        choices=[
                            ("registrada", "Registrada"),
                            ("en_analisis", "En análisis"),
                            ("en_decision", "En decisión"),
                            ("aceptada", "Aceptada"),
                            ("rechazada", "Rechazada"),
                            ("atendida", "Atendida"),
                            ("cerrada", "Cerrada"),
                        ],
                        db_index=True,
                        default="registrada",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "canal",
                    models.CharField(
                        choices=[
                            ("ventanilla", "Ventanilla"),
                            ("telefono", "Teléfono"),
                            ("correo", "Correo"),
                            ("web", "Sitio web"),
                            ("redes", "Redes sociales"),
                            ("whatsapp", "WhatsApp"),
                            ("actividad", "Durante una actividad"),
                        ],
                        default="ventanilla",
                        max_length=10,
                        verbose_name="cómo llegó",
                    ),
                ),
                (
                    "fecha_recepcion",
                    models.DateField(default=core.clock.today, verbose_name="recibida el"),
                ),
                (
                    "fecha_evento",
                    models.DateField(blank=True, null=True, verbose_name="fecha del evento"),
                ),
                ("hora_evento", models.TimeField(blank=True, null=True, verbose_name="hora")),
                ("lugar_texto", models.CharField(blank=True, max_length=160, verbose_name="dónde")),
                (
                    "prioridad",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "mínima"),
                            (1, "baja"),
                            (2, "normal"),
                            (3, "alta"),
                            (4, "máxima"),
                        ],
                        default=2,
                        verbose_name="prioridad",
                    ),
                ),
                (
                    "recomendacion",
                    models.TextField(blank=True, editable=False, verbose_name="recomendación"),
                ),
                (
                    "sugerencia",
                    models.CharField(
                        blank=True,
                        choices=[("atender", "Atender"), ("declinar", "Declinar")],
                        editable=False,
                        max_length=10,
                        verbose_name="se sugiere",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("aceptada", "Aceptada"), ("rechazada", "Rechazada")],
                        editable=False,
                        max_length=10,
                        verbose_name="decisión",
                    ),
                ),
                (
                    "decidida_en",
                    models.DateTimeField(editable=False, null=True, verbose_name="decidida"),
                ),
                (
                    "motivo_codigo",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("competencia", "No le corresponde al municipio"),
                            ("agenda", "No hay fecha disponible"),
                            ("recursos", "No hay recursos para hacerlo"),
                            ("repetida", "Ya se respondió antes"),
                            ("requisitos", "No cumple los requisitos"),
                            ("otro", "Otro"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="por qué se rechaza",
                    ),
                ),
                (
                    "motivo",
                    models.TextField(blank=True, editable=False, verbose_name="explicación"),
                ),
                (
                    "respuesta",
                    models.TextField(blank=True, editable=False, verbose_name="respuesta"),
                ),
                (
                    "respondida_en",
                    models.DateTimeField(editable=False, null=True, verbose_name="respondida"),
                ),
                (
                    "sin_contacto",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="no dejó correo"
                    ),
                ),
                (
                    "representa_a",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.actor",
                        verbose_name="en nombre de",
                    ),
                ),
                (
                    "responsable",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="responsable de la respuesta",
                    ),
                ),
                (
                    "solicitante",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="solicitudes",
                        to="core.actor",
                        verbose_name="solicitante",
                    ),
                ),
                (
                    "tipo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="solicitudes.tiposolicitud",
                        verbose_name="tipo",
                    ),
                ),
            ],
            options={
                "verbose_name": "solicitud",
                "verbose_name_plural": "solicitudes",
                "indexes": [
                    models.Index(
                        fields=["-fecha_recepcion", "-expediente"],
                        name="solicitudes_fecha_r_3785b6_idx",
                    ),
                    models.Index(
                        fields=["responsable", "estado"], name="solicitudes_respons_e65cfc_idx"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("estado", "cerrada"), _negated=True),
                            models.Q(("respuesta", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="solicitud_cerrada_con_respuesta",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "rechazada"), _negated=True),
                            models.Q(("motivo_codigo", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="solicitud_rechazada_con_motivo",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("estado", "registrada"),
                            ("responsable__isnull", False),
                            _connector="OR",
                        ),
                        name="solicitud_analizada_con_responsable",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hora_evento__isnull", True),
                            ("fecha_evento__isnull", False),
                            _connector="OR",
                        ),
                        name="solicitud_hora_con_fecha",
                        violation_error_message="Diga de qué día es la hora.",
                    ),
                ],
            },
            bases=("core.expediente",),
        ),
    ]
