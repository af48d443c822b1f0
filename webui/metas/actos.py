"""The forms that make or change a meta or a part of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse

from core import access
from webui import pasos
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.guardar import guardar
from webui.metas.pantallas import META
from webui.pantallas import Acto, Pantalla
from workflows.metas.queries import Meta, MetaIntermedia


def editable(request: HttpRequest, pantalla: Pantalla, codigo: str, acto: Acto) -> Any:
    """The case, if this person may do `acto` to it; 404 and 403 otherwise."""
    caso: Meta | MetaIntermedia = pasos.obtener(pantalla, request, codigo)
    if access.can(quien(request), acto.verbo, caso) is None:
        raise PermissionDenied
    return caso


def actuar(
    request: HttpRequest, acto: Acto, caso: Any, titulo: str, volver: str, despues: str = ""
) -> HttpResponse:
    """The form of an act about `caso`; it leads on to `despues`, or back to `volver`."""

    def hacer(datos: dict[str, Any]) -> str:
        acto.hacer(quien(request), caso, datos)
        return despues or volver

    form = acto.form(request.POST or None, caso=caso)  # type: ignore[call-arg]
    return formulario(request, form, titulo, volver, hacer)


def formulario(
    request: HttpRequest,
    form: Form,
    titulo: str,
    volver: str,
    hacer: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """A form under the list of metas."""
    migas = [Enlace(str(META.titulo), META.url_lista()), Enlace(titulo)]
    return guardar(request, form, titulo=titulo, migas=migas, volver=volver, hacer=hacer)
