"""What a test asks of a page."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import get_messages

from workflows.solicitudes.models import Solicitud

LISTA = "/solicitudes/"


def url(solicitud: Solicitud, verbo: str = "") -> str:
    return f"{LISTA}{solicitud.codigo}/" + (f"{verbo}/" if verbo else "")


def dicho(response: Any) -> list[str]:
    """The messages it leaves."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def errores(response: Any) -> list[str]:
    """The fields it complains of."""
    return list(response.context["form"].errors)


def texto(response: Any) -> str:
    """What it shows."""
    return str(response.content.decode())
