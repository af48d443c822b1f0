"""The board of data quality: what lacks an owner, a link, a move or a reason, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from webui import listas
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.components.listas import cambiada
from workflows.cruce import calidad as tablero
from workflows.cruce.calidad import Cosa, Renglon
from workflows.cruce.informes import Eje


@require_safe
def calidad(request: HttpRequest) -> HttpResponse:
    """Each number leads to exactly its rows."""
    user = quien(request)
    if not tablero.la_ve(user):
        raise PermissionDenied
    que = _elegido(request, "que", [cosa.lista for cosa in tablero.COSAS])
    cosa = next(una for una in tablero.COSAS if una.lista == que)
    por, dias = _elegido(request, "por", [*tablero.EJES]), _dias(request)
    eje = tablero.EJES[por]
    renglones = tablero.por(user, cosa, eje, dias)
    page = listas.pagina(request, renglones)
    context = {
        "titulo": _("Calidad de datos"),
        "dias": dias,
        "plazos": [
            Enlace(str(uno), cambiada(request.GET, dias=str(uno)), current=uno == dias)
            for uno in tablero.QUIETOS
        ],
        "cosas": [
            Enlace(str(una.titulo), cambiada(request.GET, que=una.lista), current=una is cosa)
            for una in tablero.COSAS
        ],
        "ejes": [
            Enlace(str(uno.titulo), cambiada(request.GET, por=nombre), current=nombre == por)
            for nombre, uno in tablero.EJES.items()
        ],
        "eje": eje.titulo,
        "columnas": [_("Abiertos"), *tablero.FALTAS.values()],
        "page": page,
        "filas": [(uno.nombre, _celdas(cosa, uno, _suyos(eje, uno), dias)) for uno in page],
        "total": _celdas(cosa, tablero.total(renglones), {}, dias),
    }
    return render(request, "informes/calidad.html", context)


def _elegido(request: HttpRequest, nombre: str, posibles: list[str]) -> str:
    """What the address asks for, or the first."""
    pedido = request.GET.get(nombre, "")
    return pedido if pedido in posibles else posibles[0]


def _dias(request: HttpRequest) -> int:
    posibles = {str(uno): uno for uno in tablero.QUIETOS}
    return posibles.get(request.GET.get("dias", ""), tablero.QUIETO)


def _suyos(eje: Eje, uno: Renglon) -> Mapping[str, str]:
    return eje.filtro(uno.clave) if uno.clave is not None else eje.falta


def _celdas(
    cosa: Cosa, uno: Renglon, suyos: Mapping[str, str], dias: int
) -> list[tuple[str, int, str]]:
    """Heading, number and the address of its rows."""
    celdas: list[tuple[str, int, Mapping[str, str] | None]] = [(_("Abiertos"), uno.abiertos, {})]
    celdas += [
        (str(titulo), uno.faltas[falta], _filtro(falta, suyos, dias))
        for falta, titulo in tablero.FALTAS.items()
    ]
    return [
        (titulo, cuantos, _url(cosa, suyos, filtro) if cuantos and filtro is not None else "")
        for titulo, cuantos, filtro in celdas
    ]


def _filtro(falta: str, suyos: Mapping[str, str], dias: int) -> Mapping[str, str] | None:
    """What the list is narrowed to besides; None where it would lack two things at once."""
    if falta == "quieto":
        return {"quieto": str(dias)}
    return None if "calidad" in suyos else {"calidad": falta}


def _url(cosa: Cosa, suyos: Mapping[str, str], filtro: Mapping[str, Any]) -> str:
    todos = {**cosa.abiertos, **suyos, **filtro}
    return f"{reverse(f'{cosa.lista}:lista')}?{urlencode(todos)}"
