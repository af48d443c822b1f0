"""A Monday morning in the office of the mayor."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core import clock
from tests.workflows.metas.builders import LUNES, Persona


@pytest.fixture(autouse=True)
def lunes() -> Iterator[None]:
    with clock.moved_to(LUNES):
        yield


@pytest.fixture
def persona(request: pytest.FixtureRequest) -> Persona:
    """Somebody of the cast, by name."""
    return request.getfixturevalue
