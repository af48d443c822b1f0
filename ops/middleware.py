"""What every request passes through besides the framework's own."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Next = Callable[[HttpRequest], HttpResponse]

POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
PRIVATE = "private, no-store"
# A session is written again this often, not at each request: its end moves by as much.
TOUCH_SECONDS = 300


def permissions_policy(following: Next) -> Next:
    """Tell the browser that no page needs its devices."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = following(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response

    return answer


def private_pages(following: Next) -> Next:
    """Let no browser and no proxy keep a page, unless its view says how long it may be kept.

    Who shares a computer finds no page of the office with the back button after logging out.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = following(request)
        chosen = response.headers.get("Cache-Control", "")
        if not chosen or (response.cookies and "public" in chosen):
            response.headers["Cache-Control"] = PRIVATE
        return response

    return answer


def idle_session(following: Next) -> Next:
    """Let a session end after SESSION_COOKIE_AGE seconds without a request, in real time."""

    def answer(request: HttpRequest) -> HttpResponse:
        session = request.session
        if not session.is_empty():
            seen = session.get("visto", 0)
            if time.time() - seen > TOUCH_SECONDS:
                session["visto"] = int(time.time())
        return following(request)

    return answer


def chosen_language(following: Next) -> Next:
    """Speak Spanish, or the language the person chose: never what the browser happens to ask."""

    def answer(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = {code for code, _ in settings.LANGUAGES}
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = following(request)
            response.headers.setdefault("Content-Language", language)
            return response

    return answer
