"""What is said on paper to whoever presented a request."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Adjunto, Usuario
from workflows.solicitudes.models.solicitud import Solicitud


class Carta(models.Model):
    """A letter: written by the step that says it, printed by a worker, kept as it was printed.

    One that could not be printed says so (`FALLIDA`) until somebody has it printed again.
    """

    class Clase(models.TextChoices):
        RESPUESTA = "respuesta", _("La respuesta")
        TRASLADO = "traslado", _("El aviso de que se derivó")

    class Impresion(models.TextChoices):
        PENDIENTE = "pendiente", _("Por imprimir")
        IMPRESA = "impresa", _("Impresa")
        FALLIDA = "fallida", _("No se pudo imprimir")

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="cartas")
    clase = models.CharField(max_length=10, choices=Clase)
    texto = models.TextField()
    firma = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    momento = models.DateTimeField(default=clock.now)
    impresion = models.CharField(max_length=10, choices=Impresion, default=Impresion.PENDIENTE)
    adjunto = models.OneToOneField(Adjunto, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("carta")
        verbose_name_plural = _("cartas")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["solicitud", "clase"], name="carta_una_de_cada"),
            models.CheckConstraint(
                condition=Q(impresion="impresa", adjunto__isnull=False)
                | Q(~Q(impresion="impresa"), adjunto=None),
                name="carta_impresa_con_archivo",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"], condition=Q(impresion="pendiente"), name="carta_por_imprimir"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_clase_display()}: {self.solicitud}"
