"""A Wednesday morning, and a case file of Luis's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core import clock
from core.models import Expediente, Usuario
from tests.notifiers.builders import MIERCOLES, un_expediente


@pytest.fixture(autouse=True)
def miercoles() -> Iterator[None]:
    with clock.moved_to(MIERCOLES):
        yield


@pytest.fixture
def expediente(rosa: Usuario, luis: Usuario) -> Expediente:
    return un_expediente(rosa, luis)
