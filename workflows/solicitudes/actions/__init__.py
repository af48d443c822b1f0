"""The verbs of a solicitud, one function each, for screens, tasks, imports and the API alike."""

from workflows.solicitudes.actions.captura import adjuntar, editar, registrar
from workflows.solicitudes.actions.consecuencias import seguir
from workflows.solicitudes.actions.decision import aceptar, analizar, elevar, rechazar
from workflows.solicitudes.actions.derivacion import anotar_respuesta, derivar, devolver_derivada
from workflows.solicitudes.actions.respuesta import atender, cerrar, encargar, reabrir

__all__ = [
    "aceptar",
    "adjuntar",
    "analizar",
    "anotar_respuesta",
    "atender",
    "cerrar",
    "derivar",
    "devolver_derivada",
    "editar",
    "elevar",
    "encargar",
    "reabrir",
    "rechazar",
    "registrar",
    "seguir",
]
