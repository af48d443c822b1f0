"""Screens of metas intermedias: those of every meta in one list, the page of one, its forms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import access
from webui import listas, objeto, pasos
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.listas import Vacia
from webui.metas.actos import actuar, editable
from webui.metas.encargos import encargos
from webui.metas.forms_intermedias import IntermediasFiltro
from webui.metas.pantallas import INTERMEDIA, INTERMEDIA_ALTA, INTERMEDIA_EDICION, META
from webui.tandas import views as tandas
from webui.tandas.elegibles import Casos
from webui.vistas import guardadas
from webui.vistas import views as vistas
from workflows.comunicacion.queries import Pieza
from workflows.metas import queries

LISTA = "intermedias:lista"
guardadas.registrar(LISTA, INTERMEDIA.titulo, IntermediasFiltro)


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """The parts of every meta one may see, each with its light."""
    filtros = IntermediasFiltro(request.GET)
    partes = queries.partes(quien(request), filtros.leer(), listas.orden(request))
    page = listas.pagina(request, partes)
    for mi in page:
        mi.semaforo = queries.luz_intermedia(mi)
    context = {
        "titulo": INTERMEDIA.titulo,
        "entrada": _("Las partes de todas las metas: quién responde por cada una, y para cuándo."),
        "filtro": filtros,
        "page": page,
        "vacia": _vacia(filtros),
    }
    context |= tandas.barra(request, Casos(INTERMEDIA), page) | vistas.barra(request, LISTA)
    return render(request, "metas/intermedias.html", context)


@require_safe
def una(request: HttpRequest, codigo: str) -> HttpResponse:
    """The page of one meta intermedia."""
    mi = pasos.obtener(INTERMEDIA, request, codigo)
    context = objeto.contexto(request, INTERMEDIA, mi) | encargos(mi, quien(request))
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
def nueva(request: HttpRequest, codigo: str) -> HttpResponse:
    """Add a milestone to the plan of a meta."""
    meta = editable(request, META, codigo, INTERMEDIA_ALTA)
    return actuar(request, INTERMEDIA_ALTA, meta, str(INTERMEDIA_ALTA.titulo), META.url(codigo))


@require_http_methods(["GET", "POST"])
def editar(request: HttpRequest, codigo: str) -> HttpResponse:
    """Change a milestone, while its meta is being programmed."""
    mi = editable(request, INTERMEDIA, codigo, INTERMEDIA_EDICION)
    despues = META.url(mi.meta.codigo)
    return actuar(request, INTERMEDIA_EDICION, mi, mi.titulo, INTERMEDIA.url(codigo), despues)


def _vacia(filtros: IntermediasFiltro) -> Vacia:
    if filtros.activo():
        return Vacia("search", _("Nada con esos filtros"), _("Quite alguno para ver más."))
    texto = _("Cada meta se programa en partes; todas aparecen aquí.")
    return Vacia(INTERMEDIA.icono, _("Todavía no hay metas intermedias"), texto)
