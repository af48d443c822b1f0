"""The verbs of a solicitud, one function each, for screens, tasks, imports and the API alike."""

from workflows.solicitudes.actions.captura import (
    adjuntar,
    editar,
    registrar,
    registrar_de_alguien_nuevo,
)
from workflows.solicitudes.actions.carta import imprimir_carta
from workflows.solicitudes.actions.consecuencias import seguir
from workflows.solicitudes.actions.decision import (
    aceptar,
    analizar,
    aplazar,
    delegar,
    elevar,
    rechazar,
    retomar,
)
from workflows.solicitudes.actions.derivacion import anotar_respuesta, derivar, devolver_derivada
from workflows.solicitudes.actions.fecha import desprogramar, programar
from workflows.solicitudes.actions.informacion import (
    completar,
    desistir,
    pedir_informacion,
    retirar,
)
from workflows.solicitudes.actions.publico import (
    adjuntar_del_publico,
    cambiar_correo,
    completar_del_publico,
    pedir_novedades,
    pedir_pin,
    registrar_del_publico,
    retirar_del_publico,
)
from workflows.solicitudes.actions.reloj import mover_las_que_toca
from workflows.solicitudes.actions.respuesta import atender, cerrar, encargar, reabrir
from workflows.solicitudes.actions.union import fusionar, separar

__all__ = [
    "aceptar",
    "adjuntar",
    "adjuntar_del_publico",
    "analizar",
    "anotar_respuesta",
    "aplazar",
    "atender",
    "cambiar_correo",
    "cerrar",
    "completar",
    "completar_del_publico",
    "delegar",
    "derivar",
    "desistir",
    "desprogramar",
    "devolver_derivada",
    "editar",
    "elevar",
    "encargar",
    "fusionar",
    "imprimir_carta",
    "mover_las_que_toca",
    "pedir_informacion",
    "pedir_novedades",
    "pedir_pin",
    "programar",
    "reabrir",
    "rechazar",
    "registrar",
    "registrar_de_alguien_nuevo",
    "registrar_del_publico",
    "retirar",
    "retirar_del_publico",
    "retomar",
    "seguir",
    "separar",
]
