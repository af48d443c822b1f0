"""Undo, where it is cheap: the message that says what was done has a button that takes it back.

What is needed for it travels in the page, signed, and holds for an hour for the same person. No
step of a case file is undone so: its history only grows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.models import Usuario
from webui.acceso import quien
from webui.pasos import adentro

SAL = "webui.deshacer"
SEGUNDOS = 3600
INICIO = "mi_dia:inicio"

# Takes back what `datos` say of; what is to be told, or nothing if there was nothing left to do.
Manera = Callable[[Usuario, Any], str]
_maneras: dict[str, Manera] = {}


def registrar(nombre: str, manera: Manera) -> None:
    """Make a way to undo something known; called once, where the view that does it is."""
    _maneras[nombre] = manera


def ofrecer(request: HttpRequest, dicho: str, nombre: str, datos: Any) -> None:
    """Say what was done, with a button that undoes it."""
    vale = signing.dumps([nombre, quien(request).pk, datos], salt=SAL, compress=True)
    messages.success(request, dicho, extra_tags=vale)


@require_POST
def deshacer(request: HttpRequest) -> HttpResponse:
    """Take back what the message was about."""
    user = quien(request)
    destino = adentro(request.POST.get("siguiente", "")) or INICIO
    try:
        vale = request.POST.get("vale", "").replace("\0", "")
        nombre, de_quien, datos = signing.loads(vale, salt=SAL, max_age=SEGUNDOS)
    except signing.BadSignature:
        nombre, de_quien, datos = "", None, None
    dicho = _maneras[nombre](user, datos) if nombre in _maneras and de_quien == user.pk else ""
    if dicho:
        messages.success(request, dicho)
    else:
        messages.info(request, _("Ya no hay nada que deshacer."))
    return redirect(destino)
