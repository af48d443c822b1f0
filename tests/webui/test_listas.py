"""A list says how many there are as far as it counted, and shows every page one goes on to."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.paginator import Page
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from core.models import Actor, Usuario
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


def test_what_narrows_a_list_is_not_asked_again_of_the_rows_that_are_shown() -> None:
    pedido = RequestFactory().get("/", {"pagina": "3"})
    todas = Actor.objects.filter(nombre__startswith="Vecina 0").order_by("-nombre")
    with CaptureQueriesContext(connection) as hechas:
        nombres = [str(uno) for uno in listas.pagina(pedido, todas)]

    assert nombres == [f"Vecina {n:04}" for n in reversed(range(925, 950))]
    assert [una["sql"].count("Vecina 0%") for una in hechas] == [1, 0]


def test_who_is_found_by_one_of_many_stands_in_the_list_once() -> None:
    grupos = [Group.objects.create(name=f"grupo {n}") for n in range(2)]
    personas = Usuario.objects.bulk_create(
        Usuario(email=f"p{n:04}@ejemplo.gob", nombre=f"Persona {n:04}") for n in range(600)
    )
    Usuario.groups.through.objects.bulk_create(
        Usuario.groups.through(usuario=una, group=grupo) for una in personas for grupo in grupos
    )
    suyas = Usuario.objects.filter(groups__name="grupo 1").order_by("email")
    page = listas.pagina(RequestFactory().get("/"), suyas)

    assert [una.email for una in page] == [f"p{n:04}@ejemplo.gob" for n in range(25)]
