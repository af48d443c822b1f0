"""A Wednesday morning in which something is promised to the neighbours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core import clock
from core.models import Actor, Usuario
from tests.workflows.compromisos.builders import MIERCOLES, Oficina


@pytest.fixture
def miercoles() -> Iterator[None]:
    with clock.moved_to(MIERCOLES):
        yield


@pytest.fixture
def oficina(
    miercoles: None, rosa: Usuario, luis: Usuario, carmen: Usuario, junta: Actor
) -> Oficina:
    return Oficina(programador=rosa, responsable=luis, monitor=carmen, a_quien=junta)
