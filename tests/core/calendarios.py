"""Calendars made by hand, for the tests of dates: no database, no library of holidays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from zoneinfo import ZoneInfo

from core.calendario import Calendario, DiaLocal, DiasLocales, Jornada, feriados_de

PANAMA = ZoneInfo("America/Panama")
OFICINA = Jornada(time(8), time(16))
LUNES_A_VIERNES = dict.fromkeys(range(5), OFICINA)


def panama(*locales: DiaLocal) -> Calendario:
    """Panama with its real holidays, Monday to Friday from 08:00 to 16:00."""
    return Calendario(PANAMA, LUNES_A_VIERNES, feriados_de("PA"), DiasLocales.de(locales))


def calendario(
    *locales: DiaLocal,
    zona: str = "America/Panama",
    horario: Mapping[int, Jornada] = LUNES_A_VIERNES,
    feriados: Mapping[date, str] | None = None,
) -> Calendario:
    """A country whose only holidays are ``feriados``."""
    conocidos = feriados or {}
    return Calendario(ZoneInfo(zona), horario, lambda _anio: conocidos, DiasLocales.de(locales))
