"""A request for the attention of the mayor, and the catalogue of its types."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition
from rules.predicates import predicate

from core import clock
from core.access import es, es_sistema, esta_abierto, tiene_rol, who
from core.models import Actor, Area, Caso, Usuario, Vinculo
from core.transitions import Condition
from workflows.compromisos.models import PRIORIDADES, Compromiso
from workflows.compromisos.states import ABIERTOS as COMPROMISO_ABIERTO
from workflows.solicitudes import cartas, states

UN_ANIO = 366


class TipoSolicitud(models.Model):
    """What kind of request it is: its terms, who decides, its letters. Administrators edit it."""

    class Unidad(models.TextChoices):
        HABILES = "habiles", _("días hábiles")
        CALENDARIO = "calendario", _("días calendario")

    codigo = models.SlugField(_("código"), max_length=20, unique=True)
    nombre = models.CharField(_("nombre"), max_length=60, unique=True)
    dias_legales = models.PositiveSmallIntegerField(
        _("plazo legal (días)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(UN_ANIO)],
        help_text=_("Vacío: la ley no le pone plazo."),
    )
    unidad = models.CharField(
        _("el plazo legal se cuenta en"), max_length=10, choices=Unidad, default=Unidad.HABILES
    )
    dias_traslado = models.PositiveSmallIntegerField(
        _("para trasladarla a otra institución (días hábiles)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(UN_ANIO)],
        help_text=_(
            "Los que da la ley cuando el asunto es de otra autoridad; mientras ella la tiene, los "
            "plazos de aquí no corren. Vacío: siguen corriendo."
        ),
    )
    dias_meta = models.PositiveSmallIntegerField(
        _("meta interna (días hábiles)"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(UN_ANIO)],
    )
    decide_jefe = models.BooleanField(_("la decide el responsable de agenda"), default=False)
    referencia_legal = models.CharField(_("referencia legal"), max_length=200, blank=True)
    plantilla_acuse = models.TextField(
        _("texto del acuse de recibo"),
        blank=True,
        validators=[cartas.revisar],
        help_text=_("Puede usar {codigo}, {asunto}, {fecha}, {solicitante} y {municipio}."),
    )
    plantilla_respuesta = models.TextField(
        _("comienzo de la respuesta"),
        blank=True,
        validators=[cartas.revisar],
        help_text=_("Puede usar {codigo}, {asunto}, {fecha}, {solicitante} y {municipio}."),
    )
    plantilla_traslado = models.TextField(
        _("carta con la que se deriva"),
        blank=True,
        default="",
        db_default="",
        validators=[cartas.revisar],
        help_text=_("Vacío: la de siempre. Puede usar también {detalle}."),
    )
    activo = models.BooleanField(_("activo"), default=True)

    class Meta:
        verbose_name = _("tipo de solicitud")
        verbose_name_plural = _("tipos de solicitud")
        ordering: ClassVar = ["nombre"]

    def __str__(self) -> str:
        return self.nombre


@predicate(name="decide_jefe")
def la_decide_el_jefe(_user: Usuario, obj: Solicitud | None = None) -> bool:
    """True where the type lets the jefe de agenda decide."""
    return obj is not None and obj.tipo.decide_jefe


@predicate(name="editable")
def se_edita(_user: Usuario, obj: Solicitud | None = None) -> bool:
    """True until it is put to decision."""
    return obj is not None and obj.estado in states.EDITABLES


JEFE = tiene_rol("jefe_agenda")
RECIBE = tiene_rol("jefe_agenda", "asistente")
DECIDE = tiene_rol("titular") | (JEFE & la_decide_el_jefe)


class Solicitud(Caso):
    """Somebody asks; the town hall decides and answers."""

    class Canal(models.TextChoices):
        VENTANILLA = "ventanilla", _("Ventanilla")
        TELEFONO = "telefono", _("Teléfono")
        CORREO = "correo", _("Correo")
        WEB = "web", _("Sitio web")
        REDES = "redes", _("Redes sociales")
        WHATSAPP = "whatsapp", _("WhatsApp")
        ACTIVIDAD = "actividad", _("Durante una actividad")

    class Sugerencia(models.TextChoices):
        ATENDER = "atender", _("Atender")
        DERIVAR = "derivar", _("Derivar")
        DECLINAR = "declinar", _("Declinar")

    class Decision(models.TextChoices):
        ACEPTADA = "aceptada", _("Aceptada")
        RECHAZADA = "rechazada", _("Rechazada")
        DERIVADA = "derivada", _("Derivada")

    class Motivo(models.TextChoices):
        COMPETENCIA = "competencia", _("No le corresponde al municipio")
        AGENDA = "agenda", _("No hay fecha disponible")
        RECURSOS = "recursos", _("No hay recursos para hacerlo")
        REPETIDA = "repetida", _("Ya se respondió antes")
        REQUISITOS = "requisitos", _("No cumple los requisitos")
        OTRO = "otro", _("Otro")

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
        "adjuntar": (RECIBE | es("responsable")) & esta_abierto,
        "respondio_la_unidad": es_sistema,
        "encargo_cancelado": es_sistema,
        "encargo_reabierto": es_sistema,
        "encargo_en_parte": es_sistema,
        "correo_devuelto": es_sistema,
    }
    HECHOS = states.HECHOS
    PLAZOS = states.PLAZOS
    REGLAS = states.REGLAS
    INTERNOS = states.INTERNOS

    estado = FSMField(
        default=states.REGISTRADA, choices=states.ESTADOS, protected=True, db_index=True
    )
    tipo = models.ForeignKey(TipoSolicitud, models.PROTECT, verbose_name=_("tipo"))
    canal = models.CharField(
        _("cómo llegó"), max_length=10, choices=Canal, default=Canal.VENTANILLA
    )
    fecha_recepcion = models.DateField(_("recibida el"), default=clock.today)
    solicitante = models.ForeignKey(
        Actor, models.PROTECT, related_name="solicitudes", verbose_name=_("solicitante")
    )
    representa_a = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("en nombre de"),
    )
    fecha_evento = models.DateField(_("fecha del evento"), null=True, blank=True)
    hora_evento = models.TimeField(_("hora"), null=True, blank=True)
    lugar_texto = models.CharField(_("dónde"), max_length=160, blank=True)
    prioridad = models.PositiveSmallIntegerField(_("prioridad"), choices=PRIORIDADES, default=2)
    responsable = models.ForeignKey(
        Usuario,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("responsable de la respuesta"),
    )
    recomendacion = models.TextField(_("recomendación"), blank=True, editable=False)
    sugerencia = models.CharField(
        _("se sugiere"), max_length=10, choices=Sugerencia, blank=True, editable=False
    )
    fecha_sugerida = models.DateField(_("fecha sugerida"), null=True, editable=False)
    decision = models.CharField(
        _("decisión"), max_length=10, choices=Decision, blank=True, editable=False
    )
    decidida_en = models.DateTimeField(_("decidida"), null=True, editable=False)
    motivo_codigo = models.CharField(
        _("por qué se rechaza"), max_length=12, choices=Motivo, blank=True, editable=False
    )
    motivo = models.TextField(_("explicación"), blank=True, editable=False)
    area_derivada = models.ForeignKey(
        Area,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("área a la que se derivó"),
    )
    institucion = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("institución a la que se derivó"),
    )
    carta = models.TextField(
        _("carta de traslado"), blank=True, default="", db_default="", editable=False
    )
    respuesta_derivada = models.TextField(
        _("lo que contestó a quien se derivó"),
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    respuesta = models.TextField(_("respuesta"), blank=True, editable=False)
    respondida_en = models.DateTimeField(_("respondida"), null=True, editable=False)
    sin_contacto = models.BooleanField(_("no dejó correo"), default=False, editable=False)

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
                condition=Q(estado=states.REGISTRADA) | Q(responsable__isnull=False),
                name="solicitud_analizada_con_responsable",
            ),
            models.CheckConstraint(
                condition=Q(hora_evento__isnull=True) | Q(fecha_evento__isnull=False),
                name="solicitud_hora_con_fecha",
                violation_error_message=_("Diga de qué día es la hora."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-fecha_recepcion", "-expediente"]),
            models.Index(fields=["responsable", "estado"]),
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
        target=states.EN_DECISION,
        permission=who(JEFE),
        custom={"label": _("Elevar a decisión"), "primary": True, "icon": "arrow-up"},
    )
    def elevar(
        self, *, recomendacion: str, sugerencia: str, fecha_sugerida: date | None, prioridad: int
    ) -> None:
        self.recomendacion, self.sugerencia = recomendacion, sugerencia
        self.fecha_sugerida, self.prioridad = fecha_sugerida, prioridad

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
        target=states.RECHAZADA,
        permission=who(DECIDE),
        custom={"label": _("Rechazar"), "danger": True, "icon": "x"},
    )
    def rechazar(self, *, motivo_codigo: str, motivo: str) -> None:
        self._decidir(self.Decision.RECHAZADA)
        self.motivo_codigo, self.motivo = motivo_codigo, motivo

    @transition(
        field=estado,
        source=[states.EN_ANALISIS, states.EN_DECISION],
        target=states.DERIVADA,
        permission=who(JEFE),
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
        source=states.ACEPTADA,
        permission=who(JEFE),
        custom={"label": _("Encargar"), "primary": True, "icon": "send"},
    )
    def encargar(self) -> None:
        """Somebody is going to do it."""

    @transition(
        field=estado,
        source=states.ACEPTADA,
        target=states.ATENDIDA,
        permission=who(JEFE | es_sistema),
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
    def cerrar(self, *, respuesta: str, sin_contacto: bool) -> None:
        self.respuesta, self.sin_contacto = respuesta, sin_contacto
        self.respondida_en = clock.now()

    @transition(
        field=estado,
        source=states.CERRADA,
        target=states.EN_ANALISIS,
        permission=who(JEFE | tiene_rol("contraparte")),
        custom={"label": _("Reabrir"), "icon": "refresh"},
    )
    def reabrir(self) -> None:
        self._recoger()
        self.motivo_codigo = self.motivo = ""
        self.respuesta, self.respondida_en, self.sin_contacto = "", None, False

    def _recoger(self) -> None:
        """Nothing is decided any more, and nobody else has it."""
        self.decision, self.decidida_en = "", None
        self.area_derivada = self.institucion = None
        self.carta = self.respuesta_derivada = ""

    def _decidir(self, decision: str) -> None:
        self.decision, self.decidida_en = decision, clock.now()
