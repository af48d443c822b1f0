"""The cycle of updates, of one week or more: it ends with the municipality's cut-off day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from core import clock
from core.models import Municipio
from workflows.metas.models import Umbrales
from workflows.metas.models.umbrales import SEMANA


def ciclo_de(dia: date, dia_de_corte: int, semanas: int = 1) -> date:
    """The cut-off date that ends the cycle of `dia`: that same day, or the next with its weekday.

    `dia_de_corte`: 0 is Monday. Cycles of several `semanas` are counted from a fixed one, so that
    all metas have the same.
    """
    corte = dia + timedelta(days=(dia_de_corte - dia.weekday()) % SEMANA)
    return corte + timedelta(weeks=-(corte.toordinal() // SEMANA) % semanas)


def ciclo_actual() -> date:
    """The cut-off date that ends the present cycle."""
    semanas = Umbrales.actual().semanas_del_ciclo
    return ciclo_de(clock.today(), Municipio.actual().dia_de_corte, semanas)


def comienzo_del_ciclo() -> datetime:
    """The instant the present cycle began: as the day after the last cut-off does."""
    return comienzo(ciclo_actual() - timedelta(days=Umbrales.actual().dias_del_ciclo - 1))


def comienzo(dia: date) -> datetime:
    """Midnight of the municipality with which `dia` begins."""
    return datetime.combine(dia, time.min, Municipio.actual().zona)
