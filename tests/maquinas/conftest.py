"""The cast of the machines, hired once for all the lives of a test."""

from __future__ import annotations

import pytest

from tests.maquinas.gente import contratar


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    return contratar()
