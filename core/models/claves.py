"""The keys with which programs ask in a person's name, and what was answered to each write."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core import clock, origen
from core.models.personas import Usuario

INICIO = 12
"""Characters of a secret that are kept, so that its owner tells one from another."""


class Clave(models.Model):
    """A key of the API: it opens what its person may, at most, and only until a day.

    Of the secret only a hash is kept: it is long and random, so a slow hash would add nothing.
    `lee` and `escribe` name processes; what may be written may be read. `minuto` (of real time)
    and `llamadas` count how often it was used in the last minute it was used in.
    """

    usuario = models.ForeignKey(Usuario, models.CASCADE, related_name="claves")
    nombre = models.CharField(_("nombre"), max_length=origen.LARGO_CLAVE)
    inicio = models.CharField(max_length=INICIO)
    huella = models.CharField(max_length=64, unique=True)
    lee = ArrayField(models.CharField(max_length=20))
    escribe = ArrayField(models.CharField(max_length=20))
    vence_el = models.DateField(_("vence"))
    creada_en = models.DateTimeField(default=clock.now)
    usada_en = models.DateTimeField(null=True)
    revocada_en = models.DateTimeField(null=True)
    revocada_por = models.ForeignKey(Usuario, models.SET_NULL, null=True, related_name="+")
    minuto = models.PositiveIntegerField(default=0)
    llamadas = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("clave de la API")
        verbose_name_plural = _("claves de la API")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.nombre

    @property
    def vencida(self) -> bool:
        """Its last day has passed."""
        return self.vence_el < clock.today()

    @property
    def viva(self) -> bool:
        """It still opens something, as long as its person may enter."""
        return self.revocada_en is None and not self.vencida

    def permite(self, proceso: str, *, escribir: bool) -> bool:
        """Whether it was made for this."""
        return proceso in self.escribe or (not escribir and proceso in self.lee)


class Recibo(models.Model):
    """What was answered to a write under an `Idempotency-Key`, so that it is not done again.

    Written in the transaction of what it answers, and forgotten after a day (`RECIBO_HORAS`).
    `huella` is the hash of what was asked.
    """

    usuario = models.ForeignKey(Usuario, models.CASCADE, related_name="+", db_index=False)
    llave = models.CharField(max_length=255)
    huella = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    cuerpo = models.JSONField()
    lugar = models.CharField(max_length=200, blank=True)
    creado_en = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["usuario", "llave"], name="recibo_una_vez")
        ]

    def __str__(self) -> str:
        return f"{self.usuario_id}:{self.llave}"
