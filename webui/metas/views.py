"""Screens of metas: the board, the sheet, programming and updating."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import access
from core.models import Usuario
from webui import listas, objeto, pasos
from webui.acceso import quien
from webui.listas import Vacia
from webui.metas.actos import actuar, editable, formulario
from webui.metas.encargos import encargos
from webui.metas.forms import MetaForm, MetasFiltro
from webui.metas.pantallas import INDICADOR, MEDIR, META, META_ALTA, META_EDICION
from webui.tandas import views as tandas
from webui.tandas.elegibles import Casos
from webui.vistas import guardadas
from webui.vistas import views as vistas
from workflows.metas import queries
from workflows.metas.queries import Meta

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
    context |= tandas.barra(request, Casos(META), page) | vistas.barra(request, LISTA)
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
        | encargos(meta, user)
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


@require_http_methods(["GET", "POST"])
def nueva(request: HttpRequest) -> HttpResponse:
    """Propose a meta."""
    user = quien(request)
    if access.can(user, META_ALTA.verbo, Meta) is None:
        raise PermissionDenied
    form = MetaForm(request.POST or None, initial=META_ALTA.inicial(user, request.GET))
    return formulario(
        request,
        form,
        titulo=str(META_ALTA.titulo),
        volver=META.url_lista(),
        hacer=lambda datos: META.url(META_ALTA.hacer(user, None, datos).codigo),
    )


@require_http_methods(["GET", "POST"])
def editar(request: HttpRequest, codigo: str) -> HttpResponse:
    """Change what a meta says of itself, while it is being programmed."""
    meta = editable(request, META, codigo, META_EDICION)
    return actuar(request, META_EDICION, meta, meta.titulo, META.url(codigo))


@require_http_methods(["GET", "POST"])
def indicador(request: HttpRequest, codigo: str) -> HttpResponse:
    """Define the indicator of a meta."""
    meta = editable(request, META, codigo, INDICADOR)
    return actuar(request, INDICADOR, meta, str(INDICADOR.titulo), META.url(codigo))


@require_http_methods(["GET", "POST"])
def medir(request: HttpRequest, codigo: str) -> HttpResponse:
    """Write down a new value of the indicator."""
    meta = editable(request, META, codigo, MEDIR)
    return actuar(request, MEDIR, meta, str(MEDIR.titulo), META.url(codigo))


def _vacia(filtros: MetasFiltro, user: Usuario) -> Vacia:
    if filtros.activo():
        return Vacia("search", _("Nada con esos filtros"), _("Quite alguno para ver más."))
    titulo = _("Todavía no hay metas")
    texto = _("Aquí verá lo que el gobierno se propuso lograr, cómo va y qué le preocupa.")
    if access.can(user, "crear", Meta):
        return Vacia(META.icono, titulo, texto, _("Proponer la primera"), reverse("metas:nueva"))
    return Vacia(META.icono, titulo, texto)
