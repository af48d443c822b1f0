"""Numbers of many pages, kept for a moment: counting them takes as long as the rest of a page.

What others do shows there within `SEGUNDOS`; what one does oneself, at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth import SESSION_KEY
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from core import clock, origen
from core.models import Usuario
from workflows.cruce import pendientes

SEGUNDOS = 20
PENDIENTES = "pendientes"
# The last step a person took in this session; numbers from before it are not looked at again.
PASO = "paso"
REDIRECTS = frozenset({302, 303})
HTMX_REDIRECTS = frozenset({"HX-Location", "HX-Redirect"})

T = TypeVar("T")
Next = Callable[[HttpRequest], HttpResponse]


def de(request: HttpRequest, user: Usuario) -> dict[str, int]:
    """How many things of each process wait for `user`."""
    return guardado(request, user, PENDIENTES, pendientes.cuentas)


def recordar(request: HttpRequest, user: Usuario, cuentas: dict[str, int]) -> None:
    """Keep what a page has counted for itself: its menu says the same."""
    caches["proceso"].set(f"{PENDIENTES}:{clave(request, user)}", cuentas, SEGUNDOS)


def guardado(request: HttpRequest, user: Usuario, que: str, contar: Callable[[Usuario], T]) -> T:
    """What `contar` says of `user`, under the name `que`; never None."""
    donde = f"{que}:{clave(request, user)}"
    kept: T | None = caches["proceso"].get(donde)
    if kept is None:
        kept = contar(user)
        caches["proceso"].set(donde, kept, SEGUNDOS)
    return kept


def tras_cada_paso(following: Next) -> Next:
    """Middleware: after what a person did, what waits for that person is counted again.

    What is done leads on to another page; what is only measured or refused does not.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = following(request)
        if request.method == "POST" and _leads_on(response) and SESSION_KEY in request.session:
            request.session[PASO] = origen.actual()
        return response

    return answer


def _leads_on(response: HttpResponse) -> bool:
    return response.status_code in REDIRECTS or not HTMX_REDIRECTS.isdisjoint(response.headers)


def clave(request: HttpRequest, user: Usuario) -> str:
    """What a person is shown of the own is kept under, until the next step or the next day."""
    paso = request.session.get(PASO, "")
    return f"{user.pk}:{clock.today():%Y%m%d}:{paso}"
