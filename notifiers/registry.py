"""Which notifier carries each medium, and what goes along with each kind of notice."""

from __future__ import annotations

from collections.abc import Callable

from notifiers.base import Archivo, Notifier
from notifiers.email import Correo
from notifiers.models import Medio, Notificacion

NOTIFIERS: dict[str, Callable[[], Notifier]] = {Medio.CORREO.value: Correo}
Acompana = Callable[[Notificacion], tuple[Archivo, ...]]
_ACOMPANAN: dict[str, Acompana] = {}


def notifier(medio: str) -> Notifier:
    """A fresh notifier of a medium; raises KeyError for one that does not exist."""
    return NOTIFIERS[medio]()


def acompanar(kind: str, archivos: Acompana) -> None:
    """Let what `archivos` gives go along with every mail of that kind, made as it leaves."""
    _ACOMPANAN[kind] = archivos


def archivos(notificacion: Notificacion) -> tuple[Archivo, ...]:
    """What goes along with this one."""
    acompana = _ACOMPANAN.get(notificacion.clase)
    return acompana(notificacion) if acompana else ()
