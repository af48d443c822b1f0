"""What a person opened last, in a cookie that ends with the browser: numbers, and nothing of them.

To keep it in the session would write to the database each time that a page is only read.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.models import Usuario

CUANTOS = 8


def anotar(request: HttpRequest, response: HttpResponse, user: Usuario, pk: int) -> None:
    """This case file was opened; nothing is sent if it was the last one, too."""
    antes = leer(request, user)
    if antes[:1] == [pk]:
        return
    ahora = [pk, *(uno for uno in antes if uno != pk)][:CUANTOS]
    response.set_cookie(
        settings.RECIENTES_COOKIE_NAME,
        ".".join(map(str, [user.pk, *ahora])),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def leer(request: HttpRequest, user: Usuario) -> list[int]:
    """The ids of the last ones `user` opened here, the last first; of another person, none."""
    dicho = request.COOKIES.get(settings.RECIENTES_COOKIE_NAME, "")
    quien, *vistos = dicho.split(".")
    if quien != str(user.pk):
        return []
    # Of a browser anything may come: no id has more digits than this.
    return [
        int(uno) for uno in vistos[:CUANTOS] if uno.isascii() and uno.isdigit() and uno[18:] == ""
    ]
