"""How people without an account come back to what they presented."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.solicitudes.models.solicitud import Solicitud


class AccesoPublico(models.Model):
    """How whoever presented a request follows it on the portal: with its code and this PIN.

    `formulario` is the number of the form that was sent, so that one form makes one request;
    `consentimiento` the version of the privacy notice that was agreed to. Both are empty where it
    was registered by the town hall and its applicant asked for a PIN later. `correo_nuevo` waits
    to be confirmed from its own mailbox before anything is written to it.
    """

    solicitud = models.OneToOneField(
        Solicitud, models.PROTECT, primary_key=True, related_name="acceso_publico"
    )
    pin = models.CharField(max_length=128)
    formulario = models.UUIDField(null=True, unique=True)
    consentimiento = models.CharField(max_length=20, blank=True)
    consintio_en = models.DateTimeField(null=True)
    novedades = models.BooleanField(default=True)
    correo_nuevo = models.EmailField(blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("acceso del público")
        verbose_name_plural = _("accesos del público")

    def __str__(self) -> str:
        return self.solicitud.codigo
