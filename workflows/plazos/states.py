"""Plain words of deadlines: their states, their lengths, their alerts, and the light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

ABIERTO = "abierto"
PAUSADO = "pausado"
CERRADO = "cerrado"
VIVOS = (ABIERTO, PAUSADO)

VERDE = "verde"
AMARILLO = "amarillo"
ROJO = "rojo"
GRIS = "gris"
AZUL = "azul"
GRAVEDAD = (AZUL, GRIS, VERDE, AMARILLO, ROJO)


@dataclass(frozen=True, slots=True)
class Luz:
    """A light with its word and its reasons. Derived, never stored."""

    color: str
    palabra: str
    razones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Regla:
    """A stage of an alert as a process declares it; seeds `ReglaAlerta`, which people edit."""

    codigo: str
    clase_plazo: str
    etapa: int
    cantidad: int
    unidad: str = "habiles"
    repite_cada: int = 0
    papeles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    medio: str = "correo"
    obligatoria: bool = False


@dataclass(frozen=True, slots=True)
class Interno:
    """How long a kind of deadline is, as a process declares it; seeds `PlazoInterno`."""

    clase_plazo: str
    cantidad: int
    unidad: str = "habiles"


class Etapa(NamedTuple):
    """A stage of an alert that has come, with whom it reaches and how."""

    etapa: int
    ronda: int
    roles: list[str]
    medio: str
