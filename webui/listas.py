"""What every list does: filter, sort and page by the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from webui.components.listas import ORDEN, PAGINA

POR_PAGINA = 25


@dataclass(frozen=True, slots=True)
class Vacia:
    """What an empty list says: the first step, or that the filters left nothing."""

    icono: str
    titulo: str
    texto: str
    boton: str = ""
    url: str = ""


def pagina(
    request: HttpRequest, queryset: QuerySet[Any] | Sequence[Any], por_pagina: int = POR_PAGINA
) -> Page[Any]:
    """The page the address asks for; the nearest one if there is no such page."""
    return Paginator(queryset, por_pagina).get_page(request.GET.get(PAGINA))


def orden(request: HttpRequest) -> str:
    return request.GET.get(ORDEN, "")
