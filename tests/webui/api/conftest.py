"""Programs with keys of the cast."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import signals
from django.db import close_old_connections

from core.models import Usuario
from tests.webui.api.programa import Programa, una_clave

De = Callable[..., Programa]


@pytest.fixture
def programa_de(db: None) -> De:
    """A program of somebody's; every call makes another key."""

    def hacer(user: Usuario, **cambios: Any) -> Programa:
        _clave, secreto = una_clave(user, **cambios)
        return Programa(secreto)

    return hacer


@pytest.fixture
def la_misma_conexion() -> Iterator[None]:
    """A request does not end the transaction of its test, as the test client of Django sees to."""
    for una in (signals.request_started, signals.request_finished):
        una.disconnect(close_old_connections)
    yield
    for una in (signals.request_started, signals.request_finished):
        una.connect(close_old_connections)
