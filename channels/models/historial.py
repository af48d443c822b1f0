"""What people did to the accounts. Append-only: a trigger refuses to change it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from channels.models.cuenta import Cuenta
from core import clock
from core.models import Usuario


class HistorialCuenta(models.Model):
    """Who did what to an account, on whose behalf, when and why. Never a credential.

    `datos` holds what changed, as in the history of a case file: `{"opcion": [antes, despues]}`.
    """

    cuenta = models.ForeignKey(Cuenta, models.PROTECT, related_name="historial")
    momento = models.DateTimeField(default=clock.now)
    usuario = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    por = models.ForeignKey(Usuario, models.PROTECT, null=True, related_name="+")
    verbo = models.CharField(max_length=40)
    texto = models.TextField(blank=True)
    datos = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("historial de la cuenta")
        verbose_name_plural = _("historiales de las cuentas")
        ordering: ClassVar = ["-momento", "-pk"]
        indexes: ClassVar = [models.Index(fields=["cuenta", "-momento", "-id"])]

    def __str__(self) -> str:
        return f"{self.momento:%Y-%m-%d %H:%M} {self.verbo}"
