"""Dates as an official says them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.models.calendario import DiaSemana

DIAS = tuple(dia.label for dia in DiaSemana)
DIAS_EN_PLURAL = (
    pgettext_lazy("varios", "lunes"),
    pgettext_lazy("varios", "martes"),
    pgettext_lazy("varios", "miércoles"),
    pgettext_lazy("varios", "jueves"),
    pgettext_lazy("varios", "viernes"),
    gettext_lazy("sábados"),
    gettext_lazy("domingos"),
)
MESES = (
    gettext_lazy("enero"),
    gettext_lazy("febrero"),
    gettext_lazy("marzo"),
    gettext_lazy("abril"),
    gettext_lazy("mayo"),
    gettext_lazy("junio"),
    gettext_lazy("julio"),
    gettext_lazy("agosto"),
    gettext_lazy("septiembre"),
    gettext_lazy("octubre"),
    gettext_lazy("noviembre"),
    gettext_lazy("diciembre"),
)
MESES_CORTOS = (
    gettext_lazy("ene"),
    gettext_lazy("feb"),
    gettext_lazy("mar"),
    gettext_lazy("abr"),
    pgettext_lazy("mes abreviado", "may"),
    gettext_lazy("jun"),
    gettext_lazy("jul"),
    gettext_lazy("ago"),
    gettext_lazy("sep"),
    gettext_lazy("oct"),
    gettext_lazy("nov"),
    gettext_lazy("dic"),
)


def fecha_larga(dia: date, anio: int) -> str:
    """A date in full: "martes 3 de noviembre"; the year is said when it is not ``anio``."""
    partes = {
        "dia": DIAS[dia.weekday()],
        "numero": dia.day,
        "mes": MESES[dia.month - 1],
        "anio": dia.year,
    }
    if dia.year == anio:
        return _("%(dia)s %(numero)d de %(mes)s") % partes
    return _("%(dia)s %(numero)d de %(mes)s de %(anio)d") % partes


def fecha_corta(dia: date, anio: int) -> str:
    """A date in short: "3 nov"; the year is said when it is not ``anio``."""
    partes = {"numero": dia.day, "mes": MESES_CORTOS[dia.month - 1], "anio": dia.year}
    if dia.year == anio:
        return _("%(numero)d %(mes)s") % partes
    return _("%(numero)d %(mes)s %(anio)d") % partes


def hora(momento: datetime) -> str:
    """The hour, "16:00", as the wall clock of its own zone shows it."""
    return f"{momento:%H:%M}"


def dias_contados(dias: Sequence[date]) -> str:
    """How many rest days: "8 sábados y domingos"; with one of each, "1 sábado y 1 domingo"."""
    numeros = sorted({dia.weekday() for dia in dias})
    if len(numeros) == len(dias):
        return enumerar([f"1 {DIAS[numero]}" for numero in numeros])
    return f"{len(dias)} {enumerar([str(DIAS_EN_PLURAL[numero]) for numero in numeros])}"


def enumerar(nombres: Sequence[str]) -> str:
    """Names in a sentence: "a", "a y b", "a, b y c"."""
    if len(nombres) == 1:
        return nombres[0]
    return _("%(primeros)s y %(ultimo)s") % {
        "primeros": ", ".join(nombres[:-1]),
        "ultimo": nombres[-1],
    }
