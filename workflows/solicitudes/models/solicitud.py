"""A request for the attention of the mayor: its machine, and what holds of it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import ClassVar

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE, FSMField, transition
from rules.predicates import predicate

from core import clock
from core.access import es, es_sistema, esta_abierto, tiene_rol, who
from core.models import Actor, Area, Caso, Usuario, Vinculo
from core.transitions import Condition
from workflows.compromisos.models import Compromiso
from workflows.compromisos.states import ABIERTOS as COMPROMISO_ABIERTO
from workflows.solicitudes import states
from workflows.solicitudes.models.pedido import Pedido
from workflows.solicitudes.models.resolucion import Resolucion


@predicate(name="decide_jefe")
def la_decide_el_jefe(_user: Usuario, obj: Solicitud | None = None) -> bool:
    """True where the type lets the jefe de agenda decide."""
    return obj is not None and obj.tipo.decide_jefe


@predicate(name="editable")
def se_edita(_user: Usuario, obj: Solicitud | None = None) -> bool:
    """True until it is put to decision."""
    return obj is not None and obj.estado in states.EDITABLES


def como_se_decidio(solicitud: Solicitud) -> str:
    """What it is without a date: somebody else attends to it, or the town hall itself."""
    delegada = solicitud.decision == solicitud.Decision.DELEGADA
    return states.DELEGADA if delegada else states.ACEPTADA


@predicate(name="evento_pasado")
def paso_el_evento(_user: Usuario, obj: Solicitud | None = None) -> bool:
    """True where what it invites to has been: nothing is left to decide, but to answer."""
    return obj is not None and obj.evento_pasado


JEFE = tiene_rol("jefe_agenda")
RECIBE = tiene_rol("jefe_agenda", "asistente")
DECIDE = tiene_rol("titular") | (JEFE & la_decide_el_jefe)
RESUELVE = tiene_rol("titular", "jefe_agenda")


class Solicitud(Pedido, Resolucion, Caso):
    """Somebody asks; the town hall decides and answers."""

    CLASE = "solicitud"
    PREFIJO = "SOL"
    ABIERTOS = states.ABIERTOS
    LECTURA: ClassVar = {
        "titular": 4,
        "jefe_agenda": 2,
        "asistente": 2,
        "contraparte": 2,
        "prensa": 0,
        "consulta": 1,
    }
    LECTURA_VINCULADA = frozenset({"gerente_meta", "responsable_metas"})
    PERMISOS: ClassVar = {
        "registrar": RECIBE,
        "editar": RECIBE & se_edita,
        "adjuntar": (RECIBE | es("responsable") | es("delegado")) & esta_abierto,
        "respondio_la_unidad": es_sistema,
        "encargo_cancelado": es_sistema,
        "encargo_reabierto": es_sistema,
        "encargo_en_parte": es_sistema,
        "correo_devuelto": es_sistema,
        "carta_fallida": es_sistema,
        "dar_pin": RECIBE,
        "imprimir_carta": RECIBE | es("responsable"),
        "recibir_fusionada": JEFE,
        "cambiar_principal": JEFE,
        **dict.fromkeys(states.DEL_PUBLICO, es_sistema),
    }
    HECHOS = states.HECHOS
    PLAZOS = states.PLAZOS
    REGLAS = states.REGLAS
    INTERNOS = states.INTERNOS

    estado = FSMField(
        default=states.REGISTRADA, choices=states.ESTADOS, protected=True, db_index=True
    )
    principal = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="fusionadas",
        editable=False,
        verbose_name=_("es la misma que"),
    )

    vence_en: datetime | None  # the legal term; queries annotate it

    class Meta:
        verbose_name = _("solicitud")
        verbose_name_plural = _("solicitudes")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(estado=states.CERRADA) | ~Q(respuesta=""),
                name="solicitud_cerrada_con_respuesta",
            ),
            models.CheckConstraint(
                condition=~Q(decision="rechazada") | ~Q(motivo_codigo=""),
                name="solicitud_rechazada_con_motivo",
            ),
            models.CheckConstraint(
                condition=~Q(estado=states.DERIVADA)
                | Q(area_derivada__isnull=False, institucion=None)
                | Q(area_derivada=None, institucion__isnull=False),
                name="solicitud_derivada_a_uno",
            ),
            models.CheckConstraint(
                condition=Q(estado__in=states.SIN_ANALIZAR) | Q(responsable__isnull=False),
                name="solicitud_analizada_con_responsable",
            ),
            models.CheckConstraint(
                condition=~Q(decision="delegada")
                | Q(delegado__isnull=False, delegado_actor=None)
                | Q(delegado=None, delegado_actor__isnull=False),
                name="solicitud_delegada_en_uno",
            ),
            models.CheckConstraint(
                condition=~Q(estado=states.APLAZADA) | Q(aplazada_hasta__isnull=False),
                name="solicitud_aplazada_con_fecha",
            ),
            models.CheckConstraint(
                condition=~Q(estado=states.PROGRAMADA) | Q(programada_para__isnull=False),
                name="solicitud_programada_con_fecha",
            ),
            models.CheckConstraint(
                condition=~Q(estado=states.DUPLICADA) | Q(principal__isnull=False),
                name="solicitud_duplicada_de_otra",
            ),
            models.CheckConstraint(
                condition=Q(hora_evento__isnull=True) | Q(fecha_evento__isnull=False),
                name="solicitud_hora_con_fecha",
                violation_error_message=_("Diga de qué día es la hora."),
            ),
            models.CheckConstraint(
                condition=Q(fecha_limite_rsvp=None)
                | Q(fecha_evento=None)
                | Q(fecha_limite_rsvp__lte=models.F("fecha_evento")),
                name="solicitud_rsvp_antes_del_evento",
                violation_error_message=_("Ese día el evento ya habrá pasado."),
            ),
        ]
        indexes: ClassVar = [
            # The order of its list; what was received in a period is counted without its rows.
            models.Index(
                fields=["-fecha_recepcion", "-expediente"],
                include=["estado", "grado"],
                name="solicitud_recibida",
            ),
            models.Index(fields=["responsable", "estado"]),
            # What was answered last, and in a period: the rest of the past is not read.
            models.Index(
                fields=["-respondida_en", "-expediente"],
                condition=Q(estado=states.CERRADA),
                name="solicitud_respondida",
            ),
        ]

    @property
    def por_responder(self) -> bool:
        """Nothing is missing but the answer to who asked."""
        contestada = self.estado == states.DERIVADA and bool(self.respuesta_derivada)
        return contestada or self.estado in states.POR_RESPONDER

    @property
    def derivada_a(self) -> Area | Actor | None:
        """The unit or the institution that has it; None if it was not handed on."""
        return self.area_derivada or self.institucion

    @property
    def en_otras_manos(self) -> bool:
        """An institution has it, has not answered yet, and the law lets our clocks stand still."""
        trasladada = self.estado == states.DERIVADA and self.institucion_id is not None
        return trasladada and not self.respuesta_derivada and bool(self.tipo.dias_traslado)

    @property
    def delegada_en(self) -> Usuario | Actor | None:
        """Who attends to it in the place of the titular; None if it was not delegated."""
        return self.delegado or self.delegado_actor

    @property
    def lo_sugerido(self) -> str:
        """To whom it is recommended to give it, or why to decline it; empty if nobody said."""
        destino = self.delegado_sugerido or self.area_sugerida
        return str(destino) if destino else self.get_motivo_sugerido_display()

    @property
    def detenida_en(self) -> datetime | None:
        """Since when its clocks stand still; None while they run."""
        if self.estado == states.REQUIERE_INFORMACION:
            return self.pedida_en
        return self.decidida_en if self.en_otras_manos else None

    @property
    def decidir_antes_de(self) -> date | None:
        """The day by which who invites must know: that of the RSVP, or of the event itself."""
        return self.fecha_limite_rsvp or self.fecha_evento

    @property
    def evento_pasado(self) -> bool:
        """What it invites to has been."""
        return self.fecha_evento is not None and self.fecha_evento < clock.today()

    def encargos(self) -> QuerySet[Compromiso]:
        """The compromisos and tareas that answer it."""
        return Compromiso.objects.filter(
            vinculos_desde__de=self.pk, vinculos_desde__clase=Vinculo.Clase.RESPONDE
        )

    def encargos_abiertos(self) -> QuerySet[Compromiso]:
        """Those somebody still has to do; a reopened one is open again."""
        return self.encargos().filter(estado__in=COMPROMISO_ABIERTO)

    @property
    def sigue_encargada(self) -> bool:
        """Somebody still has to do something for it; what a list has read is not asked again."""
        sabido: bool | None = self.__dict__.get("encargada")
        return self.encargos_abiertos().exists() if sabido is None else sabido

    @transition(
        field=estado,
        source=states.REGISTRADA,
        target=states.EN_ANALISIS,
        permission=who(RECIBE),
        custom={"label": _("Analizar"), "primary": True, "icon": "search"},
    )
    def analizar(self, *, responsable: Usuario) -> None:
        self.responsable = responsable

    @transition(
        field=estado,
        source=states.EN_ANALISIS,
        target=states.REQUIERE_INFORMACION,
        permission=who(JEFE),
        custom={"label": _("Pedir información"), "icon": "message-circle"},
    )
    def pedir_informacion(self, *, falta: str) -> None:
        self.falta, self.pedida_en, self.completado = falta, clock.now(), ""

    @transition(
        field=estado,
        source=states.REQUIERE_INFORMACION,
        target=states.EN_ANALISIS,
        permission=who(RECIBE | es("responsable") | es_sistema),
        custom={"label": _("Anotar lo que faltaba"), "primary": True, "icon": "check"},
    )
    def completar(self, *, completado: str) -> None:
        self.completado, self.pedida_en = completado, None

    @transition(
        field=estado,
        source=states.REQUIERE_INFORMACION,
        target=states.DESISTIDA,
        permission=who(JEFE | es_sistema),
        custom={"label": _("Dar por desistida"), "danger": True, "icon": "clock"},
    )
    def desistir(self) -> None:
        self.pedida_en = None

    @transition(
        field=estado,
        source=states.EN_ANALISIS,
        target=states.EN_DECISION,
        permission=who(JEFE),
        custom={"label": _("Elevar a decisión"), "primary": True, "icon": "arrow-up"},
    )
    def elevar(
        self,
        *,
        recomendacion: str,
        sugerencia: str,
        fecha_sugerida: date | None,
        prioridad: int,
        delegado: Usuario | None,
        area: Area | None,
        motivo: str,
    ) -> None:
        self.recomendacion, self.sugerencia = recomendacion, sugerencia
        self.fecha_sugerida, self.prioridad = fecha_sugerida, prioridad
        self.delegado_sugerido, self.area_sugerida = delegado, area
        self.motivo_sugerido = motivo

    @transition(
        field=estado,
        source=[states.EN_DECISION, states.EN_ANALISIS],
        target=states.ACEPTADA,
        permission=who(DECIDE),
        custom={"label": _("Aceptar"), "primary": True, "icon": "check"},
    )
    def aceptar(self) -> None:
        self._decidir(self.Decision.ACEPTADA)

    @transition(
        field=estado,
        source=states.EN_DECISION,
        target=states.DELEGADA,
        permission=who(RESUELVE),
        custom={"label": _("Delegar"), "icon": "user-check"},
    )
    def delegar(
        self, *, delegado: Usuario | None, delegado_actor: Actor | None, indicaciones: str
    ) -> None:
        self._decidir(self.Decision.DELEGADA)
        self.delegado, self.delegado_actor = delegado, delegado_actor
        self.indicaciones = indicaciones

    @transition(
        field=estado,
        source=states.EN_DECISION,
        target=states.APLAZADA,
        permission=who(RESUELVE),
        custom={"label": _("Aplazar"), "icon": "calendar"},
    )
    def aplazar(self, *, fecha: date) -> None:
        self.aplazada_hasta = fecha

    @transition(
        field=estado,
        source=states.APLAZADA,
        target=states.EN_DECISION,
        permission=who(RESUELVE | es_sistema),
        custom={"label": _("Retomar"), "primary": True, "icon": "refresh"},
    )
    def retomar(self) -> None:
        self.aplazada_hasta = None

    @transition(
        field=estado,
        source=states.EN_DECISION,
        target=states.RECHAZADA,
        permission=who(DECIDE | (JEFE & paso_el_evento)),
        custom={"label": _("Rechazar"), "danger": True, "icon": "x"},
    )
    def rechazar(self, *, motivo_codigo: str, motivo: str) -> None:
        self._decidir(self.Decision.RECHAZADA)
        self.motivo_codigo, self.motivo = motivo_codigo, motivo

    @transition(
        field=estado,
        source=[states.EN_ANALISIS, states.EN_DECISION],
        target=states.DERIVADA,
        permission=who(RESUELVE),
        custom={"label": _("Derivar"), "icon": "route"},
    )
    def derivar(self, *, area: Area | None, institucion: Actor | None, carta: str) -> None:
        self._decidir(self.Decision.DERIVADA)
        self.area_derivada, self.institucion, self.carta = area, institucion, carta

    @transition(
        field=estado,
        source=states.DERIVADA,
        permission=who(JEFE),
        conditions=[
            Condition(
                lambda s: s.institucion_id is not None,
                _("La respuesta es lo que la unidad reporte en su tarea."),
            )
        ],
        custom={"label": _("Anotar lo que contestaron"), "icon": "message-circle"},
    )
    def anotar_respuesta(self, *, respuesta: str) -> None:
        self.respuesta_derivada = respuesta

    @transition(
        field=estado,
        source=states.DERIVADA,
        target=states.EN_ANALISIS,
        permission=who(JEFE | es("unidad")),
        custom={"label": _("Devolver a análisis"), "icon": "arrow-back-up"},
    )
    def devolver_derivada(self) -> None:
        self._recoger()

    @transition(
        field=estado,
        source=[states.ACEPTADA, states.DELEGADA],
        permission=who(JEFE),
        custom={"label": _("Encargar"), "primary": True, "icon": "send"},
    )
    def encargar(self) -> None:
        """Somebody is going to do it."""

    @transition(
        field=estado,
        source=[states.ACEPTADA, states.DELEGADA, states.PROGRAMADA],
        target=states.PROGRAMADA,
        permission=who(JEFE),
        custom={"label": _("Poner fecha"), "icon": "calendar"},
    )
    def programar(self, *, fecha: date, hora: time | None, lugar_texto: str) -> None:
        self.programada_para, self.programada_hora = fecha, hora
        self.programada_lugar = lugar_texto

    @transition(
        field=estado,
        source=states.PROGRAMADA,
        target=GET_STATE(como_se_decidio, states=[states.ACEPTADA, states.DELEGADA]),
        permission=who(JEFE),
        custom={"label": _("Quitar la fecha"), "icon": "arrow-back-up"},
    )
    def desprogramar(self) -> None:
        self._sin_fecha()

    @transition(
        field=estado,
        source=[states.ACEPTADA, states.DELEGADA, states.PROGRAMADA],
        target=states.ATENDIDA,
        permission=who(JEFE | es("delegado") | es_sistema),
        conditions=[
            Condition(
                lambda s: not s.sigue_encargada,
                _("Todavía hay un compromiso en curso que la responde."),
            )
        ],
        custom={"label": _("Dar por atendida"), "icon": "flag"},
    )
    def atender(self) -> None:
        """What was asked is done; it only lacks the answer."""

    @transition(
        field=estado,
        source=[*states.POR_RESPONDER, states.DERIVADA],
        target=states.CERRADA,
        permission=who(JEFE),
        conditions=[
            Condition(lambda s: s.por_responder, _("Todavía no ha contestado a quien se derivó."))
        ],
        custom={"label": _("Responder y cerrar"), "primary": True, "icon": "mail"},
    )
    def cerrar(self, *, respuesta: str, sin_contacto: bool, tarde: bool) -> None:
        self.respuesta, self.sin_contacto = respuesta, sin_contacto
        self.respondida_en, self.respondida_tarde = clock.now(), tarde

    @transition(
        field=estado,
        source=[states.REGISTRADA, states.EN_ANALISIS],
        target=states.DUPLICADA,
        permission=who(JEFE),
        custom={"label": _("Unir a otra igual"), "icon": "link"},
    )
    def fusionar(self, *, principal: Solicitud) -> None:
        self.principal = principal

    @transition(
        field=estado,
        source=states.DUPLICADA,
        target=states.REGISTRADA,
        permission=who(JEFE | es_sistema),
        custom={"label": _("Separar"), "icon": "arrow-back-up"},
    )
    def separar(self) -> None:
        self.principal = None

    @transition(
        field=estado,
        source=list(states.ABIERTOS),
        target=states.DESISTIDA,
        permission=who(JEFE | es_sistema),
        custom={"label": _("Retirar"), "danger": True, "icon": "x"},
    )
    def retirar(self) -> None:
        self.pedida_en = self.aplazada_hasta = None

    @transition(
        field=estado,
        source=[states.CERRADA, states.DESISTIDA],
        target=states.EN_ANALISIS,
        permission=who(JEFE | tiene_rol("contraparte")),
        custom={"label": _("Reabrir"), "icon": "refresh"},
    )
    def reabrir(self, *, responsable: Usuario) -> None:
        self.responsable = responsable
        self._recoger()
        self.motivo_codigo = self.motivo = ""
        self.respuesta, self.respondida_en, self.sin_contacto = "", None, False
        self.respondida_tarde = False

    def _recoger(self) -> None:
        """Nothing is decided any more, and nobody else has it."""
        self.decision, self.decidida_en = "", None
        self.area_derivada = self.institucion = None
        self.carta = self.respuesta_derivada = ""
        self.delegado = self.delegado_actor = None
        self.indicaciones = ""
        self._sin_fecha()

    def _sin_fecha(self) -> None:
        self.programada_para = self.programada_hora = None
        self.programada_lugar = ""

    def _decidir(self, decision: str) -> None:
        self.decision, self.decidida_en = decision, clock.now()
