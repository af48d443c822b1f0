"""Waiting for what happens beside a test: in a worker, in a browser, in another thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
# Seconds; a busy machine is slow, and only what fails waits that long.
PACIENCIA = 30.0


def esperar(
    mira: Callable[[], T | None], *, que: str, segundos: float = PACIENCIA, cada: float = 0.1
) -> T:
    """Look until there is something, and return it; fail with `que` after some seconds."""
    limite = time.monotonic() + segundos
    while not (visto := mira()):
        assert time.monotonic() < limite, f"Se esperaba {que} en {segundos:.0f} s."
        time.sleep(cada)
    return visto
