"""What a notifier is: frozen messages go in, outcomes come out.

A notifier knows neither rows nor processes; a sibling of `notifiers.email` needs only this file.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Protocol

from notifiers.mensajes import Mensaje


@dataclass(frozen=True, slots=True)
class Archivo:
    """What goes along with a message: its name, its type, its bytes."""

    nombre: str
    tipo: str
    datos: bytes


@dataclass(frozen=True, slots=True)
class Envio:
    """One message to one address. `clave` stays the same at every attempt."""

    clave: str
    nombre: str
    direccion: str
    mensaje: Mensaje
    responder_a: str = ""
    archivos: tuple[Archivo, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt. `error` is for people, `detalle` (no secrets) for who mends it."""

    entregada: bool = False
    permanente: bool = False
    error: str = ""
    detalle: str = ""


ENTREGADA = Outcome(entregada=True)


class Notifier(Protocol):
    """A medium outside the application."""

    def deliver(self, envios: Sequence[Envio]) -> Generator[Outcome, None, None]:
        """Send each message, in order, when its outcome is asked for.

        Raises nothing of the network's. Closing the generator closes the connection.
        """
        ...
