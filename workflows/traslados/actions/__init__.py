"""What people and the clock do with downloads and imports."""

from workflows.traslados.actions.exportaciones import escribir, exportar, nombre_de, pedir
from workflows.traslados.actions.importaciones import (
    descartar,
    ensayar,
    hacer,
    importar_archivo,
    reparos,
    subir,
    trabajar,
)
from workflows.traslados.actions.limpieza import borrar_caducados, recuperar

__all__ = [
    "borrar_caducados",
    "descartar",
    "ensayar",
    "escribir",
    "exportar",
    "hacer",
    "importar_archivo",
    "nombre_de",
    "pedir",
    "recuperar",
    "reparos",
    "subir",
    "trabajar",
]
