"""Which notifier carries each medium."""

from __future__ import annotations

from collections.abc import Callable

from notifiers.base import Notifier
from notifiers.email import Correo
from notifiers.models import Medio

NOTIFIERS: dict[str, Callable[[], Notifier]] = {Medio.CORREO.value: Correo}


def notifier(medio: str) -> Notifier:
    """A fresh notifier of a medium; raises KeyError for one that does not exist."""
    return NOTIFIERS[medio]()
