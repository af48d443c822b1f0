"""The weekly cycle of updates: it ends with the municipality's cut-off day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from core import clock
from core.models import Municipio

SEMANA = 7


def ciclo_de(dia: date, dia_de_corte: int) -> date:
    """The cut-off date that ends the cycle of `dia`: that same day, or the next with its weekday.

    `dia_de_corte`: 0 is Monday.
    """
    return dia + timedelta(days=(dia_de_corte - dia.weekday()) % SEMANA)


def ciclo_actual() -> date:
    """The cut-off date that ends the present cycle."""
    return ciclo_de(clock.today(), Municipio.actual().dia_de_corte)


def comienzo_del_ciclo() -> datetime:
    """The instant the present cycle began: as the day after the last cut-off does."""
    return comienzo(ciclo_actual() - timedelta(days=SEMANA - 1))


def comienzo(dia: date) -> datetime:
    """Midnight of the municipality with which `dia` begins."""
    return datetime.combine(dia, time.min, Municipio.actual().zona)
