"""The bell: what a person was told."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.models import Usuario
from notifiers import inbox
from webui import deshacer, listas
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.listas import Vacia

LEIDAS = "avisos"


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """Everything one was told, newest first, or only what is unread."""
    user = quien(request)
    solo = request.GET.get("ver") != "todas"
    context = {
        "titulo": _("Avisos"),
        "page": listas.pagina(request, inbox.lista(user, solo_sin_leer=solo)),
        "sin_leer": inbox.sin_leer(user),
        "vistas": [
            Enlace(_("Sin leer"), "?", count=inbox.sin_leer(user), current=solo),
            Enlace(_("Todos"), "?ver=todas", current=not solo),
        ],
        "vacia": Vacia("bell", _("Está al día"), _("Aquí le avisamos de lo que le toca.")),
    }
    return render(request, "notificaciones/lista.html", context)


@require_safe
def campana(request: HttpRequest) -> HttpResponse:
    """The number on the bell, asked for every minute."""
    cuenta = inbox.sin_leer(quien(request))
    return render(request, "notificaciones/campana.html", {"cuenta": cuenta})


@require_POST
def leer(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one as read and go to what it speaks of."""
    user = quien(request)
    aviso = inbox.lista(user).filter(pk=pk).first()
    if aviso is None:
        raise Http404
    inbox.marcar_leida(user, pk)
    return redirect(aviso.ruta or "notificaciones:lista")


@require_POST
def leer_todas(request: HttpRequest) -> HttpResponse:
    """Mark all of them as read; the message takes it back."""
    momento = clock.now()
    if cuantas := inbox.marcar_todas(quien(request), momento):
        dicho = ngettext("%(n)d aviso leído.", "%(n)d avisos leídos.", cuantas) % {"n": cuantas}
        deshacer.ofrecer(request, dicho, LEIDAS, momento.isoformat())
    return redirect("notificaciones:lista")


def _sin_leer_otra_vez(user: Usuario, momento: str) -> str:
    cuantas = inbox.desmarcar(user, datetime.fromisoformat(momento))
    return _("Están sin leer otra vez.") if cuantas else ""


deshacer.registrar(LEIDAS, _sin_leer_otra_vez)
