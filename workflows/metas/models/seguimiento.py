"""What a meta is measured by, and what its gerente told at each cut-off."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Usuario


class Indicador(models.Model):
    """The one number that says whether the meta was reached: from where, to where, where it is."""

    meta = models.OneToOneField("metas.Meta", models.CASCADE, related_name="indicador")
    nombre = models.CharField(_("indicador"), max_length=160)
    unidad = models.CharField(_("unidad"), max_length=40, help_text=_("Hogares, km, %…"))
    linea_base = models.DecimalField(
        _("línea base"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    valor_meta = models.DecimalField(
        _("valor que se quiere alcanzar"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    fuente = models.CharField(_("fuente"), max_length=160, blank=True)
    valor_actual = models.DecimalField(
        _("valor actual"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    fecha = models.DateField(_("fecha del valor"), null=True, blank=True)

    class Meta:
        verbose_name = _("indicador")
        verbose_name_plural = _("indicadores")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valor_actual__isnull=True) | Q(fecha__isnull=False),
                name="indicador_valor_con_fecha",
            )
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def completo(self) -> bool:
        """It says from where to where."""
        return self.linea_base is not None and self.valor_meta is not None


class ReporteMeta(models.Model):
    """The executive report of one cycle. `ciclo` is the cut-off date that ends it."""

    meta = models.ForeignKey("metas.Meta", models.CASCADE, related_name="reportes")
    ciclo = models.DateField()
    hecho = models.TextField(_("qué se hizo"), blank=True)
    sigue = models.TextField(_("qué sigue"), blank=True)
    necesita = models.TextField(_("qué se necesita del titular"), blank=True)
    sin_cambios = models.BooleanField(_("sin cambios"), default=False)
    autor = models.ForeignKey(Usuario, models.PROTECT, related_name="+")
    creado_en = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("reporte ejecutivo")
        verbose_name_plural = _("reportes ejecutivos")
        ordering: ClassVar = ["-ciclo"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meta", "ciclo"], name="reportemeta_uno_por_ciclo"),
            models.CheckConstraint(
                condition=Q(sin_cambios=True) | ~Q(hecho="") & ~Q(sigue=""),
                name="reportemeta_dice_algo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meta_id} {self.ciclo:%Y-%m-%d}"
