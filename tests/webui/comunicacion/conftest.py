"""The press office of the tests of its process, seen on the screen."""

from __future__ import annotations

from tests.workflows.comunicacion.conftest import (
    facebook,
    miercoles,
    redaccion,
    web,
    x,
)

__all__ = ["facebook", "miercoles", "redaccion", "web", "x"]
