"""A meta prioritaria: what the government set out to reach, and who answers for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition
from rules.predicates import predicate

from core import clock
from core.access import es, es_sistema, esta_abierto, tiene_rol, who
from core.models import Area, Caso, Expediente, Usuario
from core.transitions import Condition
from workflows.metas import states

if TYPE_CHECKING:
    from workflows.metas.models.intermedia import MetaIntermedia
    from workflows.metas.models.seguimiento import ReporteMeta


@predicate(name="se_programa")
def se_programa(_user: Usuario, obj: Meta | None = None) -> bool:
    """True until its programme is sent to review."""
    return obj is not None and obj.estado in states.EDITABLES


@predicate(name="se_ejecuta")
def se_ejecuta(_user: Usuario, obj: Meta | None = None) -> bool:
    """True while it runs."""
    return obj is not None and obj.estado == states.EN_EJECUCION


GERENCIA = es("gerente", "suplente")
INSTITUCIONAL = es("institucional") | tiene_rol("responsable_metas")
CENTRAL = tiene_rol("contraparte")
VISA = INSTITUCIONAL & ~GERENCIA  # nobody reviews his own programme
EDITA = GERENCIA | INSTITUCIONAL | CENTRAL

CON_TEMA = Condition(lambda m: m.temas.exists(), _("Diga al menos un tema del plan de gobierno."))
PROGRAMACION_COMPLETA: list[Callable[[Any], bool]] = [
    CON_TEMA,
    Condition(
        lambda m: len(m.vivas()) >= states.MINIMO_DE_INTERMEDIAS,
        _("Defina al menos tres metas intermedias."),
    ),
    Condition(
        lambda m: sum(mi.peso for mi in m.vivas()) == states.PESO_TOTAL,
        _("Los pesos de las metas intermedias deben sumar 100."),
    ),
    Condition(
        lambda m: all(mi.fecha_vigente for mi in m.vivas()),
        _("Cada meta intermedia necesita una fecha."),
    ),
    Condition(
        lambda m: all(mi.responsable_id for mi in m.vivas()),
        _("Cada meta intermedia necesita un responsable."),
    ),
    Condition(lambda m: m.inicio, _("Ponga la fecha de inicio de la meta.")),
    Condition(
        lambda m: m.fin_vigente is not None and m.fin_vigente == m.ultima_fecha(),
        _("La fecha final de la meta debe ser la de su última meta intermedia."),
    ),
    Condition(
        lambda m: hasattr(m, "indicador") and m.indicador.completo,
        _("Defina el indicador, con su línea base y el valor que se quiere alcanzar."),
    ),
    Condition(lambda m: m.lugares.exists(), _("Diga al menos un lugar donde se hará.")),
]


class Meta(Caso):
    """Reached through its metas intermedias; its light and its progress are worked out of them."""

    class Tipo(models.TextChoices):
        PRODUCTO = "producto", _("Producto")
        RESULTADO = "resultado", _("Resultado")

    CLASE = "meta"
    PREFIJO = "MET"
    ABIERTOS = states.ABIERTOS
    LECTURA: ClassVar = {
        "titular": 4,
        "jefe_agenda": 2,
        "asistente": 2,
        "prensa": 2,
        "contraparte": 2,
        "responsable_metas": 2,
        "consulta": 1,
    }
    LECTURA_VINCULADA = frozenset({"funcionario"})
    PERMISOS: ClassVar = {
        "crear": tiene_rol("gerente_meta", "responsable_metas", "contraparte"),
        "editar": EDITA & se_programa,
        "adjuntar": EDITA & esta_abierto,
        "agregar_intermedia": GERENCIA & se_programa,
        "definir_indicador": EDITA & se_programa,
        "medir": (GERENCIA | INSTITUCIONAL) & se_ejecuta,
        "reprogramar": INSTITUCIONAL,
    }
    HECHOS = states.HECHOS
    PLAZOS = states.PLAZOS

    # Not «meta», as its class would have it: so a meta intermedia calls the meta it is part of.
    expediente = models.OneToOneField(
        Expediente,
        models.PROTECT,
        parent_link=True,
        primary_key=True,
        related_name="meta_de_gobierno",
    )
    estado = FSMField(
        default=states.BORRADOR, choices=states.ESTADOS, protected=True, db_index=True
    )
    tipo = models.CharField(_("tipo"), max_length=10, choices=Tipo, default=Tipo.PRODUCTO)
    descripcion_ciudadana = models.TextField(
        _("en palabras para la gente"), blank=True, help_text=_("Así se publicará.")
    )
    problema = models.TextField(_("problema que resuelve"), blank=True)
    resultado_esperado = models.TextField(_("resultado esperado"), blank=True)
    beneficiarios = models.PositiveIntegerField(_("personas beneficiadas"), null=True, blank=True)
    dependencia = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dependencia")
    )
    gerente = models.ForeignKey(
        Usuario, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gerente")
    )
    suplente = models.ForeignKey(
        Usuario, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("suplente")
    )
    responsable_institucional = models.ForeignKey(
        Usuario, models.PROTECT, related_name="+", verbose_name=_("responsable institucional")
    )
    inicio = models.DateField(_("empieza"), null=True, blank=True)
    fin_linea_base = models.DateField(_("final de la línea base"), null=True, editable=False)
    fin_vigente = models.DateField(_("termina"), null=True, blank=True)
    presupuesto = models.DecimalField(
        _("presupuesto"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    publica = models.BooleanField(_("pública"), default=False)
    iniciada_en = models.DateTimeField(null=True, editable=False)
    actualizada_en = models.DateTimeField(_("actualizada"), null=True, editable=False)
    reporte_ejecutivo = models.ForeignKey(
        "metas.ReporteMeta", models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("meta")
        verbose_name_plural = _("metas")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(estado=states.BORRADOR) | Q(gerente__isnull=False),
                name="meta_programada_con_gerente",
            ),
            models.CheckConstraint(
                condition=~Q(estado=states.EN_EJECUCION) | Q(iniciada_en__isnull=False),
                name="meta_en_ejecucion_iniciada",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["gerente", "estado"])]

    def vivas(self) -> list[MetaIntermedia]:
        """Its metas intermedias without those taken out of the plan, in their order."""
        return [mi for mi in self.intermedias.all() if mi.estado != states.CANCELADA]

    def ultima_fecha(self) -> date | None:
        """The date of its last meta intermedia."""
        return max((mi.fecha_vigente for mi in self.vivas() if mi.fecha_vigente), default=None)

    def primera_fecha(self) -> date | None:
        """The first start date: its own, or that of a meta intermedia that starts before."""
        inicios = [self.inicio, *(mi.inicio for mi in self.vivas())]
        return min((dia for dia in inicios if dia), default=None)

    @transition(
        field=estado,
        source=states.BORRADOR,
        target=states.EN_PROGRAMACION,
        permission=who(EDITA),
        conditions=[
            Condition(lambda m: m.gerente_id, _("Diga quién será el gerente de la meta.")),
            CON_TEMA,
        ],
        custom={"label": _("Pasar a programación"), "primary": True, "icon": "list"},
    )
    def programar(self) -> None:
        """Its gerente breaks it down into metas intermedias."""

    @transition(
        field=estado,
        source=states.EN_PROGRAMACION,
        target=states.EN_REVISION,
        permission=who(GERENCIA),
        conditions=PROGRAMACION_COMPLETA,
        custom={"label": _("Enviar a revisión"), "primary": True, "icon": "send"},
    )
    def enviar_a_revision(self) -> None:
        """The programme is complete, its gerente says."""

    @transition(
        field=estado,
        source=states.EN_REVISION,
        target=states.VISADA,
        permission=who(VISA),
        custom={"label": _("Visar"), "primary": True, "icon": "check"},
    )
    def visar(self) -> None:
        """Technically sound."""

    @transition(
        field=estado,
        source=states.VISADA,
        target=states.APROBADA,
        permission=who(tiene_rol("titular")),
        custom={"label": _("Aprobar"), "primary": True, "icon": "check"},
    )
    def aprobar(self) -> None:
        self.fin_linea_base = self.fin_vigente

    @transition(
        field=estado,
        source=[states.EN_REVISION, states.VISADA],
        target=states.EN_PROGRAMACION,
        permission=who(INSTITUCIONAL | tiene_rol("titular")),
        custom={"label": _("Devolver con motivo"), "icon": "arrow-back-up"},
    )
    def devolver(self) -> None:
        """Something is missing or should be otherwise."""

    @transition(
        field=estado,
        source=[states.EN_REVISION, states.VISADA, states.APROBADA, states.EN_EJECUCION],
        permission=who(INSTITUCIONAL | CENTRAL),
        custom={"label": _("Cambiar de gerente"), "icon": "users"},
    )
    def relevar(self, *, gerente: Usuario) -> None:
        """People leave; who was its suplente may become its gerente."""
        self.gerente = gerente
        if self.suplente == gerente:
            self.suplente = None

    @transition(
        field=estado,
        source=states.APROBADA,
        target=states.EN_EJECUCION,
        permission=who(es_sistema),
        conditions=[
            Condition(
                lambda m: m.primera_fecha() <= clock.today(),
                _("Todavía no llega su fecha de inicio."),
            )
        ],
        custom={"label": _("Empieza en su fecha"), "hidden": True, "icon": "player-play"},
    )
    def iniciar(self) -> None:
        self.iniciada_en = clock.now()

    @transition(
        field=estado,
        source=states.EN_EJECUCION,
        permission=who(GERENCIA),
        custom={"label": _("Actualizar"), "primary": True, "icon": "refresh"},
    )
    def actualizar(self, *, reporte: ReporteMeta) -> None:
        """The report of the cycle; one without changes leaves the last one that told something."""
        self.actualizada_en = clock.now()
        if not reporte.sin_cambios:
            self.reporte_ejecutivo = reporte
