"""Dates as people say them: «mañana 10:00», «hace 3 días»."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils.dateformat import format as written
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from core.calendario.frases import fecha_corta

MINUTE, HOUR, DAY = 60, 3600, 86_400
# Within a day, hours are counted only this far; then the clock says more.
COUNTED_HOURS = 4
WEEK = 7


def cercano(lapso: timedelta) -> str:
    """How near a moment is: under an hour, or a few hours just gone; empty if it is farther."""
    segundos = lapso.total_seconds()
    minutos = round(abs(segundos) / MINUTE)
    if minutos < 1:
        return _("ahora mismo")
    if minutos < HOUR // MINUTE:
        if segundos < 0:
            return ngettext("hace %(n)d minuto", "hace %(n)d minutos", minutos) % {"n": minutos}
        return ngettext("en %(n)d minuto", "en %(n)d minutos", minutos) % {"n": minutos}
    horas = round(minutos * MINUTE / HOUR)
    if segundos < 0 and horas < COUNTED_HOURS:
        return ngettext("hace %(n)d hora", "hace %(n)d horas", horas) % {"n": horas}
    return ""


def duracion(lapso: timedelta) -> str:
    """How long something lasts, in its largest whole unit: 40 minutos, 5 horas, 12 días."""
    segundos = lapso.total_seconds()
    if segundos < HOUR:
        minutos = round(segundos / MINUTE)
        return ngettext("%(n)d minuto", "%(n)d minutos", minutos) % {"n": minutos}
    if segundos < 2 * DAY:
        horas = round(segundos / HOUR)
        return ngettext("%(n)d hora", "%(n)d horas", horas) % {"n": horas}
    dias = round(segundos / DAY)
    return ngettext("%(n)d día", "%(n)d días", dias) % {"n": dias}


def lejano(valor: date, hoy: date) -> str:
    """`valor` seen from `hoy`, where it is not near: it reads the same all day."""
    if isinstance(valor, datetime):
        return dia_y_hora(valor, hoy)
    return dia_en_palabras(valor, hoy)


def dia_y_hora(momento: datetime, hoy: date) -> str:
    """The day in words; with the hour unless the day itself is only a count of days gone."""
    dias = (momento.date() - hoy).days
    dia = dia_en_palabras(momento.date(), hoy)
    if -WEEK < dias < -1 or momento.year < hoy.year:
        return dia
    hora = hora_escrita(momento)
    if dias in (-1, 0, 1):
        return _("%(dia)s %(hora)s") % {"dia": dia, "hora": hora}
    return _("%(dia)s, %(hora)s") % {"dia": dia, "hora": hora}


def dia_en_palabras(dia: date, hoy: date) -> str:
    """hoy, mañana, ayer, hace 3 días, jueves 26, 9 nov, 9 nov 2025."""
    dias = (dia - hoy).days
    near = {0: _("hoy"), 1: _("mañana"), -1: _("ayer")}
    if dias in near:
        return near[dias]
    if -WEEK < dias < 0:
        return ngettext("hace %(n)d día", "hace %(n)d días", -dias) % {"n": -dias}
    if 0 < dias < WEEK:
        return written(dia, pgettext("día de esta semana", "l j"))
    return fecha_corta(dia, hoy.year)


def hora_escrita(momento: datetime) -> str:
    return written(momento, pgettext("hora", "H:i"))


def exacta(valor: date) -> str:
    """lunes 23 de noviembre de 2026, 17:00."""
    dia = larga(valor)
    if not isinstance(valor, datetime):
        return dia
    return _("%(dia)s, %(hora)s") % {"dia": dia, "hora": hora_escrita(valor)}


def larga(valor: date) -> str:
    """lunes 23 de noviembre de 2026."""
    return _larga(valor.year, valor.month, valor.day, get_language())


# A list says each of a few dates many times.
@lru_cache(maxsize=1000)
def _larga(anio: int, mes: int, dia: int, _idioma: str | None) -> str:
    return written(date(anio, mes, dia), pgettext("fecha completa", r"l j \d\e F \d\e Y"))


def corta(valor: date, hoy: date) -> str:
    """23 nov, or 23 nov 2025, with the hour if it has one: for tables and print."""
    dia = fecha_corta(valor, hoy.year)
    if not isinstance(valor, datetime):
        return dia
    return _("%(dia)s, %(hora)s") % {"dia": dia, "hora": hora_escrita(valor)}
