"""A meta intermedia (milestone): what must have been delivered by a date for the meta to be met."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition
from rules.predicates import always_allow, predicate

from core import clock
from core.access import es, esta_abierto, tiene_rol, who
from core.models import Caso, Usuario
from core.transitions import Condition
from workflows.metas import states
from workflows.metas.models.meta import EDITA, GERENCIA, INSTITUCIONAL
from workflows.plazos import queries as vencimientos


@predicate(name="la_reporto")
def la_reporto(user: Usuario, obj: MetaIntermedia | None = None) -> bool:
    """True for who reported it."""
    return obj is not None and obj.reportada_por_id == user.pk


@predicate(name="su_meta_se_programa")
def su_meta_se_programa(_user: Usuario, obj: MetaIntermedia | None = None) -> bool:
    """True until the programme of its meta is sent to review."""
    return obj is not None and obj.meta.estado in states.EDITABLES


RESPONDE = es("responsable")
TRABAJA = RESPONDE | GERENCIA
VALIDA = INSTITUCIONAL & ~RESPONDE & ~la_reporto  # who reports does not validate

EN_MARCHA = Condition(
    lambda mi: mi.meta.estado == states.EN_EJECUCION, _("La meta no está en ejecución.")
)
EN_PLAN = Condition(
    lambda mi: mi.meta.estado in states.EDITABLES,
    _("La programación de la meta ya no se puede cambiar."),
)
POR_CONTAR = Condition(
    lambda mi: vencimientos.abiertos(mi).filter(clase=states.OPORTUNIDAD).exists(),
    _("No está entre lo que prensa tiene por contar."),
)


class MetaIntermedia(Caso):
    """Part of a meta, with its weight, its date and its deliverable."""

    class Tipo(models.TextChoices):
        FISICA = "fisica", _("Física")
        PRESUPUESTARIA = "presupuestaria", _("Presupuestaria")
        NORMATIVA = "normativa", _("Normativa")
        CONTRATACION = "contratacion", _("Contratación")
        POLITICA = "politica", _("Política")
        COMUNICACIONAL = "comunicacional", _("Comunicacional")

    CLASE = "meta_intermedia"
    PREFIJO = "MI"
    ABIERTOS = states.ABIERTOS_MI
    LECTURA: ClassVar = {
        "titular": 4,
        "jefe_agenda": 2,
        "prensa": 2,
        "contraparte": 2,
        "responsable_metas": 2,
        "consulta": 1,
    }
    PERMISOS: ClassVar = {
        "crear": always_allow,  # its meta says who: `agregar_intermedia`
        "editar": EDITA & su_meta_se_programa & esta_abierto,
        "adjuntar": (TRABAJA | INSTITUCIONAL) & esta_abierto,
        "oportunidad_atendida": TRABAJA | tiene_rol("prensa", "jefe_agenda", "responsable_metas"),
    }
    HECHOS = states.HECHOS_INTERMEDIA
    PLAZOS = states.PLAZOS_MI
    REGLAS = states.REGLAS_MI
    INTERNOS = states.INTERNOS_MI

    estado = FSMField(
        default=states.PROGRAMADA, choices=states.ESTADOS_MI, protected=True, db_index=True
    )
    meta = models.ForeignKey("metas.Meta", models.PROTECT, related_name="intermedias")
    orden = models.PositiveSmallIntegerField(_("orden"), default=1)
    tipo = models.CharField(_("tipo"), max_length=14, choices=Tipo, default=Tipo.FISICA)
    entregable = models.CharField(
        _("entregable"),
        max_length=300,
        blank=True,
        help_text=_("Lo que demostrará que se cumplió."),
    )
    responsable = models.ForeignKey(
        Usuario,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsable"),
    )
    inicio = models.DateField(_("empieza"), null=True, blank=True)
    fecha_linea_base = models.DateField(_("fecha de la línea base"), null=True, editable=False)
    fecha_vigente = models.DateField(_("fecha comprometida"), null=True, blank=True)
    fecha_real = models.DateField(_("reportada el"), null=True, editable=False)
    peso = models.PositiveSmallIntegerField(
        _("peso"), validators=[MinValueValidator(1), MaxValueValidator(states.PESO_TOTAL)]
    )
    peso_linea_base = models.PositiveSmallIntegerField(default=0, editable=False)
    ruta_critica = models.BooleanField(_("está en la ruta crítica"), default=False)
    porcentaje = models.PositiveSmallIntegerField(_("avance"), default=0, editable=False)
    oportunidad_comunicacional = models.BooleanField(
        _("al cumplirse, hay algo que contar"), default=False
    )
    reprogramaciones = models.PositiveSmallIntegerField(default=0, editable=False)
    informe = models.TextField(_("lo que se reportó"), blank=True, editable=False)
    enlace = models.URLField(
        _("enlace de la evidencia"), max_length=200, blank=True, editable=False
    )
    reportada_por = models.ForeignKey(
        Usuario, models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("meta intermedia")
        verbose_name_plural = _("metas intermedias")
        ordering: ClassVar = ["orden", "fecha_vigente", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(peso__lte=states.PESO_TOTAL)
                & (
                    Q(porcentaje__in=states.PORCENTAJES)
                    | Q(porcentaje=states.CUMPLIDO, estado=states.CUMPLIDA)
                ),
                name="metaintermedia_peso_y_avance",
            ),
            models.CheckConstraint(
                condition=Q(estado__in=[states.PROGRAMADA, states.CANCELADA])
                | Q(fecha_vigente__isnull=False, responsable__isnull=False),
                name="metaintermedia_con_fecha_y_responsable",
            ),
            models.CheckConstraint(
                condition=Q(estado__in=[states.PROGRAMADA, states.EN_EJECUCION, states.CANCELADA])
                | Q(fecha_real__isnull=False, reportada_por__isnull=False),
                name="metaintermedia_reportada_por_alguien",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["estado", "fecha_vigente"]),
            models.Index(fields=["responsable", "estado", "fecha_vigente"]),
        ]

    @property
    def avance(self) -> int:
        """How far it is, in %: once reported as high as it gets before it is validated."""
        return states.avance_contado(self.estado, self.porcentaje)

    @transition(
        field=estado,
        source=states.PROGRAMADA,
        target=states.EN_EJECUCION,
        permission=who(TRABAJA),
        conditions=[EN_MARCHA],
        custom={"label": _("Iniciar"), "primary": True, "icon": "player-play"},
    )
    def iniciar(self) -> None:
        """Somebody works on it."""

    @transition(
        field=estado,
        source=states.EN_EJECUCION,
        permission=who(TRABAJA),
        conditions=[EN_MARCHA],
        custom={"label": _("Reportar avance"), "icon": "chart-bar"},
    )
    def reportar_avance(self, *, porcentaje: int) -> None:
        self.porcentaje = porcentaje

    @transition(
        field=estado,
        source=[states.PROGRAMADA, states.EN_EJECUCION],
        target=states.REPORTADA,
        permission=who(TRABAJA),
        conditions=[EN_MARCHA],
        custom={"label": _("Reportar cumplida"), "primary": True, "icon": "flag"},
    )
    def reportar(self, *, informe: str, enlace: str, quien: Usuario) -> None:
        self.informe, self.enlace, self.reportada_por = informe, enlace, quien
        self.fecha_real = clock.today()

    @transition(
        field=estado,
        source=states.REPORTADA,
        target=states.CUMPLIDA,
        permission=who(VALIDA),
        conditions=[EN_MARCHA],
        custom={"label": _("Validar"), "primary": True, "icon": "check"},
    )
    def validar(self) -> None:
        self.porcentaje = states.CUMPLIDO

    @transition(
        field=estado,
        source=states.REPORTADA,
        target=states.EN_EJECUCION,
        permission=who(VALIDA),
        conditions=[EN_MARCHA],
        custom={"label": _("Devolver con motivo"), "icon": "arrow-back-up"},
    )
    def devolver(self) -> None:
        self.fecha_real, self.reportada_por = None, None

    @transition(
        field=estado,
        source=[states.PROGRAMADA, states.EN_EJECUCION],
        permission=who(GERENCIA | INSTITUCIONAL),
        conditions=[EN_MARCHA],
        custom={"label": _("Reprogramar"), "icon": "calendar"},
    )
    def reprogramar(self, *, fecha: date) -> None:
        self.fecha_vigente = fecha
        self.reprogramaciones += 1

    @transition(
        field=estado,
        source=states.CUMPLIDA,
        permission=who(tiene_rol("prensa")),
        conditions=[POR_CONTAR],
        custom={"label": _("No se va a contar"), "icon": "x"},
    )
    def descartar(self) -> None:
        """Told elsewhere already, or not worth a piece."""

    @transition(
        field=estado,
        source=states.PROGRAMADA,
        target=states.CANCELADA,
        permission=who(GERENCIA),
        conditions=[EN_PLAN],
        custom={"label": _("Quitar del plan"), "danger": True, "icon": "x"},
    )
    def quitar(self) -> None:
        """It leaves the programme; its code and history stay."""
