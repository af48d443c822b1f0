"""The models of the channels, re-exported so that nobody needs to know their files."""

from channels.models.cuenta import Cuenta
from channels.models.freno import Freno
from channels.models.historial import HistorialCuenta
from channels.models.publicacion import Dudosa, Intento, PorRetirar, Publicacion

__all__ = [
    "Cuenta",
    "Dudosa",
    "Freno",
    "HistorialCuenta",
    "Intento",
    "PorRetirar",
    "Publicacion",
]
