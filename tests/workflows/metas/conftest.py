"""A Monday morning in the office of the mayor."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core import clock
from core.models import Lugar, Tema, Usuario
from tests.workflows.metas.builders import LUNES, Gobierno, Persona


@pytest.fixture(autouse=True)
def lunes() -> Iterator[None]:
    with clock.moved_to(LUNES):
        yield


@pytest.fixture
def persona(request: pytest.FixtureRequest) -> Persona:
    """Somebody of the cast, by name."""
    return request.getfixturevalue


@pytest.fixture
def gobierno(
    tomas: Usuario,
    carmen: Usuario,
    gabriel: Usuario,
    luis: Usuario,
    agua: Tema,
    el_roble: Lugar,
) -> Gobierno:
    """Gabriel runs the metas, Luis delivers their parts, Carmen follows them, Tomás approves."""
    return Gobierno(
        titular=tomas,
        institucional=carmen,
        gerente=gabriel,
        responsable=luis,
        tema=agua,
        lugar=el_roble,
    )
