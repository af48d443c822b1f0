"""A Wednesday morning in which something is promised to the neighbours."""

from __future__ import annotations

import pytest

from tests.workflows.compromisos.builders import Oficina


@pytest.fixture
def oficina(miercoles: None, oficina: Oficina) -> Oficina:
    return oficina
