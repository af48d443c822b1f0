"""Somebody else is saving the same: PostgreSQL gave up waiting for the row (`lock_timeout`).

Nothing is wrong and nothing happened: sent again in a moment it is done, so it is said as that.
"""

from __future__ import annotations

import logging

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from django_htmx.http import reswap, retarget
from django_htmx.middleware import HtmxDetails
from psycopg.errors import DeadlockDetected, LockNotAvailable

from webui.borradores import hoja

log = logging.getLogger(__name__)

# After so long whoever was saving is done, or the next wait begins.
SEGUNDOS = 5


def lo_esta(error: BaseException) -> bool:
    """Whether this was a wait for somebody else, given up."""
    espera = isinstance(error.__cause__, LockNotAvailable | DeadlockDetected)
    return isinstance(error, OperationalError) and espera


def motivo(error: BaseException) -> str:
    """Write it down and return it in a sentence; anything else is raised again."""
    if not lo_esta(error):
        raise error
    cual = getattr(error.__cause__, "diag", None)
    log.warning("Waited in vain for somebody else: %s", getattr(cual, "context", None))
    return _("Otra persona está guardando esto mismo. No se guardó nada: inténtelo en un momento.")


def luego(response: HttpResponse) -> HttpResponse:
    """The same answer, as one that will be another in a moment."""
    response.status_code = 503
    response.headers["Retry-After"] = str(SEGUNDOS)
    return response


class Ocupado(MiddlewareMixin):
    """Says so where no form can; longer texts wait for their form to be opened again."""

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page, or a dialog over the page that asked; None for every other exception."""
        if not lo_esta(error):
            return None
        context = {
            "titulo": _("Otra persona está guardando esto mismo"),
            "motivo": motivo(error),
            "guardado": request.method == "POST" and hoja.recoger(request),
        }
        response = luego(render(request, "503.html", context))
        if HtmxDetails(request):
            return reswap(retarget(response, "#dialogo"), "innerHTML")
        return response
