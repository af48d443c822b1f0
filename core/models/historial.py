"""The history of every case file, actor, theme and place. Append-only: a trigger keeps it so."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock, origen
from core.models.estrategia import Actor, Lugar, Tema
from core.models.expediente import Expediente
from core.models.personas import Usuario


class Historial(models.Model):
    """Who did what, on whose behalf, when, from which state to which. Facts only, no text.

    `origen` is the id of the request, or of the call of the clock, in which it was done; `clave`
    the name of the key of the API with which it was asked for, if a program did; `via` says if it
    was done by a link of a mail, without logging in.
    """

    class Via(models.TextChoices):
        """By what else than the office."""

        CORREO = origen.CORREO, _("desde el correo")
        ENLACE = origen.ENLACE, _("por su enlace")

    expediente = models.ForeignKey(Expediente, models.PROTECT, related_name="historial")
    momento = models.DateTimeField(default=clock.now)
    usuario = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    por = models.ForeignKey(Usuario, models.PROTECT, null=True, related_name="+")
    verbo = models.CharField(max_length=40)
    de = models.CharField(max_length=40, blank=True)
    a = models.CharField(max_length=40, blank=True)
    datos = models.JSONField(default=dict, blank=True)
    clave = models.CharField(
        max_length=origen.LARGO_CLAVE,
        default=origen.clave,
        db_default="",
        blank=True,
        editable=False,
    )
    via = models.CharField(
        max_length=10, choices=Via, default=origen.via, db_default="", blank=True, editable=False
    )
    origen = models.CharField(
        max_length=origen.LARGO, default=origen.actual, db_default="", blank=True, editable=False
    )

    class Meta:
        verbose_name = _("historial")
        verbose_name_plural = _("historial")
        ordering: ClassVar = ["-momento", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["expediente", "-momento", "-id"]),
            # It only grows, in the order of time: some kilobytes for all of it.
            BrinIndex(fields=["momento"], name="historial_momento", autosummarize=True),
        ]

    def __str__(self) -> str:
        nombres = {"n": self.pk, "codigo": self.expediente.codigo}
        return gettext("entrada %(n)s de la historia de %(codigo)s") % nombres

    @property
    def quien(self) -> str:
        """Who did it: «Marta Solís», «Marta Solís por Luis Ábrego»."""
        if self.por is None:
            return self.usuario.nombre
        nombres = {"quien": self.usuario.nombre, "otro": self.por.nombre}
        return gettext("%(quien)s por %(otro)s") % nombres


class HistorialTexto(models.Model):
    """What was written at a step. Apart, because text about persons may have to be redacted."""

    entrada = models.OneToOneField(
        Historial, models.PROTECT, primary_key=True, related_name="escrito"
    )
    texto = models.TextField()
    redactado_en = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("texto del historial")
        verbose_name_plural = _("textos del historial")

    def __str__(self) -> str:
        return self.texto[:60]


class HistorialCatalogo(models.Model):
    """Who made or changed an actor, a theme or a place, when, and which fields. Facts only."""

    actor = models.ForeignKey(Actor, models.PROTECT, null=True, related_name="historial")
    tema = models.ForeignKey(Tema, models.PROTECT, null=True, related_name="historial")
    lugar = models.ForeignKey(Lugar, models.PROTECT, null=True, related_name="historial")
    momento = models.DateTimeField(default=clock.now)
    usuario = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    por = models.ForeignKey(Usuario, models.PROTECT, null=True, related_name="+")
    verbo = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    campos = ArrayField(models.CharField(max_length=40))

    class Meta:
        verbose_name = _("historial del catálogo")
        verbose_name_plural = _("historial del catálogo")
        ordering: ClassVar = ["-momento", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(actor__isnull=False, tema=None, lugar=None)
                | Q(actor=None, tema__isnull=False, lugar=None)
                | Q(actor=None, tema=None, lugar__isnull=False),
                name="historialcatalogo_de_uno",
            )
        ]

    def __str__(self) -> str:
        return f"{self.momento:%Y-%m-%d %H:%M} {self.verbo}"


class HistorialCatalogoValores(models.Model):
    """From what to what each field went: {field: [before, now]}. Apart, to be redacted."""

    entrada = models.OneToOneField(
        HistorialCatalogo, models.PROTECT, primary_key=True, related_name="escrito"
    )
    valores = models.JSONField(default=dict)
    redactado_en = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("valores del historial del catálogo")
        verbose_name_plural = _("valores del historial del catálogo")

    def __str__(self) -> str:
        return ", ".join(self.valores)

    @property
    def cambios(self) -> dict[str, Any]:
        """What went from what to what; nothing once it was redacted."""
        return {} if self.redactado_en else self.valores


class HistorialAjuste(models.Model):
    """Who made, changed or took away a setting, and from what to what each field went.

    `clase` and `objeto` say which row (it may be gone), `nombre` what it was called then, `cambios`
    is {field: [before, now]}.
    """

    clase = models.CharField(max_length=60)
    objeto = models.PositiveBigIntegerField()
    nombre = models.CharField(max_length=200)
    momento = models.DateTimeField(default=clock.now)
    usuario = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    verbo = models.CharField(max_length=12)
    cambios = models.JSONField(default=dict)
    origen = models.CharField(
        max_length=origen.LARGO, default=origen.actual, db_default="", blank=True, editable=False
    )

    class Meta:
        verbose_name = _("historial de los ajustes")
        verbose_name_plural = _("historial de los ajustes")
        ordering: ClassVar = ["-momento", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["clase", "objeto", "-momento"]),
            models.Index(fields=["-momento", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.momento:%Y-%m-%d %H:%M} {self.verbo} {self.nombre}"
