"""What every list does: filter, sort and page by the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.db.models.sql.datastructures import Join
from django.db.models.sql.where import WhereNode
from django.http import HttpRequest
from django.utils.functional import cached_property

from core.cuantos import TOPE, cuantos
from webui.components.listas import ORDEN, PAGINA

POR_PAGINA = 25
Filas = QuerySet[Any] | Sequence[Any]
CIFRAS = 5  # of the number of a page that somebody may mean


@dataclass(frozen=True, slots=True)
class Vacia:
    """What an empty list says: the first step, or that the filters left nothing."""

    icono: str
    titulo: str
    texto: str
    boton: str = ""
    url: str = ""


class Hojas(Paginator[Any]):
    """Pages of rows that are counted no further than `tope`: who pages on has them counted on.

    Rows with keys are counted and sorted by them at once. Who may see them, and what they are
    narrowed to, is asked of the keys alone, before, and not within the statement that reads those
    of the page: past eight tables PostgreSQL joins as it is written, and would join every row there
    is to all of them before it looks which are meant.
    """

    def __init__(self, filas: Filas, por_pagina: int, pedida: int) -> None:
        super().__init__(filas, por_pagina)
        self.filas = filas
        self.tope = max(TOPE, (pedida + 1) * por_pagina)

    @cached_property
    def claves(self) -> list[Any] | None:
        """The keys of the rows in their order, up to one more than `tope`; None: they have none."""
        if not isinstance(self.filas, QuerySet) or _sin_clave(self.filas):
            return None
        return list(self.filas.values_list("pk", flat=True)[: self.tope + 1])

    @cached_property
    def contadas(self) -> int:
        """How many rows there are, up to one more than `tope`."""
        if self.claves is not None:
            return len(self.claves)
        if isinstance(self.filas, QuerySet):
            return cuantos(self.filas, self.tope)
        return len(self.filas)

    @cached_property
    def count(self) -> int:
        """How many rows have a page."""
        return min(self.contadas, self.tope)

    def page(self, number: int | str) -> Page[Any]:
        """The rows of one page."""
        numero = self.validate_number(number)
        desde = (numero - 1) * self.per_page
        hasta = min(desde + self.per_page, self.count)
        if isinstance(self.filas, QuerySet) and self.claves is not None:
            return Page(_por_claves(self.filas, self.claves[desde:hasta]), numero, self)
        return Page(self.filas[desde:hasta], numero, self)

    @property
    def hay_mas(self) -> bool:
        """There are more than were counted."""
        return self.contadas > self.tope


def pagina(request: HttpRequest, queryset: Filas, por_pagina: int = POR_PAGINA) -> Page[Any]:
    """The page the address asks for; the nearest one if there is no such page."""
    pedida = request.GET.get(PAGINA, "")
    numero = int(pedida) if pedida.isdecimal() and len(pedida) <= CIFRAS else 1
    return Hojas(queryset, por_pagina, numero).get_page(pedida)


def orden(request: HttpRequest) -> str:
    return request.GET.get(ORDEN, "")


def _por_claves(filas: QuerySet[Any], claves: list[Any]) -> QuerySet[Any]:
    """Those rows, in their order."""
    suyas = filas.all()
    if not _repite(filas):
        suyas.query.where = WhereNode()
    return suyas.filter(pk__in=claves)


def _repite(filas: QuerySet[Any]) -> bool:
    """It is joined to many rows of another table, of which only its conditions leave one."""
    uniones = [una for una in filas.query.alias_map.values() if isinstance(una, Join)]
    campos: list[Any] = [una.join_field for una in uniones if not una.filtered_relation]
    return any(campo.one_to_many for campo in campos)


def _sin_clave(filas: QuerySet[Any]) -> bool:
    """They are no rows of a table, each with a key of its own."""
    query = filas.query
    return bool(query.distinct or query.combinator or query.values_select)
