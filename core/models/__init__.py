"""The models of the house, re-exported so that nobody needs to know their files."""

from core.models.accesos import Equipo, HistorialAcceso, LecturaReservada
from core.models.adjuntos import Adjunto
from core.models.calendario import DiaCalendario, DiaNoHabil, HorarioOficina
from core.models.estrategia import Actor, Catalogado, Lugar, Tema
from core.models.expediente import (
    GRADOS,
    Caso,
    Expediente,
    Participacion,
    Secuencia,
    Vinculo,
)
from core.models.historial import (
    Historial,
    HistorialAjuste,
    HistorialCatalogo,
    HistorialCatalogoValores,
    HistorialTexto,
)
from core.models.motor import Latido, Vuelta
from core.models.municipio import Municipio, Reloj
from core.models.personas import ROLES, Area, Cargo, Suplencia, Usuario

__all__ = [
    "GRADOS",
    "ROLES",
    "Actor",
    "Adjunto",
    "Area",
    "Cargo",
    "Caso",
    "Catalogado",
    "DiaCalendario",
    "DiaNoHabil",
    "Equipo",
    "Expediente",
    "Historial",
    "HistorialAcceso",
    "HistorialAjuste",
    "HistorialCatalogo",
    "HistorialCatalogoValores",
    "HistorialTexto",
    "HorarioOficina",
    "Latido",
    "LecturaReservada",
    "Lugar",
    "Municipio",
    "Participacion",
    "Reloj",
    "Secuencia",
    "Suplencia",
    "Tema",
    "Usuario",
    "Vinculo",
    "Vuelta",
]
