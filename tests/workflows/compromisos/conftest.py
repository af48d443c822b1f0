"""A Wednesday morning in which something is promised to the neighbours."""

from __future__ import annotations

import pytest

from core.models import Actor


@pytest.fixture(autouse=True)
def miercoles(miercoles: None) -> None:
    """All of this room happens then."""


@pytest.fixture
def vial(db: None) -> Actor:
    """Builders outside, whom a mail reaches."""
    return Actor.objects.create(nombre="Vial", tipo="institucion", email="obra@vial.test")
