"""An account of the municipality at a channel."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from channels import crypto
from channels.base import Account
from channels.registry import canal, canales, nombre_de
from core import clock


class Cuenta(models.Model):
    """Who we are at a channel, with sealed credentials. One for each channel.

    `retenida_hasta` and the other instants are the domain's time.
    """

    class Estado(models.TextChoices):
        ACTIVA = "activa", _("Activa")
        RECONECTAR = "reconectar", _("Hay que reconectarla")
        PAUSADA = "pausada", _("En pausa")

    canal = models.CharField(_("canal"), max_length=20, choices=canales, unique=True)
    nombre = models.CharField(_("nombre"), max_length=120)
    identificador = models.CharField(_("identificador"), max_length=100, blank=True)
    credenciales = models.TextField(blank=True, editable=False)
    opciones = models.JSONField(_("opciones"), default=dict, blank=True)
    estado = models.CharField(_("estado"), max_length=10, choices=Estado, default=Estado.ACTIVA)
    motivo = models.TextField(_("motivo"), blank=True)
    retenida_hasta = models.DateTimeField(null=True, blank=True)
    vence_en = models.DateTimeField(_("vence"), null=True, blank=True)
    revisada_en = models.DateTimeField(null=True, blank=True)
    revisar_en = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("cuenta")
        verbose_name_plural = _("cuentas")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(estado__in=["activa", "reconectar", "pausada"]), name="cuenta_estado"
            )
        ]

    def __str__(self) -> str:
        return f"{nombre_de(self.canal)} · {self.nombre}"

    @property
    def canal_nombre(self) -> str:
        """How people call the channel."""
        return nombre_de(self.canal)

    def seal(self, secretos: dict[str, str]) -> None:
        """Put the secrets into the row, encrypted; the caller saves."""
        self.credenciales = crypto.seal(secretos)

    def account(self) -> Account:
        """Return the account as an adapter needs it, secrets in clear.

        Raises `crypto.UnreadableError` if no key of the installation opens them.
        """
        return Account(self.identificador, crypto.unseal(self.credenciales), self.opciones)

    def opcion(self, nombre: str) -> bool:
        """How an option is set: as somebody chose, else as it comes."""
        return bool(self.opciones.get(nombre, canal(self.canal).opciones[nombre].de_fabrica))

    def sends_at(self, now: datetime) -> bool:
        """True if posts may leave through it at `now`."""
        waits = self.retenida_hasta is not None and self.retenida_hasta > now
        return self.estado == self.Estado.ACTIVA and not waits
