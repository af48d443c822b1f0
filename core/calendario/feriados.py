"""National holidays: where they come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date

from django.db.models import Max, Min

from core.models import DiaCalendario

Feriados = Callable[[int], Mapping[date, str]]
"""The holidays of a year, by date, with their names."""


def feriados_de(pais: str, subdivision: str = "") -> Feriados:
    """The national holidays of a country (ISO 3166-1, two letters) and one of its subdivisions.

    Those of everybody and those of the public administration, named in Spanish where the library
    can, else in the language of the country. Days that a decree adds each year (in Panama the
    Monday of carnival, 4 November) are no law and belong in ``DiaNoHabil``.
    A country that the library does not know has none, and the log says so.
    """

    def del_anio(anio: int) -> Mapping[date, str]:
        from core.calendario import nacionales  # noqa: PLC0415 - see its docstring

        return nacionales.del_anio(pais, subdivision, anio)

    return del_anio


def feriados_de_la_tabla(otros: Feriados) -> Feriados:
    """The holidays as ``reconstruir`` last wrote them; ``otros`` for years the table lacks.

    Local days not worked come with them, and do no harm: their own rules are heard first.
    """
    por_anio: dict[int, dict[date, str]] = defaultdict(dict)
    con_nombre = DiaCalendario.objects.filter(habil=False).exclude(motivo="")
    for fecha, motivo in con_nombre.values_list("fecha", "motivo"):
        por_anio[fecha.year][fecha] = motivo
    limites = DiaCalendario.objects.aggregate(primera=Min("fecha"), ultima=Max("fecha"))
    if limites["primera"] is None:
        return otros
    escritos = range(limites["primera"].year, limites["ultima"].year + 1)
    return lambda anio: por_anio.get(anio, {}) if anio in escritos else otros(anio)
