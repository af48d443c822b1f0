"""Actores, temas and lugares, and everything that touches each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from core.arboles import ancestros
from core.models import Actor, Lugar, Tema, Usuario
from core.texto import ClaveOrden, contiene
from webui import listas
from webui.acceso import quien
from webui.components.formas import Dato, Enlace
from webui.listas import Vacia
from webui.pantallas import de
from webui.proximidad.forms import ActorForm, BuscarForm, LugarForm, TemaForm
from workflows.cruce.proximidad import sobre


@dataclass(frozen=True, slots=True)
class Cruce:
    """One of the three things that cross everything."""

    modelo: type[Model]
    ruta: str
    parametro: str
    titulo: str | Promise
    nuevo: str | Promise
    icono: str
    form: type[Any]
    escriben: frozenset[str]
    datos: Callable[[Any], Sequence[Dato]]


def _de_actor(actor: Actor) -> list[Dato]:
    return [
        Dato(_("Tipo"), actor.get_tipo_display()),
        Dato(_("Organización"), actor.organizacion or "—"),
        Dato(_("Cargo"), actor.cargo or "—"),
        Dato(_("Correo"), actor.email or "—"),
        Dato(_("Teléfono"), actor.telefono or "—"),
        Dato(_("Lugar"), actor.lugar or "—"),
    ]


def _de_tema(tema: Tema) -> list[Dato]:
    return [
        Dato(_("Plan de gobierno"), tema.plan_de_gobierno or "—"),
        Dato(_("ODS"), tema.ods or "—"),
    ]


def _de_lugar(lugar: Lugar) -> list[Dato]:
    punto = f"{lugar.latitud:.4f}, {lugar.longitud:.4f}" if lugar.latitud is not None else "—"
    return [
        Dato(_("Nivel"), lugar.nivel or "—"),
        Dato(_("Código oficial"), lugar.codigo_oficial or "—"),
        Dato(_("Población"), lugar.poblacion or "—"),
        Dato(_("Punto"), punto),
    ]


ACTORES = Cruce(
    modelo=Actor,
    ruta="actores",
    parametro="actor",
    titulo=gettext_lazy("Actores"),
    nuevo=gettext_lazy("Nuevo actor"),
    icono="users",
    form=ActorForm,
    escriben=frozenset(
        {
            "jefe_agenda",
            "asistente",
            "gerente_meta",
            "responsable_metas",
            "prensa",
            "contraparte",
        }
    ),
    datos=_de_actor,
)
TEMAS = Cruce(
    modelo=Tema,
    ruta="temas",
    parametro="tema",
    titulo=gettext_lazy("Temas"),
    nuevo=gettext_lazy("Nuevo tema"),
    icono="tags",
    form=TemaForm,
    escriben=frozenset({"jefe_agenda", "contraparte"}),
    datos=_de_tema,
)
LUGARES = Cruce(
    modelo=Lugar,
    ruta="lugares",
    parametro="lugar",
    titulo=gettext_lazy("Lugares"),
    nuevo=gettext_lazy("Nuevo lugar"),
    icono="map-pin",
    form=LugarForm,
    escriben=frozenset({"jefe_agenda", "contraparte"}),
    datos=_de_lugar,
)


@require_safe
def lista(request: HttpRequest, *, cruce: Cruce) -> HttpResponse:
    """All of them, sorted as Spanish sorts, searched without minding accents."""
    user = quien(request)
    filtro = BuscarForm(request.GET)
    filtro.is_valid()
    todos: QuerySet[Any] = cruce.modelo._default_manager.order_by(ClaveOrden("nombre"), "pk")
    if cruce is ACTORES:
        todos = todos.select_related("organizacion", "lugar")
    else:
        todos = todos.select_related("superior")
    if q := filtro.cleaned_data.get("q"):
        todos = contiene(todos, q, "nombre")
    escribe = bool(user.roles & cruce.escriben)
    context = {
        "titulo": cruce.titulo,
        "cruce": cruce,
        "filtro": filtro,
        "page": listas.pagina(request, todos),
        "nuevo": cruce.nuevo,
        "nuevo_url": reverse(f"{cruce.ruta}:nuevo") if escribe else "",
        "vacia": Vacia(cruce.icono, _("Nada por aquí"), _("Pruebe con otra palabra.")),
    }
    return render(request, "proximidad/lista.html", context)


@require_safe
def uno(request: HttpRequest, pk: int, *, cruce: Cruce) -> HttpResponse:
    """Everything about one of them that this person may see, by process, newest first."""
    user = quien(request)
    objeto = get_object_or_404(cruce.modelo, pk=pk)
    tocado: dict[str, Any] = {cruce.parametro: objeto}
    tramos = sobre(user, **tocado)
    context = {
        "titulo": str(objeto),
        "cruce": cruce,
        "objeto": objeto,
        "migas": _migas(cruce, objeto),
        "datos": cruce.datos(objeto),
        "tramos": [(tramo, de(tramo.clase)) for tramo in tramos if tramo.total],
        "editar_url": _editar_url(cruce, user, pk),
        "contiene": _contiene(cruce, objeto),
    }
    return render(request, "proximidad/uno.html", context)


@require_http_methods(["GET", "POST"])
def editar(request: HttpRequest, *, cruce: Cruce, pk: int | None = None) -> HttpResponse:
    """Make one, or mend what is known of it."""
    user = quien(request)
    if not user.roles & cruce.escriben:
        raise PermissionDenied
    objeto = get_object_or_404(cruce.modelo, pk=pk) if pk else None
    form = cruce.form(request.POST if request.method == "POST" else None, instance=objeto)
    if request.method == "POST" and form.is_valid():
        guardado = form.save()
        messages.success(request, _("Guardado."))
        return redirect(f"{cruce.ruta}:uno", guardado.pk)
    context = {
        "titulo": str(objeto or cruce.nuevo),
        "migas": [Enlace(str(cruce.titulo), reverse(f"{cruce.ruta}:lista"))],
        "form": form,
        "cancelar_url": reverse(f"{cruce.ruta}:lista"),
    }
    return render(request, "formulario.html", context, status=422 if form.errors else 200)


def _migas(cruce: Cruce, objeto: Any) -> list[Enlace]:
    camino = [] if cruce is ACTORES else ancestros(objeto)
    return [
        Enlace(str(cruce.titulo), reverse(f"{cruce.ruta}:lista")),
        *(Enlace(str(uno), reverse(f"{cruce.ruta}:uno", args=[uno.pk])) for uno in camino),
        Enlace(str(objeto)),
    ]


def _editar_url(cruce: Cruce, user: Usuario, pk: int) -> str:
    return reverse(f"{cruce.ruta}:editar", args=[pk]) if user.roles & cruce.escriben else ""


def _contiene(cruce: Cruce, objeto: Any) -> QuerySet[Any]:
    hijos: QuerySet[Any] = objeto.integrantes.all() if cruce is ACTORES else objeto.contiene.all()
    return hijos.order_by(ClaveOrden("nombre"))
