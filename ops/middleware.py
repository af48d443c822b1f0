"""What every request passes through besides the framework's own."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from core import intentos, origen
from core.intentos import Marca
from core.models import Municipio
from webui.acceso import desde
from webui.portal.ventanilla import CON_ARCHIVOS
from workflows.cruce import ataques

log = logging.getLogger("ops.request")

Next = Callable[[HttpRequest], HttpResponse]

POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
PRIVATE = "private, no-store"
# A session is written again this often, not at each request: its end moves by as much.
TOUCH_SECONDS = 300
# When somebody was last seen in it and when it was begun, in seconds of real time.
SEEN, BEGUN = "visto", "desde"
# In the address of what an open page asks by itself.
POLL = "sondeo"
# Words of eight bytes; CPython rounds it up to one piece of 256 KiB, of which half is left over.
ROOM = 17_000


def roomy(following: Next) -> Next:
    """Run what follows on one large piece of the interpreter's stack.

    CPython has its frames in pieces of 16 KiB (python/cpython#142183; mended late in 3.13): a call
    at the end of one asks the system for another, and its return gives it back. Templates are deep
    and full of loops, and a page with a loop just there took up to twice the processor.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        return following(request)

    answer.__code__ = answer.__code__.replace(co_stacksize=ROOM)
    return answer


def one_origin(following: Next) -> Next:
    """Give the request an id of our own, never one it brings, answer it, and write a line about it.

    What it tried in vain is counted as well, outside of whatever transaction refused it.
    What people must know of a request is its route: an address may hold a key of a login.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        with origen.desde(origen.nuevo()), intentos.recogidos() as refused:
            response = following(request)
            if refused:
                ataques.anotar([_by_whom(one, request) for one in refused], ip=desde(request).ip)
            response.headers["X-Request-ID"] = origen.actual()
            _write_line(request, response, time.monotonic() - began)
        return response

    return answer


def _by_whom(refused: Marca, request: HttpRequest) -> Marca:
    """Of what was not tried on an account: of whose it was."""
    user = getattr(request, "_cached_user", None)
    return Marca(refused.clase, refused.usuario_id or getattr(user, "pk", None))


def _write_line(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    route = getattr(request.resolver_match, "route", "")
    user = getattr(request, "_cached_user", None)  # known only if somebody asked who it is
    facts = {
        "method": request.method,
        "route": f"/{route}",
        "status": response.status_code,
        "milliseconds": round(seconds * 1000, 1),
        "user": getattr(user, "pk", None),
    }
    if route:
        log.info("%(method)s %(route)s %(status)s %(milliseconds)s ms", facts, extra=facts)


def own_headers(following: Next) -> Next:
    """Tell the browser that no page needs its devices, and no other site what is in ours.

    The pictures of the portal are for everybody: their views say so.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = following(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
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
    """Let a session end SESSION_COOKIE_AGE seconds after its person did something, in real time.

    What an open page asks by itself is no sign of a person; and however busy the person is, it
    ends SESION_MAXIMA_SEGUNDOS after it began.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        session = request.session
        if not session.is_empty():
            _live_on(request, session, int(time.time()))
        if is_poll(request) and SESSION_KEY not in session:
            return HttpResponse(status=204)  # not the page of the login, in place of a number
        return following(request)

    return answer


def is_poll(request: HttpRequest) -> bool:
    """Whether an open page asks this by itself, again and again."""
    return request.method == "GET" and POLL in request.GET and "HX-Request" in request.headers


def _live_on(request: HttpRequest, session: SessionBase, now: int) -> None:
    """End it, or note that somebody is there; not at each request, so its end moves by as much."""
    seen, begun = session.get(SEEN, now), session.get(BEGUN, now)
    if now - seen >= settings.SESSION_COOKIE_AGE or now - begun >= settings.SESION_MAXIMA_SEGUNDOS:
        session.flush()
    elif SEEN not in session or (not is_poll(request) and now - seen > _touch_seconds()):
        session[SEEN], session[BEGUN] = now, begun
        UserSession.objects.filter(session_key=session.session_key).update(
            last_seen_at=timezone.now()
        )


def _touch_seconds() -> float:
    return min(TOUCH_SECONDS, settings.SESSION_COOKIE_AGE / 10)


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


def municipal_hour(following: Next) -> Next:
    """Read and show every hour as the municipality's own clock has it, in forms and pages alike."""

    def answer(request: HttpRequest) -> HttpResponse:
        try:
            zona = Municipio.actual().zona
        except DatabaseError:  # what says that there is no database needs no hour
            return following(request)
        with timezone.override(zona):
            return following(request)

    return answer


def body_limit(following: Next) -> Next:
    """Refuse what is too large by what it says of itself, before a byte of it reaches the disk.

    Files are for who has logged in, and some for who presents a request on the portal; each is
    measured again when it is looked into.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        declared = request.META.get("CONTENT_LENGTH") or "0"
        size = int(declared) if declared.isascii() and declared.isdigit() else 0
        if size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and size > _most(request):
            return render(request, "413.html", status=413)
        return following(request)

    return answer


def _most(request: HttpRequest) -> int:
    if request.path_info.startswith(CON_ARCHIVOS):
        return int(settings.CUERPO_DEL_PUBLICO)
    known = request.user.is_authenticated
    return int(settings.CUERPO_MAXIMO if known else settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
