"""Keeping what is typed while it is typed, and discarding what was given back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import borradores
from core.models import Usuario
from webui import deshacer
from webui.acceso import quien
from webui.borradores import hoja

DESCARTADO = "borrador"


@require_POST
def guardar(request: HttpRequest) -> HttpResponse:
    """Keep what stands in a form now; it is asked for by the page, not by the person."""
    _propia(request)
    hoja.recoger(request)
    return HttpResponse(status=204)


@require_POST
def descartar(request: HttpRequest) -> HttpResponse:
    """Begin the form anew; the message gives the text back."""
    ruta = _propia(request)
    if borradores.descartar(quien(request), ruta):
        deshacer.ofrecer(request, _("Se descartó lo que estaba escrito."), DESCARTADO, ruta)
    return redirect(ruta)


def _propia(request: HttpRequest) -> str:
    """Where the form of the token is, if it was given to whoever asks."""
    leido = hoja.leer(request.POST.get(hoja.CAMPO, ""))
    if leido is None or leido[0] != quien(request).pk:
        raise Http404
    return leido[1]


def _reponer(user: Usuario, ruta: str) -> str:
    return _("Lo que estaba escrito está otra vez.") if borradores.reponer(user, ruta) else ""


deshacer.registrar(DESCARTADO, _reponer)
