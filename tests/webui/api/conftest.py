"""Programs with keys of the cast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

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
