"""The link of whoever answers for a compromiso from outside: sent again, or taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from core.models import Usuario
from core.transitions import NotAllowed
from webui import pasos
from webui.acceso import quien
from webui.pantallas import de as pantalla_de
from workflows.compromisos import actions
from workflows.compromisos.queries import Compromiso


@dataclass(frozen=True, slots=True)
class Afuera:
    """Where somebody outside is reached, and how the link is sent again or taken back."""

    correo: str
    enviar_url: str
    retirar_url: str


def de(user: Usuario, compromiso: Compromiso) -> Afuera | None:
    """For whoever follows an open one that somebody outside answers for; None otherwise."""
    if not compromiso.responsable.es_externo or compromiso.es_borrador:
        return None
    if access.can(user, "enviar_enlace", compromiso) is None:
        return None
    return Afuera(
        correo=compromiso.responsable.correo,
        enviar_url=reverse("compromisos:enviar_enlace", args=[compromiso.codigo]),
        retirar_url=reverse("compromisos:revocar_enlace", args=[compromiso.codigo]),
    )


@require_POST
def enviar(request: HttpRequest, codigo: str) -> HttpResponse:
    """Mail another one; the others open nothing any more."""
    return _hacer(request, codigo, actions.enviar_enlace, _("Le enviamos un enlace nuevo."))


@require_POST
def retirar(request: HttpRequest, codigo: str) -> HttpResponse:
    """Take back those that were mailed."""
    hecho = _("Los enlaces que se le enviaron ya no abren nada.")
    return _hacer(request, codigo, actions.revocar_enlace, hecho)


def _hacer(
    request: HttpRequest, codigo: str, accion: Callable[..., Any], hecho: str
) -> HttpResponse:
    user, pantalla = quien(request), pantalla_de(Compromiso.CLASE)
    compromiso = pasos.obtener(pantalla, request, codigo)
    if access.can(user, accion.__name__, compromiso) is None:
        raise PermissionDenied
    try:
        accion(compromiso_id=compromiso.pk, actor=user)
    except NotAllowed as refusal:
        messages.error(request, refusal.motivo)
    else:
        messages.success(request, hecho)
    return redirect(pantalla.url(codigo))
