"""The switch that stops all posting: mourning, electoral silence."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Usuario


class Freno(models.Model):
    """One row for each time it was pulled; the one without an end holds everything now."""

    motivo = models.TextField(_("motivo"))
    por = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    desde = models.DateTimeField(default=clock.now)
    soltado_por = models.ForeignKey(Usuario, models.PROTECT, null=True, related_name="+")
    hasta = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("freno")
        verbose_name_plural = _("frenos")
        ordering = ["-desde"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(hasta=None), name="freno_uno_puesto"
            ),
            models.CheckConstraint(
                condition=Q(hasta=None, soltado_por=None)
                | Q(hasta__isnull=False, soltado_por__isnull=False),
                name="freno_soltado_por_alguien",
            ),
        ]

    def __str__(self) -> str:
        return self.motivo
