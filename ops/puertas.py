"""Who comes in: the browser that is known again, and the second factor that a role demands."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from core.models import Usuario
from ops import accounts
from webui.acceso import desde
from webui.portal import urls as portal
from workflows.cruce import accesos

Next = Callable[[HttpRequest], HttpResponse]

# What is open to who still has to make one.
SIN_SEGUNDO_PASO = frozenset(
    {"account_logout", "account_reauthenticate", "set_language", "salud", "salud_motor", "metrics"}
)
PARA_HACERLO = "mfa_"
# Whose operations ask for a key, and refuse that of such a person by themselves.
CON_CLAVE = "api"


def mismo_equipo(following: Next) -> Next:
    """Know a browser again by a cookie, and have its person told of one that is new."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = following(request)
        user = getattr(request, accounts.ENTRO, None)
        if isinstance(user, Usuario):
            known = accounts.browser_of(request)
            equipo = accesos.entrar(user, equipo=known, desde=desde(request))
            _recordar(response, equipo)
        return response

    return answer


def _recordar(response: HttpResponse, equipo: str) -> None:
    response.set_signed_cookie(
        settings.EQUIPO_COOKIE_NAME,
        equipo,
        salt=accounts.SALT,
        max_age=settings.EQUIPO_COOKIE_AGE,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def nada_queda(following: Next) -> Next:
    """Have the browser forget what pages kept in it for who has just left."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = following(request)
        found = request.resolver_match
        if request.method == "POST" and found and found.view_name == "account_logout":
            response.headers["Clear-Site-Data"] = '"storage"'
            response.delete_cookie(settings.RECIENTES_COOKIE_NAME, samesite="Lax")
        return response

    return answer


def segundo_paso(following: Next) -> Next:
    """Lead whoever must have a second factor and has none to where one is made, from everywhere."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not _le_falta(request) or _abierta(request):
            return following(request)
        destino = reverse("mfa_index")
        if HtmxDetails(request):
            return HttpResponseClientRedirect(destino)
        messages.warning(request, _("Su función exige un segundo paso para entrar: hágalo ahora."))
        return redirect(destino)

    return answer


def _le_falta(request: HttpRequest) -> bool:
    user = request.user
    if not settings.SEGUNDO_FACTOR or not isinstance(user, Usuario):
        return False
    return accounts.required(user) and not accesos.tiene_segundo_paso(user)


def _abierta(request: HttpRequest) -> bool:
    try:
        found = resolve(request.path_info, getattr(request, "urlconf", None))
    except Resolver404:
        return True
    name = found.view_name  # with its namespace: the administration has a mfa_ of its own
    public = not {portal.app_name, CON_CLAVE}.isdisjoint(found.namespaces)
    return public or name in SIN_SEGUNDO_PASO or name.startswith(PARA_HACERLO)
