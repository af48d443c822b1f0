"""What a person is told, and how it reaches each one outside the application."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar, cast

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Actor, Caso, Expediente, Usuario
from core.outbox import QueueRow
from notifiers import enlaces, mensajes
from notifiers.kinds import Kind, find


class Medio(models.TextChoices):
    """How a notice leaves the application. One that stays in the bell has no `Entrega`."""

    CORREO = "correo", _("correo")
    RESUMEN = "resumen", _("resumen diario")


class Notificacion(models.Model):
    """One thing told to one recipient: a person, who sees it in the bell, or an actor's address.

    `datos` are the facts its templates need, as `notifiers.kinds` lists them.
    """

    clase = models.CharField(_("aviso"), max_length=12)
    clave = models.CharField(max_length=120)
    expediente = models.ForeignKey(
        Expediente, models.PROTECT, null=True, related_name="notificaciones"
    )
    usuario = models.ForeignKey(
        Usuario, models.PROTECT, null=True, related_name="notificaciones", db_index=False
    )
    actor = models.ForeignKey(
        Actor, models.PROTECT, null=True, related_name="notificaciones", db_index=False
    )
    datos = models.JSONField(default=dict)
    creado_en = models.DateTimeField(default=clock.now)
    leida_en = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notificación")
        verbose_name_plural = _("notificaciones")
        constraints = [
            models.UniqueConstraint(fields=["clave"], name="notificacion_clave"),
            models.CheckConstraint(
                condition=Q(usuario__isnull=False, actor__isnull=True)
                | Q(usuario__isnull=True, actor__isnull=False),
                name="notificacion_un_destinatario",
            ),
        ]
        indexes = [
            models.Index(fields=["usuario", "-creado_en", "-id"], name="notificacion_campana"),
            models.Index(
                fields=["usuario"],
                condition=Q(leida_en__isnull=True, usuario__isnull=False),
                name="notificacion_sin_leer",
            ),
            models.Index(
                fields=["actor"],
                condition=Q(actor__isnull=False),
                name="notificacion_de_actor",
            ),
        ]

    def __str__(self) -> str:
        return self.clave

    @property
    def destinatario(self) -> Usuario | Actor:
        """Whose it is; a constraint promises one of both."""
        return self.usuario or cast("Actor", self.actor)

    @property
    def kind(self) -> Kind:
        """What kind of notice it is."""
        return find(self.clase)

    @cached_property
    def caso(self) -> Caso | None:
        """The case file with all that its process has; None: it is about none."""
        if self.expediente is None:
            return None
        clase = Expediente.clases()[self.expediente.clase]
        return clase._default_manager.filter(pk=self.expediente.pk).first()

    @property
    def visible(self) -> bool:
        """Whether the person may still see the case file, where `inbox.lista` asked."""
        return bool(self.__dict__.get("accesible", True))

    @property
    def no_llego(self) -> bool:
        """Whether a delivery of it failed, where `inbox.de_expediente` asked."""
        return bool(self.__dict__.get("fallida"))

    @property
    def titulo(self) -> str:
        """The line of the bell, without the code, in the language of whoever reads it now."""
        return mensajes.titulo(self) if self.visible else str(_("Ya no tiene acceso a este asunto"))

    @property
    def por(self) -> str:
        """The name of the person whom its recipient stands in for; empty if nobody."""
        return mensajes.por(self)

    @property
    def ruta(self) -> str:
        """Where the line of the bell leads; empty if nowhere."""
        return enlaces.ruta(self) if self.visible else ""


class Preferencia(models.Model):
    """How a person wants to be told of a kind of notice; without a row, as whoever tells it says.

    The queue reads it as it writes (`notifiers.queue`). In the bell everything stands, always.
    """

    class Medio(models.TextChoices):
        """In what it is told besides the bell."""

        CORREO = "correo", _("Por correo, al momento")
        RESUMEN = "resumen", _("En el resumen diario")
        APLICACION = "aplicacion", _("Solo en la campana")

    usuario = models.ForeignKey(Usuario, models.CASCADE, related_name="+", db_index=False)
    clase = models.CharField(max_length=12)
    medio = models.CharField(max_length=12, choices=Medio)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["usuario", "clase"], name="preferencia_unica")
        ]

    def __str__(self) -> str:
        return f"{self.clase}: {self.medio}"


class Entrega(QueueRow):
    """A notice on its way out: one row per recipient and medium, delivered at least once."""

    class Estado(models.TextChoices):
        """A queue row, moved by conditional SQL: no state machine."""

        PENDIENTE = "pendiente", _("pendiente")
        ENVIANDO = "enviando", _("enviando")
        ENTREGADA = "entregada", _("entregada")
        FALLIDA = "fallida", _("fallida")
        DESCARTADA = "descartada", _("descartada")

    WAITING: ClassVar[tuple[str, ...]] = (Estado.PENDIENTE.value,)
    WORKING: ClassVar[str] = Estado.ENVIANDO.value

    notificacion = models.ForeignKey(
        Notificacion, models.CASCADE, related_name="entregas", db_index=False
    )
    medio = models.CharField(_("medio"), max_length=12, choices=Medio)
    estado = models.CharField(_("estado"), max_length=12, choices=Estado, default=Estado.PENDIENTE)
    error = models.CharField(_("qué pasó"), max_length=200, blank=True)
    detalle = models.CharField(_("detalle técnico"), max_length=500, blank=True)
    permanente = models.BooleanField(_("sin remedio"), default=False)
    entregada_en = models.DateTimeField(_("entregada"), null=True)

    class Meta:
        verbose_name = _("entrega")
        verbose_name_plural = _("entregas")
        constraints = [
            models.UniqueConstraint(fields=["notificacion", "medio"], name="entrega_unica"),
        ]
        indexes = [
            models.Index(
                fields=["medio", "disponible_en", "id"],
                condition=Q(estado="pendiente"),
                name="entrega_por_hacer",
            ),
            models.Index(
                fields=["lease_until"], condition=Q(estado="enviando"), name="entrega_en_curso"
            ),
            models.Index(fields=["id"], condition=Q(estado="fallida"), name="entrega_fallida"),
            # For whoever watches: what left of late, without reading what left long ago.
            models.Index(
                fields=["entregada_en"], condition=Q(estado="entregada"), name="entrega_reciente"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.medio} {self.notificacion_id}: {self.estado}"


class RondaResumen(models.Model):
    """The last day on which it was asked whether a person has a digest (`notifiers.resumenes`)."""

    usuario = models.OneToOneField(Usuario, models.CASCADE, primary_key=True, related_name="+")
    dia = models.DateField()

    class Meta:
        verbose_name = _("ronda del resumen")
        verbose_name_plural = _("rondas del resumen")

    def __str__(self) -> str:
        return f"{self.usuario_id}: {self.dia}"


class PaseUsado(models.Model):
    """A step that was taken from a mail (`notifiers.pases`), so that its link does it only once."""

    notificacion = models.ForeignKey(
        Notificacion, models.CASCADE, related_name="pases", db_index=False
    )
    verbo = models.CharField(max_length=40)
    momento = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("paso dado desde un correo")
        verbose_name_plural = _("pasos dados desde un correo")
        constraints = [
            models.UniqueConstraint(fields=["notificacion", "verbo"], name="pase_una_vez")
        ]

    def __str__(self) -> str:
        return f"{self.notificacion_id}: {self.verbo}"


class PaseRevocado(models.Model):
    """The links of all notices up to `hasta` to this person about this case open nothing more."""

    expediente = models.ForeignKey(Expediente, models.PROTECT, related_name="+", db_index=False)
    usuario = models.ForeignKey(Usuario, models.PROTECT, related_name="+", db_index=False)
    hasta = models.BigIntegerField()
    momento = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("enlaces revocados")
        verbose_name_plural = _("enlaces revocados")
        indexes = [
            models.Index(fields=["usuario", "expediente", "hasta"], name="pase_revocado"),
        ]

    def __str__(self) -> str:
        return f"{self.expediente_id}: {self.momento:%Y-%m-%d %H:%M}"
