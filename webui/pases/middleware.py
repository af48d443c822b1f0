"""What sets the links of mails apart: no session; whoever the mail was written to instead."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from core import origen
from notifiers import pases
from notifiers.pases import Pase

PREFIJO = "/pase/"
# The address is the permission: no other site, and no search, learns of it from the page.
DISCRETA = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}

Next = Callable[[HttpRequest], HttpResponse]


def sin_sesion(following: Next) -> Next:
    """Forget who has logged in here: the link is for whoever the mail was written to.

    Stands before the sessions, so that none is read, prolonged or sent back.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if es_de_pases(request):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return following(request)

    return answer


def con_pase(following: Next) -> Next:
    """Find out for whom a link is, before anybody asks who that is; speak that person's language.

    The history of what is done says that it was done from a mail.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if not es_de_pases(request):
            return following(request)
        pase = pases.leer(request.path_info.removeprefix(PREFIJO).partition("/")[0])
        request.pase = pase  # type: ignore[attr-defined]
        # Where the framework's own middleware looks first, instead of into a session.
        request._cached_user = pase.persona if pase and pase.sirve else AnonymousUser()  # type: ignore[attr-defined]  # noqa: SLF001
        idioma = _idioma(request, pase)
        with origen.por_enlace(pase.via if pase else ""), translation.override(idioma):
            response = following(request)
        for cabecera, valor in {**DISCRETA, "Content-Language": idioma}.items():
            response.headers[cabecera] = valor
        return response

    return answer


def es_de_pases(request: HttpRequest) -> bool:
    """It asks for what a link of a mail leads to."""
    return request.path_info.startswith(PREFIJO)


def _idioma(request: HttpRequest, pase: Pase | None) -> str:
    """The one chosen in this browser, else that of the mail."""
    elegido = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    return translation.get_language() if elegido or pase is None else pase.persona.idioma
