"""What people and the clock do with downloads and imports."""

from workflows.traslados.actions.exportaciones import escribir, exportar, nombre_de, pedir
from workflows.traslados.actions.limpieza import borrar_caducados, recuperar

__all__ = ["borrar_caducados", "escribir", "exportar", "nombre_de", "pedir", "recuperar"]
