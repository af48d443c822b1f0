"""From when a compromiso that is insisted on, or moved, is told higher up: one row, edited."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import FilaUnica, una_fila

VECES = [MinValueValidator(1), MaxValueValidator(20)]


class Umbrales(FilaUnica):
    """The figures of T07 and T09 (domain.md (c)), sown with those of the method.

    They hang on what was counted, not on a date: so they are no `ReglaAlerta`.
    """

    reiteraciones = models.PositiveSmallIntegerField(
        _("recordatorios hasta avisar al titular"),
        default=3,
        validators=VECES,
        help_text=_(
            "Desde cuántas reiteraciones el titular lo lee en su resumen diario. A quien responde "
            "se le avisa de cada una."
        ),
    )
    reprogramaciones = models.PositiveSmallIntegerField(
        _("cambios de fecha hasta avisar"),
        default=3,
        validators=VECES,
        help_text=_(
            "Desde cuántos cambios de fecha quien lo programó y la contraparte lo leen en su "
            "resumen diario."
        ),
    )
    dias_movido = models.PositiveSmallIntegerField(
        _("días de más hasta avisar"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_(
            "También, con menos cambios, si entre todos lo alejan más de tantos días calendario de "
            "la primera fecha."
        ),
    )

    class Meta:
        verbose_name = _("umbrales de los compromisos")
        verbose_name_plural = _("umbrales de los compromisos")
        constraints: ClassVar = [
            una_fila("umbralescompromiso_una_fila"),
            models.CheckConstraint(
                condition=Q(reiteraciones__gte=1, reprogramaciones__gte=1, dias_movido__gte=1),
                name="umbralescompromiso_desde_uno",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Umbrales de los compromisos"))

    def insistido(self, veces: int) -> bool:
        """So often reminded that the titular reads of it."""
        return veces >= self.reiteraciones

    def muy_movido(self, veces: int, dias: int) -> bool:
        """So often moved, or by so many days in all, that whoever gave it reads of it."""
        return veces >= self.reprogramaciones or dias > self.dias_movido
