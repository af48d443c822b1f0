"""Searching and sorting as Spanish does it."""

from __future__ import annotations

import pytest

from core.models import Lugar
from core.texto import ClaveOrden, contiene

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lugares() -> None:
    for nombre in ("Ñurum", "Nuevo Tonosí", "El Águila", "Zapotal", "El Roble", "Águila Vieja"):
        Lugar.objects.create(nombre=nombre, nivel="barrio", codigo_oficial=f"P-{nombre[:4]}")


def found(texto: str, *campos: str) -> set[str]:
    return set(
        contiene(Lugar.objects.all(), texto, *(campos or ("nombre",))).values_list(
            "nombre", flat=True
        )
    )


@pytest.mark.parametrize("texto", ["aguila", "ÁGUILA", "  Águila ", "gui"])
def test_accents_and_case_are_forgiven(texto: str) -> None:
    assert found(texto) == {"El Águila", "Águila Vieja"}


def test_every_word_must_be_there_in_any_order() -> None:
    assert found("vieja aguila") == {"Águila Vieja"}
    assert found("roble aguila") == set()


def test_each_word_may_be_in_another_field() -> None:
    assert found("p-el roble", "nombre", "codigo_oficial") == {"El Roble"}


def test_nothing_asked_leaves_all() -> None:
    assert len(found("   ")) == 6


@pytest.mark.parametrize("texto", ["%", "_", "\\", "100%", "'; --", "ñ" * 300])
def test_signs_of_sql_are_only_signs(texto: str) -> None:
    assert found(texto) == set()


def test_words_are_sorted_as_in_a_spanish_dictionary() -> None:
    nombres = Lugar.objects.order_by(ClaveOrden("nombre")).values_list("nombre", flat=True)

    assert list(nombres) == [
        "Águila Vieja",
        "El Águila",
        "El Roble",
        "Nuevo Tonosí",
        "Ñurum",
        "Zapotal",
    ]
