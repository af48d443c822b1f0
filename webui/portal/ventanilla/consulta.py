"""A browser that showed code and PIN: for an hour it sees that request, and no other."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from workflows.solicitudes import pines, publico
from workflows.solicitudes.publico import AccesoPublico

SAL = "webui.portal.consulta"
View = Callable[..., HttpResponseBase]


def abrir(response: HttpResponseBase, acceso: AccesoPublico) -> None:
    """From now on this browser sees it; until the hour is over, or the PIN is another."""
    response.set_cookie(
        settings.CONSULTA_COOKIE_NAME,
        signing.dumps([acceso.pk, pines.huella(acceso)], salt=SAL),
        max_age=settings.PORTAL_CONSULTA_SEGUNDOS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def cerrar(response: HttpResponseBase) -> None:
    """It does not any more."""
    response.delete_cookie(settings.CONSULTA_COOKIE_NAME, samesite="Lax")


def leer(request: HttpRequest) -> AccesoPublico | None:
    """What this browser may see; None if nothing."""
    galleta = request.COOKIES.get(settings.CONSULTA_COOKIE_NAME, "")
    try:
        pk, huella = signing.loads(galleta, salt=SAL, max_age=settings.PORTAL_CONSULTA_SEGUNDOS)
    except signing.BadSignature:
        return None
    return publico.abrir(pk, huella)


def propia(view: View) -> View:
    """A page of the request that this browser may see; whoever may see none shows code and PIN."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        acceso = leer(request)
        if acceso is None:
            return redirect(f"{reverse('portal:consultar')}?entrar=1")
        return view(request, acceso, *args, **kwargs)

    return login_not_required(answer)
