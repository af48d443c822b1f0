"""How often a responsable reports, and on which day next. Plain arithmetic of dates."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import count

from django.db import models
from django.utils.translation import gettext_lazy as _


class Frecuencia(models.TextChoices):
    """Every how long; none: whenever the responsable has something to tell."""

    NINGUNA = "", _("Sin frecuencia")
    SEMANAL = "semanal", _("Cada semana")
    QUINCENAL = "quincenal", _("Cada dos semanas")
    MENSUAL = "mensual", _("Cada mes")
    BIMESTRAL = "bimestral", _("Cada dos meses")


_DIAS = {Frecuencia.SEMANAL: 7, Frecuencia.QUINCENAL: 14}
_MESES = {Frecuencia.MENSUAL: 1, Frecuencia.BIMESTRAL: 2}


def siguiente(frecuencia: str, desde: date, despues_de: date | None = None) -> date | None:
    """The first day after `despues_de` of those that follow `desde`; None without a frequency.

    Counted from `desde` each time: a report that comes late does not move those after it, and
    what began on a 31st comes back to it after February.
    """
    if frecuencia not in (*_DIAS, *_MESES):
        return None
    limite = max(desde, despues_de or desde)
    dias = (_sumar(frecuencia, desde, veces) for veces in count(1))
    return next(dia for dia in dias if dia > limite)


def _sumar(frecuencia: str, desde: date, veces: int) -> date:
    for suya, dias in _DIAS.items():
        if frecuencia == suya:
            return desde + timedelta(days=dias * veces)
    meses = desde.month - 1 + _MESES[Frecuencia(frecuencia)] * veces
    anio, mes = desde.year + meses // 12, meses % 12 + 1
    return date(anio, mes, min(desde.day, calendar.monthrange(anio, mes)[1]))
