"""What sets the portal apart from the office."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from webui.portal.urls import app_name

Next = Callable[[HttpRequest], HttpResponse]


def no_matter_who(following: Next) -> Next:
    """Let a public page not know who asks: it is the same for everybody, and anybody may keep it.

    Stands before the sessions, so that none is read, prolonged or sent back.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if _es_publica(request.path_info):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return following(request)

    return answer


def _es_publica(path: str) -> bool:
    try:
        return resolve(path).namespace == app_name
    except Resolver404:
        return False
