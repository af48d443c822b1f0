"""What a person opened last, for as long as the session lasts: nothing of it stays in a browser."""

from __future__ import annotations

from django.http import HttpRequest

VISTOS = "vistos"
CUANTOS = 8


def anotar(request: HttpRequest, pk: int) -> None:
    """This case file was opened; the session is written only if it was not the last one."""
    antes = leer(request)
    if antes[:1] != [pk]:
        request.session[VISTOS] = [pk, *(uno for uno in antes if uno != pk)][:CUANTOS]


def leer(request: HttpRequest) -> list[int]:
    """The ids of the last ones opened, the last first."""
    return list(request.session.get(VISTOS, []))
