"""One row per open deadline, its length, the rules that say who is told when, what was told."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import ROLES, Caso, Expediente, Usuario
from notifiers import kinds
from workflows.plazos import states
from workflows.plazos.states import Interno, Regla


class Plazo(models.Model):
    """A deadline of a case file: when, how it was counted, and when somebody must be told next."""

    expediente = models.ForeignKey(Expediente, models.PROTECT, related_name="plazos")
    clase = models.CharField(max_length=40)
    estado = models.CharField(
        max_length=8,
        default=states.ABIERTO,
        choices=[
            (states.ABIERTO, _("abierto")),
            (states.PAUSADO, _("en pausa")),
            (states.CERRADO, _("cerrado")),
        ],
    )
    inicio = models.DateTimeField()
    vence_en = models.DateTimeField()
    original_en = models.DateTimeField()
    cuenta = models.JSONField(default=dict, blank=True)
    pausas = models.JSONField(default=list, blank=True)
    pausado_en = models.DateTimeField(null=True)
    abierto_en = models.DateTimeField(default=clock.now)
    cerrado_en = models.DateTimeField(null=True)
    alertado_hasta = models.DateTimeField()
    next_alert_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("plazo")
        verbose_name_plural = _("plazos")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["expediente", "clase"],
                condition=~Q(estado=states.CERRADO),
                name="plazo_uno_abierto",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_alert_at"],
                condition=Q(estado=states.ABIERTO, next_alert_at__isnull=False),
                name="plazo_por_avisar",
            ),
            models.Index(
                fields=["clase", "vence_en"],
                condition=Q(estado=states.ABIERTO),
                name="plazo_abierto_vence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clase} {self.vence_en:%Y-%m-%d}"

    @property
    def movido(self) -> bool:
        return self.vence_en != self.original_en

    @property
    def pasado(self) -> bool:
        """Whether it was over when its clock stopped, or is by now if that runs."""
        return bool((self.pausado_en or self.cerrado_en or clock.now()) > self.vence_en)


class PlazoPersona(models.Model):
    """What a person is to a deadline: whom its rules reach by papel."""

    plazo = models.ForeignKey(Plazo, models.CASCADE, related_name="personas")
    papel = models.CharField(max_length=20)
    usuario = models.ForeignKey(Usuario, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plazo", "papel", "usuario"], name="plazopersona_unica")
        ]

    def __str__(self) -> str:
        return f"{self.papel}: {self.usuario_id}"


class PlazoInterno(models.Model):
    """How long a kind of deadline is, where the town hall itself says it. People edit it."""

    class Unidad(models.TextChoices):
        HABILES = "habiles", _("días hábiles")
        HORAS = "horas", _("horas de oficina")
        MINUTOS = "minutos", _("minutos")

    # A quarter of work and a day of the clock: longer is a figure mistyped.
    TOPES: ClassVar[dict[str, int]] = {Unidad.HABILES: 60, Unidad.HORAS: 480, Unidad.MINUTOS: 1440}

    clase_plazo = models.CharField(_("plazo"), max_length=40, unique=True, editable=False)
    cantidad = models.PositiveSmallIntegerField(
        _("cuánto dura"),
        validators=[MinValueValidator(1, _("Ponga 1 o más."))],
        help_text=_(
            "Vale para los plazos que se abran desde ahora: los que ya están abiertos conservan "
            "su fecha. A quién se avisa, y cuándo, se elige en «Reglas de alerta»."
        ),
    )
    unidad = models.CharField(_("unidad"), max_length=10, choices=Unidad, default=Unidad.HABILES)

    class Meta:
        verbose_name = _("plazo interno")
        verbose_name_plural = _("plazos internos")
        ordering: ClassVar = ["clase_plazo"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cantidad__gte=1), name="plazointerno_desde_uno")
        ]

    def __str__(self) -> str:
        return f"{self.asunto}: {self.nombre}"

    @property
    def nombre(self) -> str:
        return nombre_de(self.clase_plazo)

    @property
    def asunto(self) -> str:
        return asunto_de(self.clase_plazo)

    def clean(self) -> None:
        """Not longer than makes sense, nor than an alert that must be told can wait."""
        obligado = _obligado(self.clase_plazo)
        if obligado and self.unidad != obligado.unidad:
            raise ValidationError({"unidad": f"{_OBLIGADO} {_EN_SU_UNIDAD}"})
        tope = obligado.cantidad if obligado else self.TOPES.get(self.unidad)
        if tope and self.cantidad is not None and self.cantidad > tope:
            motivo, a_lo_sumo = _OBLIGADO if obligado else _DEMASIADO, _COMO_MUCHO % {"n": tope}
            raise ValidationError({"cantidad": f"{motivo} {a_lo_sumo}"})


_DEMASIADO = _("Es demasiado.")
_COMO_MUCHO = _("Como mucho, %(n)d.")
_OBLIGADO = _("De este plazo depende una alerta que no se puede apagar.")
_EN_SU_UNIDAD = _("Su unidad no cambia.")


def _obligado(clase_plazo: str) -> Interno | None:
    """How long it was declared, if an alert that cannot be switched off hangs on it."""
    modelo = _de_quien(clase_plazo)
    if modelo is None or not any(
        regla.obligatoria for regla in modelo.REGLAS if regla.clase_plazo == clase_plazo
    ):
        return None
    return interno_declarado(clase_plazo)


def interno_declarado(clase_plazo: str) -> Interno | None:
    """How long a kind of deadline is as its process declares it, if the length is its own."""
    modelo = _de_quien(clase_plazo)
    internos = modelo.INTERNOS if modelo else ()
    return next((uno for uno in internos if uno.clase_plazo == clase_plazo), None)


def nombre_de(clase_plazo: str) -> str:
    """A kind of deadline as the page of the case calls it: «Para aceptarlo»."""
    modelo = _de_quien(clase_plazo)
    return str(modelo.PLAZOS[clase_plazo]) if modelo else clase_plazo


def asunto_de(clase_plazo: str) -> str:
    """Of what it is a deadline: «Compromiso»."""
    modelo = _de_quien(clase_plazo)
    return str(modelo._meta.verbose_name).capitalize() if modelo else "—"


def _de_quien(clase_plazo: str) -> type[Caso] | None:
    """The process whose deadline it is."""
    modelos = Expediente.clases().values()
    return next((modelo for modelo in modelos if clase_plazo in modelo.PLAZOS), None)


class ReglaAlerta(models.Model):
    """One stage of an alert: when it is due and whom it reaches. An administrator edits it."""

    class Unidad(models.TextChoices):
        HABILES = "habiles", _("días hábiles")
        CALENDARIO = "calendario", _("días calendario")
        MINUTOS = "minutos", _("minutos")
        PORCENTAJE = "porcentaje", _("% del plazo")

    class Medio(models.TextChoices):
        APLICACION = "aplicacion", _("en la aplicación")
        CORREO = "correo", _("en la aplicación y por correo")
        RESUMEN = "resumen", _("en la aplicación y en el resumen diario")

    codigo = models.CharField(_("alerta"), max_length=8)
    clase_plazo = models.CharField(_("plazo"), max_length=40)
    etapa = models.PositiveSmallIntegerField(_("etapa"), default=1)
    cantidad = models.SmallIntegerField(
        _("cuándo"), help_text=_("Negativo: antes de vencer. Positivo: después. En %, del plazo.")
    )
    unidad = models.CharField(_("unidad"), max_length=10, choices=Unidad, default=Unidad.HABILES)
    repite_cada = models.PositiveSmallIntegerField(
        _("repite cada (días hábiles)"), default=0, help_text=_("0: una sola vez.")
    )
    papeles = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        verbose_name=_("a quién del asunto"),
    )
    roles = ArrayField(
        models.CharField(max_length=20, choices=list(ROLES.items())),
        default=list,
        blank=True,
        verbose_name=_("a quién por su función"),
    )
    medio = models.CharField(_("por dónde"), max_length=10, choices=Medio, default=Medio.CORREO)
    activa = models.BooleanField(_("activa"), default=True)
    obligatoria = models.BooleanField(_("no se puede apagar"), default=False, editable=False)

    class Meta:
        verbose_name = _("regla de alerta")
        verbose_name_plural = _("reglas de alerta")
        ordering: ClassVar = ["codigo", "clase_plazo", "etapa"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["codigo", "clase_plazo", "etapa"], name="reglaalerta_unica"
            ),
            models.CheckConstraint(
                condition=Q(activa=True) | Q(obligatoria=False), name="reglaalerta_obligatoria"
            ),
            models.CheckConstraint(
                condition=Q(repite_cada=0) | Q(unidad="habiles"), name="reglaalerta_repite_habiles"
            ),
        ]

    def __str__(self) -> str:
        aviso = kinds.find(self.codigo).nombre
        return f"{self.asunto}, {self.nombre}: {aviso}, {self.etapa}"

    @property
    def nombre(self) -> str:
        return nombre_de(self.clase_plazo)

    @property
    def asunto(self) -> str:
        return asunto_de(self.clase_plazo)

    def clean(self) -> None:
        faltas = self._que_no_tiene_sentido() | self._que_la_debilita()
        if faltas:
            raise ValidationError(faltas)

    def _que_no_tiene_sentido(self) -> dict[str, Any]:
        """What would make it tell nobody, or never."""
        faltas: dict[str, Any] = {}
        if self.repite_cada and self.unidad != self.Unidad.HABILES:
            faltas["repite_cada"] = _("Solo se repite lo contado en días hábiles.")
        if self.unidad == self.Unidad.PORCENTAJE and not _es_una_parte(self.cantidad):
            faltas["cantidad"] = _("Del plazo, ponga entre 1 y 100 %.")
        if not (self.papeles or self.roles):
            faltas["roles"] = _("Diga a quién avisa.")
        if (modelo := _de_quien(self.clase_plazo)) is None:
            faltas["clase_plazo"] = _("Ningún asunto tiene este plazo.")
        elif self.clase_plazo in modelo.SUELTOS and self.unidad == self.Unidad.PORCENTAJE:
            faltas["unidad"] = _("De este plazo solo se sabe cuándo vence: elija días o minutos.")
        elif sobran := set(self.papeles) - papeles_de(self.clase_plazo):
            faltas["papeles"] = _("Este plazo no tiene: %(sobran)s. Tiene: %(hay)s.") % {
                "sobran": ", ".join(sorted(sobran)),
                "hay": ", ".join(sorted(papeles_de(self.clase_plazo))) or "—",
            }
        return faltas

    def _que_la_debilita(self) -> dict[str, Any]:
        """What must be told may be told to more people and earlier, not less."""
        regla = declarada(self.codigo, self.clase_plazo, self.etapa)
        if not self.obligatoria or regla is None:
            return {}
        menos = _("Esta alerta no se puede apagar: puede avisar antes y a más personas, no menos.")
        peor = {
            "activa": not self.activa,
            "medio": self.medio != regla.medio,
            "papeles": not set(self.papeles) >= set(regla.papeles),
            "roles": not set(self.roles) >= set(regla.roles),
            "unidad": self.unidad != regla.unidad,
            "cantidad": self.unidad == regla.unidad and self.cantidad > regla.cantidad,
            "repite_cada": bool(regla.repite_cada)
            and not 0 < self.repite_cada <= regla.repite_cada,
        }
        return {campo: menos for campo, es_peor in peor.items() if es_peor}


def _es_una_parte(cantidad: int | None) -> bool:
    return cantidad is None or 1 <= cantidad <= 100


def declarada(codigo: str, clase_plazo: str, etapa: int) -> Regla | None:
    """The stage of an alert as its process declares it, if it does."""
    for modelo in Expediente.clases().values():
        for regla in modelo.REGLAS:
            if (regla.codigo, regla.clase_plazo, regla.etapa) == (codigo, clase_plazo, etapa):
                return cast("Regla", regla)
    return None


def papeles_de(clase_plazo: str) -> set[str]:
    """Who there is to a kind of deadline: as its rules declare, and as its deadlines have it."""
    declarados = {
        papel
        for modelo in Expediente.clases().values()
        for regla in modelo.REGLAS
        if regla.clase_plazo == clase_plazo
        for papel in regla.papeles
    }
    escritos = PlazoPersona.objects.filter(plazo__clase=clase_plazo)
    return declarados | set(escritos.values_list("papel", flat=True).distinct().order_by())


class Aviso(models.Model):
    """A rule that came due: written once per deadline, date and round, whoever sweeps."""

    plazo = models.ForeignKey(Plazo, models.PROTECT, related_name="avisos")
    regla = models.ForeignKey(ReglaAlerta, models.PROTECT, related_name="avisos")
    vence_en = models.DateTimeField()
    ronda = models.PositiveIntegerField()
    creado_en = models.DateTimeField()
    lote = models.UUIDField()

    class Meta:
        verbose_name = _("aviso")
        verbose_name_plural = _("avisos")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plazo", "regla", "vence_en", "ronda"], name="aviso_una_vez"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["lote"])]

    def __str__(self) -> str:
        return f"{self.regla_id} {self.vence_en:%Y-%m-%d} #{self.ronda}"
