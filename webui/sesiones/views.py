"""Where I am in, what happened to my account, and letting in who lost the second factor."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import navegadores
from core.models import Usuario
from webui import listas
from webui.acceso import desde, quien
from webui.components.formas import Enlace
from webui.guardar import guardar
from webui.listas import Vacia
from webui.sesiones.forms import ReponerForm
from workflows.cruce import accesos


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """Where I am in now, and what happened to my account."""
    user = quien(request)
    context = {
        "titulo": _("Mis sesiones"),
        "sesiones": [_sesion(una, request) for una in accesos.sesiones(user)],
        "page": listas.pagina(request, accesos.historia(user)),
        "vacia": Vacia("key", _("Todavía nada"), _("Aquí queda desde dónde se entra.")),
    }
    return render(request, "sesiones/lista.html", context)


def _sesion(una: UserSession, request: HttpRequest) -> dict[str, Any]:
    return {
        "pk": una.pk,
        "navegador": navegadores.decir(una.user_agent) or _("Otro navegador"),
        "ip": una.ip,
        "desde": una.created_at,
        "vista": una.last_seen_at,
        "esta": una.session_key == request.session.session_key,
    }


@require_POST
@reauthentication_required
def cerrar(request: HttpRequest, pk: int) -> HttpResponse:
    """End one session of mine; it is over with its next request."""
    try:
        accesos.cerrar_sesion(quien(request), pk, desde=desde(request))
    except UserSession.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("La sesión está cerrada."))
    return redirect("sesiones:lista")


@require_POST
@reauthentication_required
def cerrar_las_demas(request: HttpRequest) -> HttpResponse:
    """End every session of mine but this one."""
    actual = request.session.session_key
    cerradas = accesos.cerrar_las_demas(quien(request), actual, desde=desde(request))
    texto = ngettext("%(n)d sesión cerrada.", "%(n)d sesiones cerradas.", cerradas)
    messages.success(request, texto % {"n": cerradas})
    return redirect("sesiones:lista")


@require_http_methods(["GET", "POST"])
@reauthentication_required
def reponer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the second factor away from who lost it: an administrator's, with a reason."""
    user = quien(request)
    if "administrador" not in user.roles:
        raise PermissionDenied
    usuario = get_object_or_404(Usuario, pk=pk, es_sistema=False)
    volver = reverse("ajustes:persona", args=[pk])

    def hacer(datos: dict[str, Any]) -> str:
        accesos.quitar_segundo_paso(usuario=usuario, actor=user, **datos)
        return volver

    return guardar(
        request,
        ReponerForm(request.POST or None),
        titulo=_("Quitar el segundo paso de %(persona)s") % {"persona": usuario},
        entrada=_("Entrará con su contraseña y hará otro. Sus sesiones se cierran y se le avisa."),
        migas=[Enlace(str(usuario), volver)],
        volver=volver,
        hacer=hacer,
        enviar=_("Quitarlo"),
        hecho=_("Quitado. Se le avisó por correo."),
    )
