"""The three looks of what came in: the inbox, the board, the list. The address says which.

Where it does not, it is the last one that this person saw in this session; whoever wants another
every day keeps it as a view (`webui.vistas`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core import transitions
from core.models import Usuario
from webui import objeto, pantallas
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.components.listas import cambiada
from webui.components.pasos import Boton, boton
from webui.objeto import PasoVisible, PlazoVisible, paso_visible, probables
from webui.solicitudes.forms import BandejaFiltro
from webui.tandas.elegibles import con_papeles
from workflows.solicitudes import mesa, queries
from workflows.solicitudes.mesa import Monton
from workflows.solicitudes.queries import Solicitud

BANDEJA, TABLERO, LISTA = "bandeja", "tablero", "lista"
RECORDADA = "solicitudes.mirada"
PASOS_POR_FILA = 2
# Whose work it is to empty the inbox: they begin there.
VACIAN = frozenset({"jefe_agenda", "asistente"})


@dataclass(frozen=True, slots=True)
class Fila:
    """A request with its light, both clocks, and what this person can do about it."""

    caso: Solicitud
    url: str
    luz: Any
    datos: Sequence[tuple[str, object]]
    relojes: Sequence[PlazoVisible]
    pasos: Sequence[PasoVisible]
    botones: Sequence[Boton]
    lleva: str  # "column:verb" of each step that changes the column


@dataclass(frozen=True, slots=True)
class Grupo:
    """Some that stand together, and the list of all of them."""

    clave: str
    titulo: str
    porque: str
    filas: Sequence[Fila]
    total: int
    faltan: int
    url: str


def elegida(request: HttpRequest, pedida: str) -> str:
    """What the address asks for; an address that only filters means the list, as it always did."""
    if pedida:
        if request.session.get(RECORDADA) != pedida:
            request.session[RECORDADA] = pedida
        return pedida
    if request.GET:
        return LISTA
    empieza = BANDEJA if quien(request).roles & VACIAN else LISTA
    return str(request.session.get(RECORDADA, empieza))


def enlaces(request: HttpRequest, vista: str) -> list[Enlace]:
    """The same filters, seen otherwise."""
    todas = [
        (BANDEJA, _("Bandeja"), "inbox"),
        (TABLERO, _("Tablero"), "clipboard-check"),
        (LISTA, _("Lista"), "list"),
    ]
    return [
        Enlace(label, cambiada(request.GET, ver=clave), icon, current=clave == vista)
        for clave, label, icon in todas
    ]


def mostrar(
    request: HttpRequest, vista: str, filtros: BandejaFiltro, context: dict[str, Any]
) -> HttpResponse:
    """Draw the inbox or the board."""
    user, filtro = quien(request), filtros.leer()
    grupos = (
        _por_necesidad(request, user, filtro)
        if vista == BANDEJA
        else _por_estado(request, user, filtro)
    )
    context |= {"grupos": grupos, "hay": any(grupo.total for grupo in grupos)}
    return render(request, f"solicitudes/{vista}.html", context)


def _por_necesidad(request: HttpRequest, user: Usuario, filtro: queries.Filtro) -> list[Grupo]:
    montones = mesa.bandeja(user, filtro)
    filas = _filas(request, user, [monton for _una, monton in montones])
    return [
        Grupo(
            clave=una.clave,
            titulo=str(una.titulo),
            porque=str(una.porque),
            filas=[filas[caso.pk] for caso in monton.casos],
            total=monton.total,
            faltan=monton.faltan,
            url=cambiada(request.GET, ver=LISTA, **una.lista),
        )
        for una, monton in montones
    ]


def _por_estado(request: HttpRequest, user: Usuario, filtro: queries.Filtro) -> list[Grupo]:
    montones = mesa.tablero(user, filtro)
    filas = _filas(request, user, montones)
    palabras = dict(Solicitud.estado.field.flatchoices)
    return [
        Grupo(
            clave=monton.clave,
            titulo=str(palabras.get(monton.clave, _("Cerradas estos días"))),
            porque="",
            filas=[filas[caso.pk] for caso in monton.casos],
            total=monton.total,
            faltan=monton.faltan,
            url=cambiada(request.GET, ver=LISTA, estado=_estado(monton.clave)),
        )
        for monton in montones
    ]


def _estado(columna: str) -> str:
    return "cerrada" if columna == mesa.CERRADAS else columna


def _filas(request: HttpRequest, user: Usuario, montones: Sequence[Monton]) -> dict[int, Fila]:
    """What is drawn of each; what it costs the database does not depend on how many they are."""
    casos = [caso for monton in montones for caso in monton.casos]
    con_papeles(casos)
    relojes = objeto.relojes_de(casos)
    aqui = request.get_full_path()
    return {caso.pk: _fila(caso, user, relojes.get(caso.pk, ()), aqui) for caso in casos}


def _fila(caso: Solicitud, user: Usuario, relojes: Sequence[PlazoVisible], aqui: str) -> Fila:
    pantalla = pantallas.de(Solicitud.CLASE)
    posibles = [
        paso_visible(pantalla, caso, step, siguiente=aqui)
        for step in transitions.possible(caso, user, pantalla.pasos)
    ]
    primero = sorted(posibles, key=lambda paso: (not paso.primary, paso.danger))
    return Fila(
        caso=caso,
        url=pantalla.url(caso.codigo),
        luz=queries.luz(caso),
        datos=[("", caso.tipo), ("", caso.solicitante), ("user", caso.responsable or "")],
        relojes=relojes,
        pasos=probables(posibles, PASOS_POR_FILA),
        botones=[boton(paso, "") for paso in primero],
        lleva=" ".join(f"{_llega_a(caso, paso.verb)}:{paso.verb}" for paso in primero),
    )


def _llega_a(caso: Solicitud, verbo: str) -> str:
    """The column in which it stands after this step."""
    llega = transitions.destino(caso, verbo)
    return llega if llega in Solicitud.ABIERTOS else mesa.CERRADAS
