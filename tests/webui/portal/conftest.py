"""The press office writes what the public reads."""

from __future__ import annotations

from tests.workflows.comunicacion.conftest import (
    facebook,
    miercoles,
    redaccion,
    web,
    x,
)

__all__ = ["facebook", "miercoles", "redaccion", "web", "x"]
