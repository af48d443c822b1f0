"""How many rows more it takes."""

from __future__ import annotations

from typing import Any


def faltan(todas: Any, filas: int) -> range:
    """Numbers of the rows that are missing."""
    return range(todas.count(), filas)
