"""The description of the API in English, for whoever asks for it so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from webui.api.guia import descripcion

# What only Spanish writes, or writes so often that no description goes without.
ESPANOL = re.compile(r"[ñáéíóú¿¡]| (?:de|del|la|el|los|las|que|con|para|su) ", re.IGNORECASE)
# In what people read there is Spanish to be quoted: codes of choices, names of fields.
CITADO = re.compile(r"“[^”]*”|«[^»]*»|\w+:")


def dichos(parte: Any) -> Iterator[str]:
    """Every description and summary, and the names of the groups."""
    if isinstance(parte, list):
        for una in parte:
            yield from dichos(una)
    if not isinstance(parte, dict):
        return
    for nombre, valor in parte.items():
        if nombre in {"summary", "description"} and isinstance(valor, str):
            yield valor
        elif nombre == "tags":
            yield from valor
        elif nombre != "example":
            yield from dichos(valor)


@pytest.fixture(scope="module")
def inglesa() -> dict[str, Any]:
    return descripcion("en")


def test_all_of_it_is_english(inglesa: dict[str, Any]) -> None:
    de_alla = [uno for uno in dichos(inglesa) if ESPANOL.search(CITADO.sub("", f" {uno} "))]
    assert de_alla == []


def test_and_it_describes_the_same(inglesa: dict[str, Any]) -> None:
    def sin_palabras(parte: Any) -> Any:
        if isinstance(parte, list):
            return [sin_palabras(una) for una in parte]
        if not isinstance(parte, dict):
            return parte
        fuera = {"summary", "description", "tags"}
        return {uno: sin_palabras(otro) for uno, otro in parte.items() if uno not in fuera}

    assert sin_palabras(inglesa) == sin_palabras(descripcion())


@pytest.mark.django_db
def test_it_comes_to_who_asks_for_it(inglesa: dict[str, Any]) -> None:
    openapi = "/api/v1/openapi.json"
    response = Client().get(openapi, headers={"accept-language": "en-US,en;q=0.9"})

    assert response.json() == inglesa
    assert "Accept-Language" in response.headers["Vary"]
    assert Client().get(openapi).json() == descripcion()
    assert Client().get(openapi, headers={"accept-language": "fr"}).json() == descripcion()
