"""How each process goes: its machine, with how many are in each state and how long they stay."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from webui.acceso import quien
from webui.components.fechas import duracion
from webui.components.formas import Enlace, Maquina
from webui.objeto import maquina
from webui.pantallas import Pantalla, todas
from workflows.cruce import recorrido
from workflows.cruce.recorrido import Estancia

DURO = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Fila:
    """A state in the table; `url` leads to those that are in it."""

    nombre: str
    abierto: bool
    ahora: int
    url: str
    salieron: int
    mediana: str
    larga: str


@require_safe
def todos(request: HttpRequest) -> HttpResponse:
    """The processes to choose from."""
    context = {"titulo": _("Cómo van los procesos"), "procesos": _enlaces()}
    return render(request, "procesos/todos.html", context)


@require_safe
def uno(request: HttpRequest, proceso: str) -> HttpResponse:
    """One process, of the cases that whoever looks may see."""
    pantalla = next((una for una in todas() if proceso == una.modelo.CLASE), None)
    if pantalla is None:
        raise Http404
    estancias = recorrido.estancias(pantalla.modelo, quien(request))
    context = {
        "titulo": str(pantalla.titulo),
        "migas": [
            Enlace(_("Cómo van los procesos"), reverse("procesos:todos")),
            Enlace(str(pantalla.titulo)),
        ],
        "maquina": _con_cuentas(maquina(pantalla.modelo), estancias),
        "filas": [_fila(pantalla, una) for una in estancias],
        "dias": recorrido.DIAS,
        "lista_url": pantalla.url_lista(),
    }
    return render(request, "procesos/uno.html", context)


def _enlaces() -> list[Enlace]:
    return [
        Enlace(str(una.titulo), reverse("procesos:uno", args=[una.modelo.CLASE]), una.icono)
        for una in todas()
    ]


def _con_cuentas(una: Maquina, estancias: list[Estancia]) -> Maquina:
    """Each open state with how many are in it, and how long half of them stay."""
    cuentas = {uno.estado: _cuenta(uno) for uno in estancias if uno.abierto}
    return Maquina(
        [
            (codigo, f"{nombre} {cuentas[codigo]}" if codigo in cuentas else nombre)
            for codigo, nombre in una.estados
        ],
        una.transiciones,
    )


def _cuenta(una: Estancia) -> str:
    """Both as they stand under its name, «(16) 31 horas», the time in one line."""
    cuantos = f"({una.ahora})"
    if una.mediana is None:
        return cuantos
    return f"{cuantos} {duracion(una.mediana).replace(' ', DURO)}"


def _fila(pantalla: Pantalla, una: Estancia) -> Fila:
    filtra = una.ahora and una.abierto and "estado" in pantalla.filtro.base_fields
    return Fila(
        nombre=una.nombre,
        abierto=una.abierto,
        ahora=una.ahora,
        url=f"{pantalla.url_lista()}?estado={una.estado}" if filtra else "",
        salieron=una.salieron,
        mediana=duracion(una.mediana) if una.mediana is not None else "",
        larga=duracion(una.larga) if una.larga is not None else "",
    )
