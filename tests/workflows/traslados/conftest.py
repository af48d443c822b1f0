"""The country of the municipality, for the time of a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from core.models import Municipio

En = Callable[[str], None]


@pytest.fixture
def en(db: None) -> Iterator[En]:
    """Be in a country; the next test is where all are."""

    def estar(pais: str) -> None:
        municipio = Municipio.actual()
        municipio.pais = pais
        municipio.save()

    yield estar
    Municipio.olvidar()
