"""One step of one case file, taken from the link of a mail.

Nothing is done by looking at it: programs that read mail before people do open every link. There is
no session, so no token against forgery either: who has the address has the permission.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.transitions import NotAllowed
from notifiers import pases
from notifiers.mensajes import Boton
from notifiers.models import PaseUsado
from notifiers.pases import Pase
from webui import pantallas
from webui.adjuntos.views import servir
from webui.pases import encargo
from webui.pases.pagina import abrir, archivos, no, paso_de, tomar_o_mostrar

RITMO = "pase"
View = Callable[..., HttpResponseBase]


def del_correo(view: View) -> View:
    """A view for whoever a mail was written to; sent to at the pace of a person."""

    @wraps(view)
    def answer(request: HttpRequest, token: str, **rest: Any) -> HttpResponseBase:
        if not ratelimit.consume(request, action=RITMO):
            texto = _("Espere un minuto y vuelva a intentarlo. No se guardó ningún cambio.")
            return no(request, texto, HTTPStatus.TOO_MANY_REQUESTS)
        return view(request, request.pase, **rest)  # type: ignore[attr-defined]

    return login_not_required(csrf_exempt(answer))


@del_correo
@require_http_methods(["GET", "HEAD", "POST"])
def dar(request: HttpRequest, pase: Pase | None) -> HttpResponse:
    """Show what the step is about and what it asks for, or take it; or say why it cannot be."""
    if pase is None:
        return no(request, _("El enlace no está completo, o nadie lo dio."), HTTPStatus.NOT_FOUND)
    if pase.es_de_externo:
        return encargo.ver(request, pase)
    if usado := pase.usado():
        return _ya(request, pase, usado)
    try:
        pantalla, caso = abrir(pase)
        step = paso_de(caso, pase, pase.verbo)
    except NotAllowed as refusal:
        return no(request, refusal.motivo, HTTPStatus.GONE, pase)
    return tomar_o_mostrar(request, pase, pantalla, caso, step)


@del_correo
@require_http_methods(["GET", "HEAD", "POST"])
def paso(request: HttpRequest, pase: Pase | None, verbo: str) -> HttpResponse:
    """One of the steps that somebody outside may take; for the others' links there is none."""
    if pase is None or not pase.es_de_externo:
        raise Http404
    return encargo.dar(request, pase, verbo)


@del_correo
@require_http_methods(["GET", "HEAD", "POST"])
def adjuntar(request: HttpRequest, pase: Pase | None) -> HttpResponse:
    """Files that somebody outside adds."""
    if pase is None or not pase.es_de_externo:
        raise Http404
    return encargo.adjuntar(request, pase)


@del_correo
@require_safe
def archivo(request: HttpRequest, pase: Pase | None, pk: int) -> FileResponse:
    """A file of the case file that the link is about, as long as the link serves."""
    if pase is None or pase.usado():
        raise Http404
    try:
        _pantalla, caso = abrir(pase)
        if pase.verbo:
            paso_de(caso, pase, pase.verbo)
    except NotAllowed:
        raise Http404 from None
    found = archivos(caso, pase).filter(pk=pk).first()
    if found is None:
        raise Http404
    return servir(found)


def _ya(request: HttpRequest, pase: Pase, usado: PaseUsado) -> HttpResponse:
    """It was taken: what that did, and when."""
    expediente = pase.notificacion.expediente
    pantalla = pantallas.de(expediente.clase)  # type: ignore[union-attr]
    context = {
        "titulo": _("Hecho"),
        "hecho": pantalla.pasos[pase.verbo].hecho,
        "momento": usado.momento,
        "expediente": expediente,
        "siguientes": _siguientes(pase, usado),
        "hasta": clock.local(pase.hasta).date(),
    }
    return render(request, "pases/ya.html", context)


def _siguientes(pase: Pase, usado: PaseUsado) -> list[Boton]:
    """What can be done next without logging in; nothing once the link opens the case no more."""
    try:
        _pantalla, caso = abrir(pase)
    except NotAllowed:
        return []
    return pases.siguientes(pase, usado, caso)
