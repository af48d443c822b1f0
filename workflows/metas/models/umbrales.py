"""What the light of the metas is measured against: one row, people change it."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import FilaUnica, una_fila

SEMANA = 7
PUNTOS = [MinValueValidator(1), MaxValueValidator(100)]
CICLOS = [MinValueValidator(1), MaxValueValidator(26)]


class Umbrales(FilaUnica):
    """The figures of domain.md A4 and (c), sown with those of the method."""

    desvio_amarillo = models.PositiveSmallIntegerField(
        _("puntos de retraso para amarillo"),
        default=5,
        validators=PUNTOS,
        help_text=_(
            "Amarillo cuando el avance va tantos puntos, o más, por debajo de lo esperado."
        ),
    )
    desvio_rojo = models.PositiveSmallIntegerField(
        _("puntos de retraso para rojo"),
        default=15,
        validators=PUNTOS,
        help_text=_("Rojo cuando va más de tantos puntos por debajo de lo esperado."),
    )
    atraso_critico = models.PositiveSmallIntegerField(
        _("días hábiles de tolerancia en la ruta crítica"),
        default=10,
        validators=[MaxValueValidator(60)],
        help_text=_(
            "Una meta intermedia de la ruta crítica que pasa más de tantos días de su fecha pone "
            "la meta en rojo. Antes de eso, como cualquier otra, en amarillo."
        ),
    )
    por_vencer = models.PositiveSmallIntegerField(
        _("días hábiles en amarillo antes de vencer"),
        default=5,
        validators=[MaxValueValidator(60)],
        help_text=_(
            "Desde cuántos días antes de su fecha se advierte que una meta intermedia no se ha "
            "reportado."
        ),
    )
    semanas_del_ciclo = models.PositiveSmallIntegerField(
        _("semanas entre un corte y el siguiente"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(8)],
        help_text=_(
            "Cada cuánto se actualizan las metas. El día de la semana se elige en «Municipio»."
        ),
    )
    ciclos_amarillo = models.PositiveSmallIntegerField(
        _("ciclos sin actualizar para amarillo"),
        default=1,
        validators=CICLOS,
        help_text=_("Cuando los datos de una meta tienen más de tantos ciclos."),
    )
    ciclos_rojo = models.PositiveSmallIntegerField(
        _("ciclos sin actualizar para rojo"),
        default=2,
        validators=CICLOS,
        help_text=_("Tiene que ser mayor que el de amarillo."),
    )
    credito_parcial = models.BooleanField(
        _("lo que está en marcha cuenta como avance"),
        default=True,
        help_text=_("Si lo desactiva, solo cuentan las metas intermedias ya validadas."),
    )

    class Meta:
        verbose_name = _("umbrales de las metas")
        verbose_name_plural = _("umbrales de las metas")
        constraints: ClassVar = [
            una_fila("umbrales_una_fila"),
            models.CheckConstraint(
                condition=Q(desvio_rojo__gt=F("desvio_amarillo"))
                & Q(ciclos_rojo__gt=F("ciclos_amarillo"))
                & Q(semanas_del_ciclo__gte=1),
                name="umbrales_en_orden",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Umbrales de las metas"))

    def clean(self) -> None:
        """Red comes after yellow."""
        faltas = {}
        for rojo, amarillo in (
            ("desvio_rojo", "desvio_amarillo"),
            ("ciclos_rojo", "ciclos_amarillo"),
        ):
            valores = getattr(self, rojo), getattr(self, amarillo)
            if None not in valores and valores[0] <= valores[1]:
                faltas[rojo] = _("El rojo empieza después del amarillo.")
        if faltas:
            raise ValidationError(faltas)

    @property
    def dias_del_ciclo(self) -> int:
        """Calendar days from one cut-off to the next."""
        return SEMANA * self.semanas_del_ciclo
