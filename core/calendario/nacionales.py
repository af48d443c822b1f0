"""What the ``holidays`` library knows of a country.

Loading the library costs a second and some 30 MB in every process, so nothing imports this module
before it is needed: to write the table of days, or for a year that the table lacks.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import holidays
from holidays.constants import GOVERNMENT, PUBLIC

logger = logging.getLogger(__name__)


@cache
def del_anio(pais: str, subdivision: str, anio: int) -> Mapping[date, str]:
    """The holidays of one year, with their names; see ``feriados_de``."""
    lugar = _lugar(pais, subdivision)
    if lugar is None:
        return MappingProxyType({})
    dias = holidays.country_holidays(
        pais,
        subdiv=lugar.subdivision,
        years=anio,
        language=lugar.idioma,
        categories=lugar.categorias,
    )
    return MappingProxyType({fecha: _nombre(texto) for fecha, texto in dias.items()})


def _nombre(texto: str) -> str:
    """The name fit to stand in brackets: "Duelo Nacional (puente)" is "Duelo Nacional, puente"."""
    return re.sub(r" \(([^()]*)\)", r", \1", texto).replace("; ", " / ")


class _Lugar(NamedTuple):
    """What the library has for a place."""

    subdivision: str | None
    idioma: str | None
    categorias: tuple[str, ...]


@cache
def _lugar(pais: str, subdivision: str) -> _Lugar | None:
    """How to ask the library for this place. None: it does not know the country."""
    try:
        conocido = holidays.country_holidays(pais)
    except NotImplementedError:
        logger.warning("No national holidays are known for country %r.", pais)
        return None
    return _Lugar(
        subdivision=_conocida(conocido, subdivision),
        idioma="es" if "es" in conocido.supported_languages else conocido.default_language,
        categorias=tuple({PUBLIC, GOVERNMENT} & set(conocido.supported_categories)),
    )


def _conocida(conocido: holidays.HolidayBase, subdivision: str) -> str | None:
    if subdivision in {*conocido.subdivisions, *conocido.subdivisions_aliases}:
        return subdivision
    if subdivision:
        logger.warning("No holidays of their own are known for subdivision %r.", subdivision)
    return None
