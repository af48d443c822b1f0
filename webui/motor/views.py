"""The engine: what waits, what is stuck and why, and how its routines turn."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core import vueltas
from core.models import Usuario
from notifiers import claims
from webui import listas
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.listas import Vacia
from webui.motor import vista
from workflows.cruce import motor

CORREOS = 10
"""How many mails that did not arrive are shown; the administration shows all."""


@require_safe
def inicio(request: HttpRequest) -> HttpResponse:
    """How all of it goes; asked again every half minute, without what stands around it."""
    user = _administra(request)
    with connection.cursor() as cursor:
        medida = motor.medir(cursor, sandbox=settings.SANDBOX)
    hallados = motor.problemas(medida, tarde=settings.MOTOR_TARDE_SEGUNDOS)
    fallidas = claims.fallidas()
    context: dict[str, Any] = {
        "titulo": _("Motor"),
        "visto": medida.ahora,
        "luz": vista.luz(hallados),
        "problemas": [vista.problema(uno, user) for uno in hallados],
        "colas": [vista.cola(medida, una, hallados) for una in medida.colas],
        "rutinas": [vista.rutina(medida, una) for una in medida.rutinas],
        "cuentas": [vista.cuenta(una) for una in medida.cuentas],
        "senales": vista.senales(medida),
        "ritmo": vista.ritmo(medida),
        "correos": fallidas[:CORREOS] if medida.entregas_fallidas else [],
        "correos_fallidos": medida.entregas_fallidas,
    }
    solo = request.headers.get("HX-Target") == "motor"
    return render(request, "motor/vivo.html" if solo else "motor/inicio.html", context)


@require_safe
def rutina(request: HttpRequest, nombre: str) -> HttpResponse:
    """The runs of one routine, the last one first."""
    _administra(request)
    if nombre not in motor.RUTINAS:
        raise Http404
    context = {
        "titulo": vista.nombre(nombre),
        "entrada": _(
            "Las que terminaron bien se olvidan a las dos horas; las demás, a los 30 días."
        ),
        "migas": [Enlace(_("Motor"), reverse("motor:inicio")), Enlace(vista.nombre(nombre))],
        "page": listas.pagina(request, vueltas.de(nombre)),
        "vacia": Vacia("history", _("Todavía no ha dado ninguna vuelta"), ""),
    }
    return render(request, "motor/rutina.html", context)


@require_POST
def reintentar(request: HttpRequest, pk: int) -> HttpResponse:
    """Try again a mail that did not arrive."""
    _administra(request)
    if claims.reintentar([pk]):
        messages.success(request, _("En camino otra vez."))
    else:
        messages.info(request, _("Ese correo ya no espera por nadie."))
    return redirect("motor:inicio")


@require_POST
def reintentar_todos(request: HttpRequest) -> HttpResponse:
    """Try again all mails that did not arrive."""
    _administra(request)
    cuantos = claims.reintentar(claims.fallidas().values_list("pk", flat=True))
    dicho = ngettext("%(n)d correo en camino.", "%(n)d correos en camino.", cuantos)
    messages.success(request, dicho % {"n": cuantos})
    return redirect("motor:inicio")


def _administra(request: HttpRequest) -> Usuario:
    """Who asks, if the systems are that person's business; 403 otherwise."""
    user = quien(request)
    if not user.is_staff:
        raise PermissionDenied
    return user
