"""What sets the API apart from the office: no session, a key instead, and no pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request

from core import origen
from webui.api import problemas
from workflows.cruce import claves

PREFIJO = "/api/"
# The page about it is one of the house.
GUIA = "/api/v1/"
BEARER = "bearer "

Next = Callable[[HttpRequest], HttpResponse]


def sin_sesion(following: Next) -> Next:
    """Forget what a browser would send: who asks is said by a key, the language by a header.

    Stands before the sessions, so that none is read, prolonged or sent back; and whatever the house
    refuses with a page is refused with a problem here. Its addresses are known where it is asked.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(PREFIJO):
            request.urlconf = settings.API_URLCONF
        if not es_de_programas(request):
            return following(request)
        request.COOKIES = {}
        request.COOKIES = {settings.LANGUAGE_COOKIE_NAME: get_language_from_request(request)}
        return problemas.en_vez_de_pagina(following(request))

    return answer


def con_clave(following: Next) -> Next:
    """Find out whose key a request carries, before anybody asks who that is.

    The history of all it does says with which key it was done.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if not es_de_programas(request):
            return following(request)
        clave = claves.abrir(presentada(request))
        request.clave = clave  # type: ignore[attr-defined]
        # Where the framework's own middleware looks first, instead of into a session.
        request._cached_user = clave.usuario if clave else AnonymousUser()  # type: ignore[attr-defined]  # noqa: SLF001
        with origen.por_clave(clave.nombre if clave else ""):
            return following(request)

    return answer


def es_de_programas(request: HttpRequest) -> bool:
    """It asks for the API itself."""
    return request.path_info.startswith(PREFIJO) and request.path_info != GUIA


def presentada(request: HttpRequest) -> str:
    """The secret a request shows; empty if none."""
    cabecera = request.headers.get("Authorization", "")
    return cabecera[len(BEARER) :].strip() if cabecera.lower().startswith(BEARER) else ""
