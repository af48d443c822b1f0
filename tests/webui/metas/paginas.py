"""What the screens of metas answer with."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import get_messages

from core.models import Caso
from workflows.metas.models import Meta


def url(caso: Caso, verbo: str = "") -> str:
    """The page of a meta or of a meta intermedia, or that of one of its steps."""
    base = "/metas/" if isinstance(caso, Meta) else "/metas-intermedias/"
    return f"{base}{caso.codigo}/" + (f"{verbo}/" if verbo else "")


def dicho(response: Any) -> list[str]:
    """What is said above the next page."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def errores(response: Any) -> dict[str, list[str]]:
    """What stands beside each field."""
    return {campo: list(faltas) for campo, faltas in response.context["form"].errors.items()}


def datos(response: Any) -> dict[str, Any]:
    """What its form would send if it were sent as it is shown."""
    form = response.context["form"]
    valores = {campo.html_name: campo.value() for campo in form}
    return {
        nombre: [getattr(uno, "pk", uno) for uno in valor] if _varios(valor) else valor
        for nombre, valor in valores.items()
        if valor not in (None, False)
    }


def _varios(valor: object) -> bool:
    return not isinstance(valor, str) and hasattr(valor, "__iter__")
