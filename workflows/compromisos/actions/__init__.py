"""The verbs of a compromiso, one function each, for screens, tasks, imports and the API alike."""

from workflows.compromisos.actions.afuera import avisar_devueltos, enviar_enlace, revocar_enlace
from workflows.compromisos.actions.alta import adjuntar, borrar, cerrar_de_antes, crear, editar
from workflows.compromisos.actions.cierre import cancelar, reabrir
from workflows.compromisos.actions.cumplimiento import (
    aprobar,
    aprobar_parcial,
    cumplir,
    devolver,
    reportar_cumplida,
)
from workflows.compromisos.actions.derivacion import derivar
from workflows.compromisos.actions.encargo import aceptar, enviar, objetar, reasignar
from workflows.compromisos.actions.fechas import (
    pedir_prorroga,
    reanudar,
    reprogramar,
    resolver_prorroga,
    suspender,
)
from workflows.compromisos.actions.informes import informar, reiterar, revisar
from workflows.compromisos.actions.portal import mostrar_archivos

__all__ = [
    "aceptar",
    "adjuntar",
    "aprobar",
    "aprobar_parcial",
    "avisar_devueltos",
    "borrar",
    "cancelar",
    "cerrar_de_antes",
    "crear",
    "cumplir",
    "derivar",
    "devolver",
    "editar",
    "enviar",
    "enviar_enlace",
    "informar",
    "mostrar_archivos",
    "objetar",
    "pedir_prorroga",
    "reabrir",
    "reanudar",
    "reasignar",
    "reiterar",
    "reportar_cumplida",
    "reprogramar",
    "resolver_prorroga",
    "revisar",
    "revocar_enlace",
    "suspender",
]
