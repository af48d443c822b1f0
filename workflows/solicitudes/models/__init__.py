"""The models of the process, re-exported so that nobody needs to know their files."""

from workflows.solicitudes.models.acceso import AccesoPublico
from workflows.solicitudes.models.carta import Carta
from workflows.solicitudes.models.solicitud import Solicitud
from workflows.solicitudes.models.tipos import (
    HACE_FALTA,
    PEDIBLES,
    PlantillaRespuesta,
    TipoSolicitud,
)

__all__ = [
    "HACE_FALTA",
    "PEDIBLES",
    "AccesoPublico",
    "Carta",
    "PlantillaRespuesta",
    "Solicitud",
    "TipoSolicitud",
]
