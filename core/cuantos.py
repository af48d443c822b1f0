"""How many rows there are, counted no further than anybody reads: what is past only grows."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

TOPE = 1000


def cuantos(queryset: QuerySet[Any], tope: int = TOPE) -> int:
    """How many rows; one more than `tope` if there are more than that. One query."""
    if queryset.query.distinct or queryset.query.group_by:
        return queryset.count()
    return queryset.order_by().values("pk")[: tope + 1].count()
