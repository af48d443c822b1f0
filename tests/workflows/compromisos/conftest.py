"""A Wednesday morning in which something is promised to the neighbours."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def miercoles(miercoles: None) -> None:
    """All of this room happens then."""
