"""A compromiso (promised to somebody) or tarea (internal): one machine for both."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from core import clock
from core.access import es, es_sistema, esta_abierto, tiene_rol, who
from core.models import Actor, Caso, Usuario
from core.transitions import Condition
from workflows.compromisos import states

DIRIGE = es("programador") | tiene_rol("titular")
SIGUE = es("programador", "monitor") | tiene_rol("titular")
RESPONDE = es("responsable")
VERIFICA = SIGUE & ~RESPONDE  # nobody verifies his own work

PROMETE = (
    tiene_rol(
        "titular",
        "jefe_agenda",
        "asistente",
        "gerente_meta",
        "responsable_metas",
        "prensa",
        "contraparte",
    )
    | es_sistema
)

PRIORIDADES = [
    (0, _("mínima")),
    (1, _("baja")),
    (2, _("normal")),
    (3, _("alta")),
    (4, _("máxima")),
]


class Compromiso(Caso):
    """Something somebody must have done by a date."""

    class Tipo(models.TextChoices):
        TAREA = "tarea", _("Tarea")
        COMPROMISO = "compromiso", _("Compromiso")

    class Origen(models.TextChoices):
        PROPIO = "propio", _("Por iniciativa propia")
        SOLICITUD = "solicitud", _("Responde a una solicitud")
        META = "meta", _("Nace de una meta")
        TRASLADO = "traslado", _("Prometido antes de llevarlo aquí")

    CLASE = "compromiso"
    PREFIJO = "CMP"
    ABIERTOS = states.ABIERTOS
    LECTURA: ClassVar = {
        "titular": 4,
        "jefe_agenda": 2,
        "asistente": 2,
        "contraparte": 2,
        "consulta": 1,
    }
    LECTURA_VINCULADA = frozenset({"gerente_meta", "responsable_metas", "prensa"})
    PERMISOS: ClassVar = {
        "crear": PROMETE,
        "traer": PROMETE,
        "editar": DIRIGE & esta_abierto,
        "adjuntar": (SIGUE | RESPONDE) & esta_abierto,
    }
    HECHOS = states.HECHOS
    PLAZOS = states.PLAZOS
    REGLAS = states.REGLAS
    INTERNOS = states.INTERNOS

    estado = FSMField(
        default=states.BORRADOR, choices=states.ESTADOS, protected=True, db_index=True
    )
    tipo = models.CharField(_("tipo"), max_length=10, choices=Tipo, default=Tipo.COMPROMISO)
    origen = models.CharField(
        _("origen"), max_length=10, choices=Origen, default=Origen.PROPIO, editable=False
    )
    a_quien = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="compromisos",
        verbose_name=_("a quién se prometió"),
    )
    publico = models.BooleanField(_("público"), default=False)
    prioridad = models.PositiveSmallIntegerField(_("prioridad"), choices=PRIORIDADES, default=2)
    programador = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    responsable = models.ForeignKey(
        Usuario, models.PROTECT, related_name="+", verbose_name=_("responsable")
    )
    monitor = models.ForeignKey(
        Usuario, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("monitor")
    )
    fecha_compromiso_original = models.DateField(editable=False)
    fecha_vigente = models.DateField(_("fecha prometida"))
    cerrado_en = models.DateTimeField(null=True, editable=False)
    requiere_verificacion = models.BooleanField(_("otra persona lo verifica"), default=True)
    reprogramaciones = models.PositiveSmallIntegerField(default=0, editable=False)
    reiteraciones = models.PositiveSmallIntegerField(default=0, editable=False)
    informe = models.TextField(_("lo que se reportó"), blank=True, editable=False)
    enlace = models.URLField(_("enlace de la evidencia"), blank=True, editable=False)
    faltante = models.TextField(
        _("lo que quedó sin hacer"), blank=True, default="", db_default="", editable=False
    )
    prorroga_para = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("compromiso")
        verbose_name_plural = _("compromisos")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(tipo="tarea") | Q(a_quien__isnull=False),
                name="compromiso_a_alguien",
                violation_error_message=_("Diga a quién se prometió."),
            ),
            models.CheckConstraint(
                condition=Q(tipo="tarea") | Q(requiere_verificacion=True),
                name="compromiso_se_verifica",
                violation_error_message=_("Un compromiso siempre lo verifica otra persona."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["estado", "fecha_vigente"]),
            models.Index(fields=["responsable", "estado", "fecha_vigente"]),
            # The order of its list: open ones first, then by date.
            models.Index(
                F("cerrado_en").desc(nulls_first=True),
                "fecha_vigente",
                "expediente",
                name="compromiso_en_lista",
            ),
        ]

    def prefijo(self) -> str:
        return "TAR" if self.tipo == self.Tipo.TAREA else "CMP"

    @property
    def es_borrador(self) -> bool:
        """Nobody has been given it yet."""
        return bool(self.estado == states.BORRADOR)

    @property
    def de_antes(self) -> bool:
        """It was promised before it was kept here: its date may have passed, or it may be done."""
        return self.origen == self.Origen.TRASLADO

    def verificadores(self) -> dict[str, Usuario]:
        """Who may verify it, by papel: never its responsable."""
        papeles = {"programador": self.programador, "monitor": self.monitor}
        return {
            papel: persona
            for papel, persona in papeles.items()
            if persona is not None and persona != self.responsable
        }

    @transition(
        field=estado,
        source=states.BORRADOR,
        target=states.ASIGNADA,
        permission=who(DIRIGE),
        conditions=[
            Condition(
                lambda c: c.de_antes or c.fecha_vigente >= clock.today(),
                _("La fecha ya pasó: edítelo y póngale otra."),
            ),
            Condition(
                lambda c: c.responsable.is_active,
                _("Su responsable ya no trabaja aquí: edítelo y elija a otra persona."),
            ),
        ],
        custom={"label": _("Enviar al responsable"), "primary": True, "icon": "send"},
    )
    def enviar(self) -> None:
        if not self.de_antes:
            self.fecha_compromiso_original = self.fecha_vigente

    @transition(
        field=estado,
        source=states.BORRADOR,
        target=states.CUMPLIDA,
        permission=who(DIRIGE),
        conditions=[Condition(lambda c: c.de_antes, _("No se prometió antes de llevarlo aquí."))],
        custom={"label": _("Ya estaba cumplido"), "hidden": True},
    )
    def cerrar_de_antes(self, *, informe: str, cuando: datetime) -> None:
        self.informe, self.cerrado_en = informe, cuando

    @transition(
        field=estado,
        source=states.ASIGNADA,
        target=states.EN_GESTION,
        permission=who(RESPONDE),
        custom={"label": _("Aceptar"), "primary": True, "icon": "check"},
    )
    def aceptar(self) -> None:
        """The responsable takes it on."""

    @transition(
        field=estado,
        source=states.EN_GESTION,
        target=states.POR_VERIFICAR,
        permission=who(RESPONDE),
        conditions=[
            Condition(
                lambda c: c.requiere_verificacion, _("Esta tarea se cierra sin verificación.")
            )
        ],
        custom={"label": _("Reportar cumplido"), "primary": True, "icon": "flag"},
    )
    def reportar_cumplida(self, *, informe: str, enlace: str) -> None:
        self.informe, self.enlace, self.prorroga_para = informe, enlace, None

    @transition(
        field=estado,
        source=states.EN_GESTION,
        target=states.CUMPLIDA,
        permission=who(RESPONDE),
        conditions=[
            Condition(lambda c: not c.requiere_verificacion, _("Lo verifica otra persona."))
        ],
        custom={"label": _("Dar por cumplida"), "primary": True, "icon": "check"},
    )
    def cumplir(self, *, informe: str) -> None:
        self.informe, self.cerrado_en, self.prorroga_para = informe, clock.now(), None

    @transition(
        field=estado,
        source=states.POR_VERIFICAR,
        target=states.CUMPLIDA,
        permission=who(VERIFICA),
        custom={"label": _("Verificar y cerrar"), "primary": True, "icon": "check"},
    )
    def aprobar(self) -> None:
        self.cerrado_en = clock.now()

    @transition(
        field=estado,
        source=states.POR_VERIFICAR,
        target=states.EN_GESTION,
        permission=who(VERIFICA),
        custom={"label": _("Devolver con motivo"), "icon": "arrow-back-up"},
    )
    def devolver(self) -> None:
        """It was not done, or not well."""

    @transition(
        field=estado,
        source=states.POR_VERIFICAR,
        target=states.CUMPLIDA_PARCIAL,
        permission=who(VERIFICA),
        custom={"label": _("Cerrar como cumplido en parte"), "icon": "flag"},
    )
    def aprobar_parcial(self, *, faltante: str) -> None:
        self.cerrado_en, self.faltante = clock.now(), faltante

    @transition(
        field=estado,
        source=[states.EN_GESTION, states.ASIGNADA],
        permission=who(RESPONDE),
        conditions=[
            Condition(lambda c: c.prorroga_para is None, _("Ya hay una prórroga sin respuesta."))
        ],
        custom={"label": _("Pedir prórroga"), "icon": "clock"},
    )
    def pedir_prorroga(self, *, para: date) -> None:
        self.prorroga_para = para

    @transition(
        field=estado,
        source=[states.EN_GESTION, states.ASIGNADA],
        permission=who(SIGUE),
        conditions=[
            Condition(lambda c: c.prorroga_para is not None, _("Nadie ha pedido una prórroga."))
        ],
        custom={"label": _("Responder la prórroga"), "primary": True, "icon": "clock"},
    )
    def resolver_prorroga(self, *, concedida: bool) -> None:
        if concedida and self.prorroga_para:
            self._mover(self.prorroga_para)
        self.prorroga_para = None

    @transition(
        field=estado,
        source=[states.ASIGNADA, states.EN_GESTION],
        permission=who(SIGUE),
        custom={"label": _("Reprogramar"), "icon": "calendar"},
    )
    def reprogramar(self, *, fecha: date) -> None:
        self._mover(fecha)
        self.prorroga_para = None

    @transition(
        field=estado,
        source=[states.ASIGNADA, states.EN_GESTION],
        permission=who(SIGUE | tiene_rol("contraparte")),
        custom={"label": _("Reiterar"), "icon": "bell"},
    )
    def reiterar(self) -> None:
        self.reiteraciones += 1

    @transition(
        field=estado,
        source=list(states.ABIERTOS),
        target=states.CANCELADA,
        permission=who(DIRIGE | es_sistema),
        custom={"label": _("Cancelar"), "danger": True, "icon": "x"},
    )
    def cancelar(self) -> None:
        self.cerrado_en, self.prorroga_para = clock.now(), None

    @transition(
        field=estado,
        source=list(states.CUMPLIDOS),
        target=states.EN_GESTION,
        permission=who(SIGUE),
        custom={"label": _("Reabrir"), "icon": "refresh"},
    )
    def reabrir(self, *, fecha: date) -> None:
        self._mover(fecha)
        self.cerrado_en, self.faltante = None, ""

    def _mover(self, fecha: date) -> None:
        self.fecha_vigente = fecha
        self.reprogramaciones += 1
