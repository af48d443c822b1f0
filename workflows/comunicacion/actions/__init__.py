"""The verbs of communication, one function each, for screens, tasks, imports and the API alike."""

from workflows.comunicacion.actions.cuentas import (
    comprobar_cuenta,
    conectar,
    configurar_cuenta,
    detener,
    pausar_cuenta,
    reanudar,
    reanudar_cuenta,
    reconectar,
    revisar_cuentas,
)
from workflows.comunicacion.actions.difusion import publicar, quitar, reconciliar, recuperar
from workflows.comunicacion.actions.piezas import (
    adjuntar,
    aprobar,
    corregir,
    crear,
    devolver,
    editar,
    enviar,
    retirar,
)
from workflows.comunicacion.actions.publicaciones import decidir, reintentar

__all__ = [
    "adjuntar",
    "aprobar",
    "comprobar_cuenta",
    "conectar",
    "configurar_cuenta",
    "corregir",
    "crear",
    "decidir",
    "detener",
    "devolver",
    "editar",
    "enviar",
    "pausar_cuenta",
    "publicar",
    "quitar",
    "reanudar",
    "reanudar_cuenta",
    "reconciliar",
    "reconectar",
    "recuperar",
    "reintentar",
    "retirar",
    "revisar_cuentas",
]
