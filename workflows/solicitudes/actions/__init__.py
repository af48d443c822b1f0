"""The verbs of a solicitud, one function each, for screens, tasks, imports and the API alike."""

from workflows.solicitudes.actions.captura import (
    adjuntar,
    editar,
    registrar,
    registrar_de_alguien_nuevo,
)
from workflows.solicitudes.actions.carta import (
    carta_para_enviar,
    imprimir_carta,
    imprimir_las_que_esperan,
    reimprimir_carta,
)
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
    dar_pin,
    pedir_correo,
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
    "carta_para_enviar",
    "cerrar",
    "completar",
    "completar_del_publico",
    "dar_pin",
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
    "imprimir_las_que_esperan",
    "mover_las_que_toca",
    "pedir_correo",
    "pedir_informacion",
    "pedir_novedades",
    "pedir_pin",
    "programar",
    "reabrir",
    "rechazar",
    "registrar",
    "registrar_de_alguien_nuevo",
    "registrar_del_publico",
    "reimprimir_carta",
    "retirar",
    "retirar_del_publico",
    "retomar",
    "seguir",
    "separar",
]
