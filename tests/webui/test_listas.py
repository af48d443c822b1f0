"""A list says how many there are as far as it counted, and shows every page one goes on to."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.paginator import Page
from django.test import RequestFactory

from core.models import Actor
from webui import listas

pytestmark = pytest.mark.django_db
MUCHOS = 1030


@pytest.fixture(autouse=True)
def muchos() -> None:
    """More than are counted at once."""
    Actor.objects.bulk_create(Actor(nombre=f"Vecina {n:04}") for n in range(MUCHOS))


def pagina(numero: str) -> list[str]:
    """The names on a page of all of them."""
    return [str(uno) for uno in _page(numero)]


def _page(numero: str) -> Page[Any]:
    pedido = RequestFactory().get("/", {"pagina": numero} if numero else {})
    return listas.pagina(pedido, Actor.objects.order_by("-nombre"))


def test_the_first_page_says_that_there_are_more_than_were_counted() -> None:
    hojas: Any = _page("").paginator

    assert (hojas.count, hojas.hay_mas) == (1000, True)


def test_who_goes_on_finds_the_rest_in_the_same_order() -> None:
    todas = [nombre for numero in range(1, 43) for nombre in pagina(str(numero))]

    assert todas == [f"Vecina {n:04}" for n in reversed(range(MUCHOS))]


def test_the_last_page_says_how_many_there_are() -> None:
    hojas: Any = _page("42").paginator

    assert (hojas.count, hojas.hay_mas) == (MUCHOS, False)


@pytest.mark.parametrize("numero", ["nada", "-1", "0", "9" * 60, "١"])
def test_a_number_that_is_no_page_shows_one_that_is(numero: str) -> None:
    assert pagina(numero)
