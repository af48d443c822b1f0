"""The numbers of the menu, kept for a moment: counting them takes as long as the rest of a page.

What others do shows there within `SEGUNDOS`; what one does oneself, at once.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from core import clock, origen
from core.models import Usuario
from workflows.cruce import pendientes

SEGUNDOS = 20
# The last step a person took in this session; numbers from before it are not looked at again.
PASO = "paso"
REDIRECTS = frozenset({302, 303})
HTMX_REDIRECTS = frozenset({"HX-Location", "HX-Redirect"})

Next = Callable[[HttpRequest], HttpResponse]


def de(request: HttpRequest, user: Usuario) -> dict[str, int]:
    """How many things of each process wait for `user`."""
    kept: dict[str, int] | None = caches["proceso"].get(f"pendientes:{clave(request, user)}")
    if kept is None:
        kept = pendientes.cuentas(user)
        recordar(request, user, kept)
    return kept


def recordar(request: HttpRequest, user: Usuario, cuentas: dict[str, int]) -> None:
    """Keep what a page has counted for itself: its menu says the same."""
    caches["proceso"].set(f"pendientes:{clave(request, user)}", cuentas, SEGUNDOS)


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
