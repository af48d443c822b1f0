"""What the responsable tells of the work while it lasts: each report is kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Usuario
from workflows.compromisos.models.compromiso import Compromiso


class Informe(models.Model):
    """One report: what was done, how far it is, which day it was due, and who has read it."""

    compromiso = models.ForeignKey(Compromiso, models.PROTECT, related_name="informes")
    autor = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    momento = models.DateTimeField(default=clock.now)
    texto = models.TextField(_("qué se ha hecho"))
    porcentaje = models.PositiveSmallIntegerField(_("avance"))
    para = models.DateField(null=True)
    revisado_por = models.ForeignKey(Usuario, models.PROTECT, null=True, related_name="+")
    revisado_en = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("informe")
        verbose_name_plural = _("informes")
        ordering: ClassVar = ["-momento", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(revisado_por__isnull=True, revisado_en__isnull=True)
                | Q(revisado_por__isnull=False, revisado_en__isnull=False),
                name="informe_revisado_por_alguien",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["compromiso", "-momento", "-id"], name="informe_de_compromiso"),
            models.Index(
                fields=["compromiso"],
                condition=Q(revisado_en__isnull=True),
                name="informe_sin_revisar",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compromiso_id} {self.momento:%Y-%m-%d} {self.porcentaje} %"
