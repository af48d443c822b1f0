"""The areas, with their heads, and the posts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import organigrama
from core.models import Area, Cargo
from core.texto import ClaveOrden, contiene
from webui import listas
from webui.ajustes.forms_personas import AreaForm, BuscarForm, CargoForm
from webui.ajustes.pantalla import (
    Hecho,
    administra,
    enviado,
    guardar,
    hacer_y_volver,
    migas,
    visto,
)
from webui.components.formas import Enlace
from webui.listas import Vacia


@dataclass(frozen=True, slots=True)
class Parte:
    """One of the two: how it is called, its form, and the actions that change it."""

    modelo: type[Model]
    clave: str
    lista: str
    titulo: str | Promise
    nueva: str | Promise
    form: type[Any]
    crear: Callable[..., Model]
    editar: Callable[..., Model]
    quitar: Callable[..., None]
    relacionados: tuple[str, ...] = ()


AREAS = Parte(
    Area,
    "area",
    "areas",
    gettext_lazy("Áreas"),
    gettext_lazy("Nueva área"),
    AreaForm,
    organigrama.crear_area,
    organigrama.editar_area,
    organigrama.quitar_area,
    ("superior", "jefe"),
)
CARGOS = Parte(
    Cargo,
    "cargo",
    "cargos",
    gettext_lazy("Cargos"),
    gettext_lazy("Nuevo cargo"),
    CargoForm,
    organigrama.crear_cargo,
    organigrama.editar_cargo,
    organigrama.quitar_cargo,
)


@require_safe
def lista(request: HttpRequest, *, parte: Parte) -> HttpResponse:
    """All of them, with how many people each has."""
    administra(request)
    filtro = BuscarForm(request.GET)
    filtro.is_valid()
    todas = parte.modelo._default_manager.select_related(*parte.relacionados)
    if q := filtro.cleaned_data.get("q"):
        todas = contiene(todas, q, "nombre")
    todas = todas.annotate(personas=Count("usuario")).order_by(ClaveOrden("nombre"), "pk")
    nueva_url = reverse(f"ajustes:{parte.clave}_nueva")
    context = {
        "titulo": parte.titulo,
        "migas": migas(),
        "filtro": filtro,
        "parte": parte,
        "una": f"ajustes:{parte.clave}",
        "page": listas.pagina(request, todas),
        "nuevo": parte.nueva,
        "nuevo_url": nueva_url,
        "vacia": Vacia(
            "building-community",
            _("Nada por aquí"),
            _("Lo que se registre aquí se podrá elegir en cada persona."),
            str(parte.nueva),
            nueva_url,
        ),
    }
    return render(request, "ajustes/partes.html", context)


@require_http_methods(["GET", "POST"])
def nueva(request: HttpRequest, *, parte: Parte) -> HttpResponse:
    """One more."""
    user = administra(request)

    def hacer(datos: dict[str, Any]) -> Hecho:
        parte.crear(actor=user, campos=datos)
        return Hecho(reverse(f"ajustes:{parte.lista}"))

    return _formulario(request, parte, parte.form(enviado(request)), str(parte.nueva), hacer)


@require_http_methods(["GET", "POST"])
def una(request: HttpRequest, *, parte: Parte, **clave: int) -> HttpResponse:
    """Change one."""
    user = administra(request)
    objeto = get_object_or_404(parte.modelo._default_manager, pk=clave[parte.clave])
    titulo = str(objeto)
    form = parte.form(enviado(request), instance=objeto)

    def hacer(datos: dict[str, Any]) -> Hecho:
        suya = {f"{parte.clave}_id": objeto.pk}
        parte.editar(**suya, actor=user, campos=datos, visto=visto(form))
        return Hecho(reverse(f"ajustes:{parte.lista}"))

    return _formulario(
        request,
        parte,
        form,
        titulo,
        hacer,
        objeto=objeto,
        plantilla="ajustes/parte.html",
        quitar_url=reverse(f"ajustes:{parte.clave}_quitar", args=[objeto.pk]),
    )


@require_POST
def quitar(request: HttpRequest, *, parte: Parte, **clave: int) -> HttpResponse:
    """Take one away; refused while somebody or something depends on it."""
    user = administra(request)
    objeto = get_object_or_404(parte.modelo._default_manager, pk=clave[parte.clave])
    return hacer_y_volver(
        request,
        lambda: parte.quitar(**{f"{parte.clave}_id": objeto.pk}, actor=user),
        _("Quitado."),
        reverse(f"ajustes:{parte.lista}"),
    )


def _formulario(
    request: HttpRequest, parte: Parte, form: Any, titulo: str, hacer: Any, **mas: Any
) -> HttpResponse:
    volver = reverse(f"ajustes:{parte.lista}")
    return guardar(
        request,
        form,
        titulo=titulo,
        migas=migas(Enlace(str(parte.titulo), volver)),
        volver=volver,
        hacer=hacer,
        **mas,
    )
