"""Says whether the web process lives and reaches its database, and whether the engine turns."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from workflows.cruce import motor
from workflows.cruce.motor import Medida

View = Callable[[HttpRequest], HttpResponse]


@login_not_required
@require_safe
def salud(request: HttpRequest) -> JsonResponse:
    """Answer 200 with `{"estado": "vivo"}`, or 503 when the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"estado": "sin base de datos"}, status=503)
    return JsonResponse({"estado": "vivo"})


def for_monitors(view: View) -> View:
    """Answer only to whoever shows METRICAS_TOKEN as a bearer; 404 to all if there is none."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        if not settings.METRICAS_TOKEN:
            raise Http404
        shown = request.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(shown, f"Bearer {settings.METRICAS_TOKEN}".encode()):
            return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
        return view(request)

    return login_not_required(require_safe(answer))


@for_monitors
def engine(request: HttpRequest) -> JsonResponse:
    """Answer 200 while the engine does its work, and 503 with what is wrong; in Spanish."""
    try:
        found = motor.problemas(measure(), tarde=settings.MOTOR_TARDE_SEGUNDOS)
    except DatabaseError:
        return JsonResponse({"estado": "sin base de datos", "problemas": []}, status=503)
    listed = [{"clave": p.clave, "nivel": p.nivel, "frase": p.en_palabras()} for p in found]
    bad = any(p.nivel == motor.MAL for p in found)
    return JsonResponse(
        {"estado": "mal" if bad else "bien", "problemas": listed}, status=503 if bad else 200
    )


def measure() -> Medida:
    """Measure the engine over the connection of this process."""
    with connection.cursor() as cursor:
        return motor.medir(cursor, sandbox=settings.SANDBOX)
