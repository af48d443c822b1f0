"""The counter: whoever presented a request and lost the PIN to follow it gets another."""

from __future__ import annotations

from allauth.core import ratelimit
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core import access
from webui import pasos
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.solicitudes.views import PANTALLA
from workflows.solicitudes import actions, publico

DEMASIADOS = 429


@never_cache
@require_http_methods(["GET", "POST"])
def pin(request: HttpRequest, codigo: str) -> HttpResponse:
    """Another PIN, said once on a slip to hand over; the one before lets nobody in any more."""
    user = quien(request)
    solicitud = pasos.obtener(PANTALLA, request, codigo)
    if access.can(user, "dar_pin", solicitud) is None:
        raise PermissionDenied
    titulo, status = _("Dar otro PIN"), 200
    context = {
        "titulo": titulo,
        "caso": solicitud,
        "volver": PANTALLA.url(codigo),
        "migas": [
            Enlace(str(PANTALLA.titulo), PANTALLA.url_lista()),
            Enlace(codigo, PANTALLA.url(codigo)),
            Enlace(titulo),
        ],
    }
    if request.method == "POST":
        # Whoever is at the counter cannot go through the requests of the whole town.
        if ratelimit.consume(request, action="ventanilla_pin", key=solicitud.codigo):
            recibida = actions.dar_pin(solicitud_id=solicitud.pk, actor=user)
            context["pin"] = publico.decir_pin(recibida.pin)
        else:
            context["demasiados"], status = True, DEMASIADOS
    return render(request, "solicitudes/pin.html", context, status=status)
