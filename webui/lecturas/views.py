"""Who read what is reserved without taking part in it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import access
from core.models import Expediente
from webui import listas
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.lecturas.forms import LecturasFiltro
from webui.listas import Vacia
from webui.pantallas import de
from workflows.cruce import lecturas


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """Every reading, with the codes only: whoever watches may not see what was read."""
    if not lecturas.vigila(quien(request)):
        raise PermissionDenied
    filtro = LecturasFiltro(request.GET)
    context = {
        "titulo": _("Lecturas reservadas"),
        "page": listas.pagina(request, lecturas.todas(filtro.leer())),
        "filtro": filtro,
        "vacia": _vacia(),
        "con_codigo": True,
    }
    return render(request, "lecturas/lista.html", context)


@require_safe
def de_uno(request: HttpRequest, codigo: str) -> HttpResponse:
    """Who read one case file, for those to whom it belongs."""
    user = quien(request)
    visibles = access.scope(Expediente.objects.all(), user)
    expediente = visibles.filter(codigo=codigo.upper()).first()
    if expediente is None or not lecturas.las_ve(user, expediente):
        raise Http404
    pantalla = de(expediente.clase)
    context = {
        "titulo": _("Quién leyó %(codigo)s") % {"codigo": expediente.codigo},
        "migas": [
            Enlace(str(pantalla.titulo), pantalla.url_lista()),
            Enlace(expediente.codigo, pantalla.url(expediente.codigo)),
            Enlace(_("Quién lo leyó")),
        ],
        "page": listas.pagina(request, lecturas.de_expediente(expediente)),
        "vacia": _vacia(),
    }
    return render(request, "lecturas/lista.html", context)


def _vacia() -> Vacia:
    return Vacia("eye", _("Nadie"), _("Solo lo leyeron quienes participan."))
