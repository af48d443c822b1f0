"""The search in everything one may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.models import Actor, Caso, Lugar, Tema
from webui.acceso import quien
from webui.pantallas import de
from workflows.cruce import busqueda
from workflows.cruce.busqueda import Hallazgo

CRUCES = {Actor: "actores", Tema: "temas", Lugar: "lugares"}
# Kinds that have a list of their own, which takes the same question.
SIN_LISTA = frozenset({"meta_intermedia"})


@dataclass(frozen=True, slots=True)
class Fila:
    """One thing found, as a link; `estado` of a case only."""

    titulo: str
    url: str
    codigo: str = ""
    caso: Caso | None = None


@dataclass(frozen=True, slots=True)
class Parte:
    """What was found of one kind, and where the rest of it is."""

    nombre: str
    filas: list[Fila]
    total: int
    lista_url: str

    @property
    def faltan(self) -> int:
        return self.total - len(self.filas)


@require_safe
def buscar(request: HttpRequest) -> HttpResponse:
    """What has every word of `?q=`, by kind; a code leads straight to its page."""
    user, q = quien(request), request.GET.get("q", "").strip()
    caso = busqueda.con_codigo(user, q) if q else None
    if caso is not None:
        return redirect(de(caso.clase).url(caso.codigo))
    context = {
        "titulo": _("Buscar"),
        "buscado": q[: busqueda.LARGO],
        "partes": [_parte(uno, q) for uno in busqueda.buscar(user, q)],
    }
    return render(request, "buscar.html", context)


def _parte(hallazgo: Hallazgo, q: str) -> Parte:
    modelo: Any = hallazgo.modelo
    if issubclass(modelo, Caso):
        pantalla = de(modelo.CLASE)
        lista = "" if modelo.CLASE in SIN_LISTA else pantalla.url_lista()
        filas = [
            Fila(caso.titulo, pantalla.url(caso.codigo), caso.codigo, caso)
            for caso in hallazgo.filas
        ]
    else:
        ruta = CRUCES[modelo]
        lista = reverse(f"{ruta}:lista")
        filas = [Fila(str(uno), reverse(f"{ruta}:uno", args=[uno.pk])) for uno in hallazgo.filas]
    lista_url = f"{lista}?{urlencode({'q': q})}" if lista else ""
    return Parte(hallazgo.nombre, filas, hallazgo.total, lista_url)
