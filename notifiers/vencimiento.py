"""How far a due instant is, in the words people use: working days, «hoy», «mañana»."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import calendario, clock


def leer(datos: Mapping[str, object]) -> datetime | None:
    """The due instant among the facts of a notice: `vence_en`, or the close of the day `vence`."""
    if isinstance(texto := datos.get("vence_en"), str) and (instante := parse_datetime(texto)):
        return instante if instante.tzinfo else instante.replace(tzinfo=UTC)
    if isinstance(texto := datos.get("vence"), str) and (dia := parse_date(texto)):
        return calendario.vigente().cierre(dia)
    return None


def frase(vence: datetime, ahora: datetime) -> str:
    """«Vence en 2 días hábiles», «Vence mañana», «Venció hoy», «Venció hace 3 días hábiles»."""
    hoy, dia = clock.local(ahora).date(), clock.local(vence).date()
    vencido = vence < ahora
    if dia == hoy:
        return _("Venció hoy") if vencido else _("Vence hoy")
    if dia == hoy + timedelta(days=1):
        return _("Vence mañana")
    dias = calendario.vigente().contar(min(hoy, dia), max(hoy, dia))
    if not dias:
        texto = _("Venció el %(fecha)s") if vencido else _("Vence el %(fecha)s")
        return texto % {"fecha": date_format(dia, "DATE_FORMAT")}
    return (_vencido(dias) if vencido else _por_vencer(dias)) % {"dias": dias}


def _vencido(dias: int) -> str:
    return ngettext("Venció hace %(dias)d día hábil", "Venció hace %(dias)d días hábiles", dias)


def _por_vencer(dias: int) -> str:
    return ngettext("Vence en %(dias)d día hábil", "Vence en %(dias)d días hábiles", dias)
