"""How the engine is: one measure of it, and what of that is trouble.

Knows nothing of Django: whoever watches from outside asks with a connection of its own.
"""

from workflows.cruce.motor.juicio import (
    AVISO,
    CANALES,
    COLAS,
    CUIDADO,
    MAL,
    RUTINAS,
    Problema,
    problemas,
    ultima_vuelta_s,
)
from workflows.cruce.motor.medida import Cola, Cuenta, Medida, Rutina, medir

__all__ = [
    "AVISO",
    "CANALES",
    "COLAS",
    "CUIDADO",
    "MAL",
    "RUTINAS",
    "Cola",
    "Cuenta",
    "Medida",
    "Problema",
    "Rutina",
    "medir",
    "problemas",
    "ultima_vuelta_s",
]
