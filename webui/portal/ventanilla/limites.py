"""How often the public may do what: counted as wrong passwords are, in every process alike."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest

from webui.acceso import desde

# Whose limit is one for the whole town hall, too.
TODOS = "todos"


def envio(request: HttpRequest) -> bool:
    """Count a form from this address; False if there were too many."""
    return _contar(request, "portal_envio")


def queda_sin_guiones(request: HttpRequest) -> bool:
    """Whether one more form of a browser that did no work may come in."""
    return bool(ratelimit.consume(request, action="portal_sin_guiones", key=TODOS, dry_run=True))


def sin_guiones(request: HttpRequest) -> None:
    """Count one that came in."""
    _contar(request, "portal_sin_guiones", TODOS)


def pin(request: HttpRequest, codigo: str) -> bool:
    """Count a code and PIN that are tried, whether there is such a code or not."""
    uno = _contar(request, "portal_pin_aqui")
    de_aqui = _contar(request, "portal_pin", _de_aqui(request, codigo))
    return uno and de_aqui and _contar(request, "portal_pin_de_todos", codigo)


def acerto(request: HttpRequest, codigo: str) -> None:
    """Who knew it begins anew."""
    ratelimit.clear(request, action="portal_pin", key=_de_aqui(request, codigo))


def otro_pin(request: HttpRequest, codigo: str) -> bool:
    """Count a PIN that is asked for by mail."""
    return _contar(request, "portal_otro_pin", codigo)


def paso(request: HttpRequest, codigo: str) -> bool:
    """Count something that is done to one request."""
    return _contar(request, "portal_paso", codigo)


def _contar(request: HttpRequest, accion: str, clave: str | None = None) -> bool:
    return bool(ratelimit.consume(request, action=accion, key=clave))


def _de_aqui(request: HttpRequest, codigo: str) -> str:
    return f"{codigo} {desde(request).ip}"
