"""How many rows there are, counted no further than anybody reads."""

from __future__ import annotations

import pytest

from core.cuantos import cuantos
from core.models import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def siete() -> None:
    """Seven actores, by two names."""
    Actor.objects.bulk_create(Actor(nombre=f"Vecina {n % 2}") for n in range(7))


@pytest.mark.parametrize(("tope", "contados"), [(10, 7), (7, 7), (6, 7), (3, 4)])
def test_it_counts_no_further_than_one_more(tope: int, contados: int) -> None:
    assert cuantos(Actor.objects.order_by("nombre"), tope) == contados


def test_what_is_told_apart_by_something_else_than_its_key_is_counted_whole() -> None:
    assert cuantos(Actor.objects.values("nombre").distinct(), 1) == 2
