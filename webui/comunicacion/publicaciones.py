"""Screens of publications: what is on its way, what is out, what needs a person."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from core import access
from webui import listas, pasos
from webui.acceso import quien
from webui.comunicacion.forms_publicaciones import SALIDAS, PublicacionesFiltro
from webui.comunicacion.piezas import PANTALLA
from webui.comunicacion.salidas_en_tanda import SALIDAS_EN_TANDA, rotulo
from webui.listas import Vacia
from webui.tandas import views as tandas
from webui.vistas import guardadas
from webui.vistas import views as vistas
from workflows.comunicacion import queries
from workflows.comunicacion.queries import Pieza

LISTA = "publicaciones:lista"
guardadas.registrar(LISTA, gettext_lazy("Publicaciones"), PublicacionesFiltro)


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """What is on its way, what is out, what needs a person."""
    user = quien(request)
    filtro = PublicacionesFiltro(request.GET)
    found = queries.publicaciones(user, filtro.leer(), listas.orden(request))
    page = listas.pagina(request, found)
    for publicacion in page:
        publicacion.se_reintenta = queries.se_reintenta(publicacion)
        publicacion.que_paso = queries.que_paso(publicacion)
        publicacion.rotulo = rotulo(publicacion)
    context = {
        "titulo": _("Publicaciones"),
        "filtro": filtro,
        "page": page,
        "opera": access.can(user, "reintentar", Pieza),
        "decide": access.can(user, "decidir", Pieza),
        "vacia": Vacia("send", _("Nada por aquí"), _("Lo aprobado aparece aquí canal por canal.")),
    }
    context |= tandas.barra(request, SALIDAS_EN_TANDA, page) | vistas.barra(request, LISTA)
    return render(request, "publicaciones/lista.html", context)


@require_http_methods(["GET", "POST"])
def resolver(request: HttpRequest, pk: int, verbo: str) -> HttpResponse:
    """Try again what failed, or say whether a post in doubt is out: as any step of its piece."""
    user = quien(request)
    publicacion = queries.publicaciones(user).filter(pk=pk).first()
    if publicacion is None:
        raise Http404
    pieza = pasos.obtener(PANTALLA, request, publicacion.expediente.codigo)
    step = queries.paso(publicacion, pieza, verbo, user)
    return pasos.dar(request, PANTALLA, pieza, step, SALIDAS[verbo], publicacion=publicacion)
