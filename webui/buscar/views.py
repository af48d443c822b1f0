"""The search in everything one may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.models import Actor, Caso, Expediente, Lugar, Tema, Usuario
from webui.acceso import quien
from webui.buscar import lugares, recientes
from webui.objeto import PlazoVisible, relojes_de
from webui.pantallas import de
from workflows.cruce import busqueda
from workflows.cruce.busqueda import Hallazgo

CRUCES: dict[type[Model], str] = {Actor: "actores", Tema: "temas", Lugar: "lugares"}
ICONOS = {"actores": "users", "temas": "tags", "lugares": "map-pin"}
# Pages and actions that are suggested beside what is in the database.
PAGINAS = 4
# Kinds that have a list of their own, which takes the same question.
SIN_LISTA = frozenset({"meta_intermedia"})


@dataclass(frozen=True, slots=True)
class Sugerencia:
    """A line of what is suggested: where it leads, what it is."""

    titulo: str
    url: str
    icono: str
    detalle: str = ""


@dataclass(frozen=True, slots=True)
class Fila:
    """One thing found, as a link; `estado` of a case only."""

    titulo: str
    url: str
    codigo: str = ""
    caso: Caso | None = None
    relojes: Sequence[PlazoVisible] = ()


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
    partes = [_parte(uno, q) for uno in busqueda.buscar(user, q)]
    context = {
        "titulo": _("Buscar"),
        "buscado": q[: busqueda.LARGO],
        "partes": partes,
        "sugeridas": [] if partes else [sugerencia(uno) for uno in busqueda.sugerir(user, q)],
    }
    return render(request, "buscar.html", context)


@require_safe
def sugerir(request: HttpRequest) -> HttpResponse:
    """What may be meant by `?q=`, while it is typed; without it what was opened last."""
    user, q = quien(request), request.GET.get("q", "").strip()
    if q:
        casos = [sugerencia(uno) for uno in busqueda.sugerir(user, q)]
        paginas = lugares.hallados(request, user, q)[:PAGINAS]
    else:
        vistos = busqueda.recientes(user, recientes.leer(request, user))
        casos, paginas = [sugerencia(uno) for uno in vistos], lugares.acciones(user)[:PAGINAS]
    context = {"buscado": q[: busqueda.LARGO], "casos": casos, "paginas": paginas}
    return render(request, "buscar/sugerencias.html", context)


def sugerencia(uno: Model) -> Sugerencia:
    """One thing that may be meant."""
    if isinstance(uno, Expediente):
        pantalla = de(uno.clase)
        return Sugerencia(uno.titulo, pantalla.url(uno.codigo), pantalla.icono, uno.codigo)
    if isinstance(uno, Usuario):
        suyos = f"{reverse('compromisos:lista')}?{urlencode({'responsable': uno.pk})}"
        return Sugerencia(str(uno), suyos, "user", _("sus compromisos"))
    ruta = CRUCES[type(uno)]
    nombre = str(uno._meta.verbose_name)
    return Sugerencia(str(uno), reverse(f"{ruta}:uno", args=[uno.pk]), ICONOS[ruta], nombre)


def _parte(hallazgo: Hallazgo, q: str) -> Parte:
    modelo: Any = hallazgo.modelo
    if issubclass(modelo, Caso):
        pantalla = de(modelo.CLASE)
        lista = "" if modelo.CLASE in SIN_LISTA else pantalla.url_lista()
        relojes = relojes_de(hallazgo.filas)
        filas = [
            Fila(
                caso.titulo, pantalla.url(caso.codigo), caso.codigo, caso, relojes.get(caso.pk, ())
            )
            for caso in hallazgo.filas
        ]
    else:
        ruta = CRUCES[modelo]
        lista = reverse(f"{ruta}:lista")
        filas = [Fila(str(uno), reverse(f"{ruta}:uno", args=[uno.pk])) for uno in hallazgo.filas]
    lista_url = f"{lista}?{urlencode({'q': q})}" if lista else ""
    return Parte(hallazgo.nombre, filas, hallazgo.total, lista_url)
