"""How what was promised goes: late by what, by whom, where; and the rate that is honest."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from webui import listas
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.components.listas import cambiada
from webui.compromisos.views import PANTALLA
from workflows.compromisos import queries
from workflows.compromisos.queries import Compromiso

# Each number of a row, and the filters under which the list shows its rows.
NUMEROS = {
    "abiertos": {"estado": "en_marcha"},  # without drafts: nobody has to keep them
    "por_vencer": {"luz": "por_vencer"},
    "vencidos": {"luz": "vencido"},
    "cumplidos": {"estado": "cumplidos"},
    "a_tiempo": {"estado": "a_tiempo"},
}
# A row counts what is at that very place, and not at its parts.
DE_ESE = {"lugar": {"justo": "lugar"}}
# Of what was closed since the first day of the period.
CERRADOS = frozenset({"cumplidos", "a_tiempo"})
POR_DEFECTO = "responsable"


@require_safe
def control(request: HttpRequest) -> HttpResponse:
    """A table by one of `queries.EJES`; each number leads to its rows."""
    user = quien(request)
    por = request.GET.get("por", POR_DEFECTO)
    por = por if por in queries.EJES else POR_DEFECTO
    periodo = request.GET.get("periodo", queries.PERIODO)
    periodo = periodo if periodo in queries.PERIODOS else queries.PERIODO
    desde = queries.desde(periodo)
    # Read once, for the page, for how many there are, and for what they are together.
    filas = queries.cuadro(user, por, desde)
    page = listas.pagina(request, filas)
    total = queries.sumar(filas) if queries.EJES[por].unico else queries.total(user, desde)
    context = {
        "titulo": _("Control de tareas"),
        "migas": [Enlace(str(PANTALLA.titulo), PANTALLA.url_lista()), Enlace(_("Control"))],
        "vistas": [
            Enlace(str(eje.titulo), cambiada(request.GET, por=nombre), current=nombre == por)
            for nombre, eje in queries.EJES.items()
        ],
        "periodos": [
            Enlace(str(titulo), cambiada(request.GET, periodo=nombre), current=nombre == periodo)
            for nombre, (titulo, _dias) in queries.PERIODOS.items()
        ],
        "eje": queries.EJES[por].titulo,
        "page": page,
        "filas": [_fila(fila, por, desde) for fila in page],
        "total": _numeros(total, {}, desde),
        "tasa": queries.tasa(total),
        "tasa_original": queries.tasa(total, "a_tiempo_original"),
        "debidos": total["cumplidos"] + total["vencidos"],
        "a_tiempo": total["a_tiempo"],
        "a_tiempo_original": total["a_tiempo_original"],
    }
    return render(request, "compromisos/control.html", context)


def _fila(fila: dict[str, Any], por: str, desde: date) -> dict[str, Any]:
    return {
        "nombre": _nombre(fila, por),
        "numeros": _numeros(fila, {por: fila["clave"], **DE_ESE.get(por, {})}, desde),
        "tasa": queries.tasa(fila),
    }


def _nombre(fila: dict[str, Any], por: str) -> str:
    if por == "tipo":
        return str(Compromiso.Tipo(fila["clave"]).label)
    return fila["nombre"] or "—"


def _numeros(fila: dict[str, Any], eje: dict[str, Any], desde: date) -> list[Enlace]:
    """The numbers of a row, each with the address of its rows."""
    return [Enlace(name, _url(name, eje, desde), count=fila[name]) for name in NUMEROS]


def _url(name: str, eje: dict[str, Any], desde: date) -> str:
    cuando = {"cerrado_desde": desde.isoformat()} if name in CERRADOS else {}
    return f"{PANTALLA.url_lista()}?{urlencode({**NUMEROS[name], **eje, **cuando})}"
