"""Screens of what leaves as a sheet: at once if it is short, with its progress if it is long."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.transitions import NotAllowed
from webui import listas
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.listas import Vacia
from webui.traslados.archivo import como_archivo
from webui.traslados.listas import FILTROS
from workflows.traslados import actions, queries
from workflows.traslados.queries import Exportacion, Pedido


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """What I asked for, the last first."""
    context = {
        "titulo": _("Mis descargas"),
        "entrada": _("Las listas largas se preparan aparte y se guardan aquí unos días."),
        "page": listas.pagina(request, queries.descargas(quien(request))),
        "vacia": Vacia(
            "download",
            _("Nada por aquí"),
            _("Use «Descargar» en cualquier lista. Las cortas llegan al momento."),
        ),
    }
    return render(request, "traslados/descargas.html", context)


@require_http_methods(["GET", "POST"])
def nueva(request: HttpRequest, *, nombre: str, formato: str) -> HttpResponseBase:
    """What a list shows under this address, as a sheet; a long one is left to a worker."""
    pedido = Pedido(
        usuario=quien(request),
        lista=queries.LISTAS[nombre],
        formato=formato,
        filtro=FILTROS[nombre](request.GET).leer(),
        orden=listas.orden(request),
    )
    if request.method == "POST":
        return _pedir(request, pedido)
    cuantas = pedido.filas().count()
    if cuantas > settings.EXPORTAR_EN_LINEA:
        return _preguntar(request, pedido, cuantas)
    return como_archivo(actions.escribir(pedido), actions.nombre_de(pedido), formato)


@require_safe
def una(request: HttpRequest, pk: int) -> HttpResponse:
    """How one is getting on; while it does, the page looks again by itself."""
    descarga = _mia(request, pk)
    context = {
        "titulo": descarga.nombre,
        "migas": [Enlace(_("Mis descargas"), reverse("descargas:lista")), Enlace(descarga.nombre)],
        "traslado": descarga,
        "progreso_url": request.path,
    }
    solo = request.headers.get("HX-Target") == "progreso"
    return render(request, f"traslados/{'progreso' if solo else 'descarga'}.html", context)


@require_safe
def archivo(request: HttpRequest, pk: int) -> FileResponse:
    """The file, for whoever asked for it and nobody else."""
    descarga = _mia(request, pk)
    if not descarga.archivo:
        raise Http404
    return como_archivo(descarga.archivo.open("rb"), descarga.nombre, descarga.formato)


def _preguntar(request: HttpRequest, pedido: Pedido, cuantas: int) -> HttpResponse:
    """Say that it takes a while, before anything is begun."""
    titulo = str(pedido.lista.titulo)
    volver = f"{reverse(f'{pedido.lista.nombre}:lista')}?{request.GET.urlencode()}"
    context = {
        "titulo": _("Descargar %(lista)s") % {"lista": titulo},
        "migas": [Enlace(titulo, volver), Enlace(_("Descargar"))],
        "cuantas": cuantas,
        "volver": volver,
        "formato": pedido.formato,
    }
    return render(request, "traslados/preguntar.html", context)


def _pedir(request: HttpRequest, pedido: Pedido) -> HttpResponse:
    try:
        descarga = actions.pedir(pedido)
    except NotAllowed as refusal:
        messages.error(request, refusal.motivo)
        return redirect("descargas:lista")
    return redirect("descargas:una", descarga.pk)


def _mia(request: HttpRequest, pk: int) -> Exportacion:
    found = queries.descargas(quien(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
