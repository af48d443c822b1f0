"""The models of the house, re-exported so that nobody needs to know their files."""

from core.models.accesos import Equipo, HistorialAcceso, IntentoRechazado, LecturaReservada
from core.models.adjuntos import Adjunto
from core.models.borrador import Borrador
from core.models.calendario import DiaCalendario, DiaNoHabil, HorarioOficina
from core.models.claves import Clave, Recibo
from core.models.conversacion import Comentario, ComentarioTexto, Mencion, Seguidor
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
from core.models.personas import ROLES, Area, Cargo, HistorialSuplencia, Suplencia, Usuario
from core.models.unica import FilaUnica, una_fila

__all__ = [
    "GRADOS",
    "ROLES",
    "Actor",
    "Adjunto",
    "Area",
    "Borrador",
    "Cargo",
    "Caso",
    "Catalogado",
    "Clave",
    "Comentario",
    "ComentarioTexto",
    "DiaCalendario",
    "DiaNoHabil",
    "Equipo",
    "Expediente",
    "FilaUnica",
    "Historial",
    "HistorialAcceso",
    "HistorialAjuste",
    "HistorialCatalogo",
    "HistorialCatalogoValores",
    "HistorialSuplencia",
    "HistorialTexto",
    "HorarioOficina",
    "IntentoRechazado",
    "Latido",
    "LecturaReservada",
    "Lugar",
    "Mencion",
    "Municipio",
    "Participacion",
    "Recibo",
    "Reloj",
    "Secuencia",
    "Seguidor",
    "Suplencia",
    "Tema",
    "Usuario",
    "Vinculo",
    "Vuelta",
    "una_fila",
]
