"""Outlines of places: GeoJSON or WKT in WGS 84, valid, and with no more points than a map shows."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from workflows.traslados.entrada.campos import Contexto
from workflows.traslados.entrada.celdas import Celda, Malo, texto

FORMAS = ("Point", "Polygon", "MultiPolygon")
# What is taken in, and what is kept of it.
MAX_LEIDOS = 200_000
MAX_PUNTOS = 500
DECIMALES = 6  # of a degree: 11 cm
# How far an outline may be moved to have fewer points: from a metre to a kilometre, in degrees.
TOLERANCIAS = (1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2)


def leer(_contexto: Contexto, celda: Celda) -> dict[str, Any]:
    """The fields of a `Lugar` that a geometry gives: its point, and its outline if it has one.

    An outline of many points is drawn with fewer. Raises `Malo` for one that crosses itself, has
    too many points, or is not in degrees.
    """
    if celda is None or celda == "":
        return {}
    # numpy and GEOS: only who brings outlines needs them.
    from shapely import GEOSException, from_wkt  # noqa: PLC0415
    from shapely.geometry import shape  # noqa: PLC0415

    try:
        leida = celda if isinstance(celda, dict) else _escrita(texto(celda))
        forma = from_wkt(leida) if isinstance(leida, str) else shape(_sin_alturas(leida))
    except Malo:
        raise
    except (GEOSException, ValueError, TypeError, KeyError, AttributeError, IndexError):
        raise Malo(_("No se entiende la geometría.")) from None
    return _campos(forma)


def puntos(contorno: dict[str, Any]) -> int:
    """How many points an outline that is kept has."""
    return sum(1 for _par in _pares(contorno["coordinates"]))


def _escrita(escrito: str) -> Any:
    return json.loads(escrito) if escrito.startswith("{") else escrito


def _sin_alturas(geometria: dict[str, Any]) -> dict[str, Any]:
    """The same without heights; refused before anything is computed if it is no outline."""
    if geometria.get("type") not in FORMAS:
        raise Malo(_("Debe ser un punto o un polígono."))
    for leidos, par in enumerate(_pares(geometria["coordinates"]), 1):
        if leidos > MAX_LEIDOS:
            raise Malo(_("El contorno tiene más de %(n)d puntos.") % {"n": MAX_LEIDOS})
        if not all(isinstance(uno, int | float) and math.isfinite(uno) for uno in par[:2]):
            raise Malo(_("No se entiende la geometría."))
        if abs(par[0]) > 180 or abs(par[1]) > 90:
            raise _sin_grados()
    return {"type": geometria["type"], "coordinates": _planas(geometria["coordinates"])}


def _sin_grados() -> Malo:
    return Malo(_("No está en grados. Guárdelo en WGS 84 (EPSG:4326), con la longitud primero."))


def _pares(coordenadas: Any) -> Iterator[Any]:
    if coordenadas and not isinstance(coordenadas[0], list | tuple):
        yield coordenadas
        return
    for unas in coordenadas:
        yield from _pares(unas)


def _planas(coordenadas: Any) -> Any:
    if coordenadas and not isinstance(coordenadas[0], list | tuple):
        return coordenadas[:2]
    return [_planas(unas) for unas in coordenadas]


def _campos(forma: Any) -> dict[str, Any]:
    if forma.geom_type not in FORMAS or forma.is_empty:
        raise Malo(_("Debe ser un punto o un polígono."))
    oeste, sur, este, norte = forma.bounds
    if oeste < -180 or este > 180 or sur < -90 or norte > 90:
        raise _sin_grados()
    if forma.geom_type == "Point":
        return {"latitud": round(forma.y, DECIMALES), "longitud": round(forma.x, DECIMALES)}
    _exigir_valida(forma)
    dentro = forma.representative_point()
    return {
        "contorno": _guardable(_aligerada(forma)),
        "latitud": round(dentro.y, DECIMALES),
        "longitud": round(dentro.x, DECIMALES),
    }


def _exigir_valida(forma: Any) -> None:
    from shapely import is_valid_reason  # noqa: PLC0415

    if not forma.is_valid:
        que, _corchete, donde = is_valid_reason(forma).partition("[")
        raise Malo(
            _("El contorno se cruza consigo mismo o no cierra, cerca de %(donde)s.")
            % {"donde": donde.rstrip("]") or que}
        )


def _aligerada(forma: Any) -> Any:
    """The same outline with as many points as are kept; its holes and parts stay."""
    from shapely import get_num_coordinates  # noqa: PLC0415

    ligera = forma
    for tolerancia in TOLERANCIAS:
        if get_num_coordinates(ligera) <= MAX_PUNTOS:
            return ligera
        ligera = forma.simplify(tolerancia, preserve_topology=True)
    if get_num_coordinates(ligera) > MAX_PUNTOS:
        raise Malo(_("El contorno tiene demasiados detalles: simplifíquelo antes."))
    return ligera


def _guardable(forma: Any) -> dict[str, Any]:
    from shapely.geometry import mapping  # noqa: PLC0415

    datos = mapping(forma)
    return {"type": datos["type"], "coordinates": _redondas(datos["coordinates"])}


def _redondas(coordenadas: Any) -> Any:
    if isinstance(coordenadas, float):
        return round(coordenadas, DECIMALES)
    return [_redondas(unas) for unas in coordenadas]
