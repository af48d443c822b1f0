"""Screens of metas: the board, the sheet, programming and updating."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import access
from core.models import Usuario
from webui import listas, objeto, pasos
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.guardar import guardar
from webui.listas import Vacia
from webui.metas.forms import MetaForm, MetasFiltro
from webui.metas.pantallas import (
    INDICADOR,
    INTERMEDIA,
    INTERMEDIA_ALTA,
    INTERMEDIA_EDICION,
    MEDIR,
    META,
    META_ALTA,
    META_EDICION,
)
from webui.pantallas import Acto, Pantalla
from webui.tandas import views as tandas
from webui.vistas import guardadas
from webui.vistas import views as vistas
from workflows.compromisos.queries import Compromiso, nacidos_de
from workflows.comunicacion.queries import Pieza
from workflows.metas import queries
from workflows.metas.queries import Meta, MetaIntermedia

LISTA = "metas:lista"
guardadas.registrar(LISTA, META.titulo, MetasFiltro)


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """The board: every meta with its light, its reasons and its progress."""
    user = quien(request)
    filtros = MetasFiltro(request.GET)
    filtro = filtros.leer()
    page = listas.pagina(request, queries.lista(user, filtro, listas.orden(request)))
    page.object_list = queries.filas(page.object_list)
    context = {
        "titulo": META.titulo,
        "filtro": filtros,
        "page": page,
        "balance": queries.balance(user, filtro),
        "nuevo_url": reverse("metas:nueva") if access.can(user, "crear", Meta) else "",
        "nuevo": _("Nueva meta"),
        "vacia": _vacia(filtros, user),
    }
    context |= tandas.barra(request, META, page) | vistas.barra(request, LISTA)
    return render(request, "metas/lista.html", context)


@require_safe
def una(request: HttpRequest, codigo: str) -> HttpResponse:
    """The sheet of a meta."""
    user = quien(request)
    meta = pasos.obtener(META, request, codigo)
    (fila,) = queries.filas([meta])
    editable = access.can(user, "editar", meta) is not None
    context = (
        objeto.contexto(request, META, meta)
        | _encargos(meta, user)
        | {
            "fila": fila,
            "intermedias": [
                (mi, queries.luz_intermedia(mi)) for mi in queries.intermedias_de(meta, user)
            ],
            "reportes": queries.reportes(meta)[:5],
            "indicador": getattr(meta, "indicador", None),
            "editar_url": reverse("metas:editar", args=[codigo]) if editable else "",
            "programable": editable,
            "agrega": access.can(user, "agregar_intermedia", meta),
            "mide": access.can(user, "medir", meta),
        }
    )
    return objeto.mostrar(request, "metas/una.html", context)


@require_safe
def intermedia(request: HttpRequest, codigo: str) -> HttpResponse:
    """The page of one meta intermedia."""
    mi = pasos.obtener(INTERMEDIA, request, codigo)
    context = objeto.contexto(request, INTERMEDIA, mi) | _encargos(mi, quien(request))
    context["migas"] = [
        Enlace(str(META.titulo), META.url_lista()),
        Enlace(mi.meta.codigo, META.url(mi.meta.codigo)),
        Enlace(codigo),
    ]
    user = quien(request)
    editable = access.can(user, "editar", mi) is not None
    context["editar_url"] = reverse("intermedias:editar", args=[codigo]) if editable else ""
    escribe = access.can(user, "crear", Pieza) and queries.oportunidades(user).filter(pk=mi.pk)
    context["escribir_url"] = f"{reverse('piezas:nueva')}?origen={codigo}" if escribe else ""
    return objeto.mostrar(request, "metas/intermedia.html", context)


@require_http_methods(["GET", "POST"])
def nueva(request: HttpRequest) -> HttpResponse:
    """Propose a meta."""
    user = quien(request)
    if access.can(user, META_ALTA.verbo, Meta) is None:
        raise PermissionDenied
    form = MetaForm(request.POST or None, initial=META_ALTA.inicial(user, request.GET))
    return _guardar(
        request,
        form,
        titulo=str(META_ALTA.titulo),
        volver=META.url_lista(),
        hacer=lambda datos: META.url(META_ALTA.hacer(user, None, datos).codigo),
    )


@require_http_methods(["GET", "POST"])
def editar(request: HttpRequest, codigo: str) -> HttpResponse:
    """Change what a meta says of itself, while it is being programmed."""
    meta = _editable(request, META, codigo, META_EDICION)
    return _actuar(request, META_EDICION, meta, meta.titulo, META.url(codigo))


@require_http_methods(["GET", "POST"])
def nueva_intermedia(request: HttpRequest, codigo: str) -> HttpResponse:
    """Add a milestone to the plan of a meta."""
    meta = _editable(request, META, codigo, INTERMEDIA_ALTA)
    return _actuar(request, INTERMEDIA_ALTA, meta, str(INTERMEDIA_ALTA.titulo), META.url(codigo))


@require_http_methods(["GET", "POST"])
def editar_intermedia(request: HttpRequest, codigo: str) -> HttpResponse:
    """Change a milestone, while its meta is being programmed."""
    mi = _editable(request, INTERMEDIA, codigo, INTERMEDIA_EDICION)
    despues = META.url(mi.meta.codigo)
    return _actuar(request, INTERMEDIA_EDICION, mi, mi.titulo, INTERMEDIA.url(codigo), despues)


@require_http_methods(["GET", "POST"])
def indicador(request: HttpRequest, codigo: str) -> HttpResponse:
    """Define the indicator of a meta."""
    meta = _editable(request, META, codigo, INDICADOR)
    return _actuar(request, INDICADOR, meta, str(INDICADOR.titulo), META.url(codigo))


@require_http_methods(["GET", "POST"])
def medir(request: HttpRequest, codigo: str) -> HttpResponse:
    """Write down a new value of the indicator."""
    meta = _editable(request, META, codigo, MEDIR)
    return _actuar(request, MEDIR, meta, str(MEDIR.titulo), META.url(codigo))


def _encargos(caso: Meta | MetaIntermedia, user: Usuario) -> dict[str, Any]:
    """What was given out so that it is met, and where more is."""
    encarga = not caso.cerrado and access.can(user, "crear", Compromiso)
    return {
        "encargos": nacidos_de(caso, user),
        "encargar_url": f"{reverse('compromisos:nuevo')}?origen={caso.codigo}" if encarga else "",
    }


def _vacia(filtros: MetasFiltro, user: Usuario) -> Vacia:
    if filtros.activo():
        return Vacia("search", _("Nada con esos filtros"), _("Quite alguno para ver más."))
    titulo = _("Todavía no hay metas")
    texto = _("Aquí verá lo que el gobierno se propuso lograr, cómo va y qué le preocupa.")
    if access.can(user, "crear", Meta):
        return Vacia(META.icono, titulo, texto, _("Proponer la primera"), reverse("metas:nueva"))
    return Vacia(META.icono, titulo, texto)


def _editable(request: HttpRequest, pantalla: Pantalla, codigo: str, acto: Acto) -> Any:
    caso: Meta | MetaIntermedia = pasos.obtener(pantalla, request, codigo)
    if access.can(quien(request), acto.verbo, caso) is None:
        raise PermissionDenied
    return caso


def _actuar(
    request: HttpRequest, acto: Acto, caso: Any, titulo: str, volver: str, despues: str = ""
) -> HttpResponse:
    """The form of an act about `caso`; it leads on to `despues`, or back to `volver`."""

    def hacer(datos: dict[str, Any]) -> str:
        acto.hacer(quien(request), caso, datos)
        return despues or volver

    form = acto.form(request.POST or None, caso=caso)  # type: ignore[call-arg]
    return _guardar(request, form, titulo, volver, hacer)


def _guardar(
    request: HttpRequest,
    form: Form,
    titulo: str,
    volver: str,
    hacer: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    migas = [Enlace(str(META.titulo), META.url_lista()), Enlace(titulo)]
    return guardar(request, form, titulo=titulo, migas=migas, volver=volver, hacer=hacer)
