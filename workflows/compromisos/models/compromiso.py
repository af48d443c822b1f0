"""A compromiso, tarea, encargo or instrucción: one machine for all of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition
from rules.predicates import always_allow

from core import clock
from core.access import es_sistema, esta_abierto, tiene_rol, who
from core.models import Actor, Caso, Usuario
from core.transitions import Condition
from workflows.compromisos import frecuencias, states
from workflows.compromisos.frecuencias import Frecuencia
from workflows.compromisos.models import quienes
from workflows.compromisos.models.quienes import (
    DEL_PADRE,
    DIRIGE,
    PARTICIPA,
    PREFIJOS,
    PRIORIDADES,
    PROMETE,
    RESPONDE,
    SIGUE,
    VERIFICA,
)

SIN_DERIVADAS = Condition(
    lambda c: c.derivadas_abiertas == 0,
    _("Tiene tareas que son parte suya y siguen abiertas: se cierran primero."),
)


class Compromiso(Caso):
    """Something somebody must have done by a date."""

    Tipo = quienes.Tipo
    Origen = quienes.Origen

    CLASE = "compromiso"
    PREFIJO = "CMP"
    ABIERTOS = states.ABIERTOS
    BORRADOS = (states.BORRADA,)
    LECTURA: ClassVar = {
        "titular": 4,
        "jefe_agenda": 2,
        "asistente": 2,
        "contraparte": 2,
        "consulta": 1,
        "prensa": 0,
    }
    LECTURA_VINCULADA = frozenset({"gerente_meta", "responsable_metas", "prensa"})
    PERMISOS: ClassVar = {
        "crear": PROMETE,
        "traer": PROMETE,
        # Who may was asked of what it is part of.
        "nacer": always_allow,
        "editar": DIRIGE & esta_abierto,
        "adjuntar": (SIGUE | RESPONDE | PARTICIPA) & esta_abierto,
        "revisar": SIGUE & ~RESPONDE & esta_abierto,
        "enviar_enlace": SIGUE & esta_abierto,
        "revocar_enlace": SIGUE & esta_abierto,
        "correo_devuelto": es_sistema,
        "mostrar_archivos": DIRIGE | tiene_rol("prensa"),
    }
    HECHOS = states.HECHOS
    PLAZOS = states.PLAZOS
    REGLAS = states.REGLAS
    INTERNOS = states.INTERNOS

    estado = FSMField(
        default=states.BORRADOR, choices=states.ESTADOS, protected=True, db_index=True
    )
    tipo = models.CharField(_("tipo"), max_length=12, choices=Tipo, default=Tipo.COMPROMISO)
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
    monitor_verifica = models.BooleanField(
        _("el monitor puede darlo por cumplido"), default=True, db_default=True
    )
    padre = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="derivadas", editable=False
    )
    derivadas_abiertas = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    porcentaje = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    frecuencia = models.CharField(
        _("cada cuánto informa"),
        max_length=10,
        choices=Frecuencia,
        blank=True,
        default="",
        db_default="",
    )
    proximo_informe = models.DateField(null=True, editable=False)
    reasignaciones = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
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
                condition=~Q(tipo="compromiso") | Q(a_quien__isnull=False),
                name="compromiso_a_alguien",
                violation_error_message=_("Diga a quién se prometió."),
            ),
            models.CheckConstraint(
                condition=Q(tipo="tarea") | Q(requiere_verificacion=True),
                name="compromiso_se_verifica",
                violation_error_message=_("Un compromiso siempre lo verifica otra persona."),
            ),
            models.CheckConstraint(
                condition=Q(porcentaje__in=states.PORCENTAJES), name="compromiso_porcentaje"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["estado", "fecha_vigente"]),
            models.Index(fields=["responsable", "estado", "fecha_vigente"]),
            models.Index(fields=["programador", "estado", "fecha_vigente"]),
            models.Index(fields=["monitor", "estado", "fecha_vigente"]),
            # Those in course by date: of the past nothing is read.
            models.Index(
                fields=["fecha_vigente", "expediente"],
                condition=Q(estado__in=(*states.CORREN, states.POR_VERIFICAR, states.SUSPENDIDA)),
                name="compromiso_en_marcha",
            ),
            # All of them by date, whatever became of each.
            models.Index(fields=["fecha_vigente", "expediente"], name="compromiso_por_fecha"),
            # What was written down in a period is counted without reading its rows.
            models.Index(
                fields=["registrado_en", "expediente"],
                include=["estado", "grado"],
                name="compromiso_registrado",
            ),
            # The order of its list: open ones first, then by date.
            models.Index(
                F("cerrado_en").desc(nulls_first=True),
                "fecha_vigente",
                "expediente",
                name="compromiso_en_lista",
            ),
            # The same of what the public is shown.
            models.Index(
                F("cerrado_en").desc(nulls_first=True),
                "fecha_vigente",
                "expediente",
                condition=Q(publico=True),
                name="compromiso_publico",
            ),
        ]

    def prefijo(self) -> str:
        return PREFIJOS[quienes.Tipo(self.tipo)]

    @property
    def externo_id(self) -> int | None:
        """The actor who answers for it from outside; None: somebody of the house does."""
        return self.responsable.actor_id

    @property
    def de_la_casa_id(self) -> int | None:
        """The person of the house who answers for it; None: somebody outside does."""
        return None if self.responsable.es_externo else self.responsable_id

    @property
    def es_borrador(self) -> bool:
        """Nobody has been given it yet."""
        return bool(self.estado == states.BORRADOR)

    @property
    def de_antes(self) -> bool:
        """It was promised before it was kept here: its date may have passed, or it may be done."""
        return self.origen == self.Origen.TRASLADO

    @property
    def es_instruccion(self) -> bool:
        """It groups tareas of several people under one date."""
        return self.tipo == self.Tipo.INSTRUCCION

    @property
    def avance(self) -> int:
        """How far it is, in percent: the whole only once somebody else said so."""
        match self.estado:
            case states.CUMPLIDA:
                return states.TODO
            case states.POR_VERIFICAR:
                return states.PORCENTAJES[-1]
        return self.porcentaje

    @property
    def dias_movido(self) -> int:
        """By how many days its date was moved, in all."""
        return (self.fecha_vigente - self.fecha_compromiso_original).days

    @property
    def copias(self) -> QuerySet[Usuario]:
        """Who gets a copy of it, and nothing to do."""
        return self._que_son("copia")

    @property
    def participantes(self) -> QuerySet[Usuario]:
        """Who takes part in an instrucción."""
        return self._que_son("participante")

    def _que_son(self, papel: str) -> QuerySet[Usuario]:
        return Usuario.objects.filter(
            participaciones__expediente_id=self.pk, participaciones__papel=papel
        )

    def verificadores(self) -> dict[str, Usuario]:
        """Who may verify it, by papel: never its responsable."""
        monitor = self.monitor if self.monitor_verifica else None
        papeles = {"programador": self.programador, "monitor": monitor}
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
        self.esperar_informe()

    @transition(
        field=estado,
        source=states.ASIGNADA,
        target=states.OBJETADA,
        permission=who(RESPONDE),
        custom={"label": _("Objetar"), "icon": "hand-stop"},
    )
    def objetar(self) -> None:
        self.prorroga_para = None

    @transition(
        field=estado,
        source=[*states.CORREN],
        target=states.ASIGNADA,
        permission=who(DIRIGE),
        custom={"label": _("Reasignar"), "icon": "user-share"},
    )
    def reasignar(self, *, responsable: Usuario) -> None:
        self.responsable = responsable
        self.reasignaciones += 1
        self.porcentaje, self.proximo_informe, self.prorroga_para = 0, None, None

    @transition(
        field=estado,
        source=[*states.EN_CURSO],
        permission=who(SIGUE | RESPONDE),
        custom={"label": _("Derivar una tarea"), "icon": "user-plus"},
    )
    def derivar(self) -> None:
        """A part of it is given to somebody as a tarea of its own."""

    @transition(
        field=estado,
        source=states.EN_GESTION,
        permission=who(RESPONDE),
        custom={"label": _("Informar del avance"), "icon": "file-text"},
    )
    def informar(self, *, porcentaje: int) -> None:
        self.porcentaje = porcentaje
        if self.proximo_informe:
            self.proximo_informe = frecuencias.siguiente(
                self.frecuencia, self.proximo_informe, clock.today()
            )

    @transition(
        field=estado,
        source=states.EN_GESTION,
        target=states.POR_VERIFICAR,
        permission=who(RESPONDE),
        conditions=[
            Condition(
                lambda c: c.requiere_verificacion, _("Esta tarea se cierra sin verificación.")
            ),
            SIN_DERIVADAS,
        ],
        custom={"label": _("Reportar cumplido"), "primary": True, "icon": "flag"},
    )
    def reportar_cumplida(self, *, informe: str, enlace: str) -> None:
        self.informe, self.enlace = informe, enlace
        self.prorroga_para, self.proximo_informe = None, None

    @transition(
        field=estado,
        source=states.EN_GESTION,
        target=states.CUMPLIDA,
        permission=who(RESPONDE),
        conditions=[
            Condition(lambda c: not c.requiere_verificacion, _("Lo verifica otra persona.")),
            SIN_DERIVADAS,
        ],
        custom={"label": _("Dar por cumplida"), "primary": True, "icon": "check"},
    )
    def cumplir(self, *, informe: str) -> None:
        self.informe, self.cerrado_en = informe, clock.now()
        self.prorroga_para, self.proximo_informe = None, None

    @transition(
        field=estado,
        source=states.POR_VERIFICAR,
        target=states.CUMPLIDA,
        permission=who(VERIFICA),
        conditions=[SIN_DERIVADAS],
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
        self.esperar_informe()

    @transition(
        field=estado,
        source=states.POR_VERIFICAR,
        target=states.CUMPLIDA_PARCIAL,
        permission=who(VERIFICA),
        conditions=[SIN_DERIVADAS],
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
        source=states.EN_GESTION,
        target=states.SUSPENDIDA,
        permission=who(DIRIGE),
        custom={"label": _("Suspender"), "icon": "player-pause"},
    )
    def suspender(self) -> None:
        self.prorroga_para, self.proximo_informe = None, None

    @transition(
        field=estado,
        source=states.SUSPENDIDA,
        target=states.EN_GESTION,
        permission=who(DIRIGE),
        custom={"label": _("Reanudar"), "primary": True, "icon": "player-play"},
    )
    def reanudar(self, *, fecha: date) -> None:
        if fecha != self.fecha_vigente:
            self._mover(fecha)
        self.esperar_informe()

    @transition(
        field=estado,
        source=list(states.ABIERTOS),
        target=states.CANCELADA,
        permission=who(DIRIGE | DEL_PADRE | es_sistema),
        custom={"label": _("Cancelar"), "danger": True, "icon": "x"},
    )
    def cancelar(self) -> None:
        self.cerrado_en = clock.now()
        self.prorroga_para, self.proximo_informe = None, None

    @transition(
        field=estado,
        source=states.BORRADOR,
        target=states.BORRADA,
        permission=who(DIRIGE),
        conditions=[
            Condition(
                lambda c: c.version == 1,
                _("Ya tiene historia: no se borra. Puede cancelarlo, y queda dicho por qué."),
            )
        ],
        custom={"label": _("Borrar"), "danger": True, "icon": "trash"},
    )
    def borrar(self) -> None:
        self.cerrado_en = clock.now()

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
        self.esperar_informe()

    def esperar_informe(self) -> None:
        """From today its responsable reports every so often, where somebody said how often."""
        self.proximo_informe = frecuencias.siguiente(self.frecuencia, clock.today())

    def _mover(self, fecha: date) -> None:
        self.fecha_vigente = fecha
        self.reprogramaciones += 1
