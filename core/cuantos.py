"""How many rows there are, and the first of them, no further than anybody reads."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import QuerySet

TOPE = 1000  # what is past only grows


class Primeros(ArrayAgg):
    """The first so many of each group, in the order that is given: one sort, and no window."""

    template = f"({ArrayAgg.template})[:%(cuantos)s]"

    def __init__(self, campo: Any, cuantos: int, orden: list[Any]) -> None:
        super().__init__(campo, order_by=orden, cuantos=cuantos)


def cuantos(queryset: QuerySet[Any], tope: int = TOPE) -> int:
    """How many rows; one more than `tope` if there are more than that. One query."""
    if queryset.query.distinct or queryset.query.group_by:
        return queryset.count()
    return queryset.order_by().values("pk")[: tope + 1].count()
