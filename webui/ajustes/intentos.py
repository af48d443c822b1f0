"""Attempts that were refused: from where, on which account, how many."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from webui import listas
from webui.ajustes.pantalla import administra, migas
from webui.listas import Vacia
from workflows.cruce import ataques


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """All that are kept, newest first."""
    administra(request)
    context = {
        "titulo": _("Intentos rechazados"),
        "migas": migas(),
        "page": listas.pagina(request, ataques.todos()),
        "vacia": Vacia("key", _("Ninguno"), _("Aquí se ve si alguien prueba contraseñas.")),
    }
    return render(request, "ajustes/intentos.html", context)
