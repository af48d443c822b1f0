"""Reports of requests and of what was promised: counted by the database, of what one may see."""

from workflows.cruce.informes.compromisos import ATRASADOS, COMPROMISOS, REPROGRAMACIONES
from workflows.cruce.informes.cuadro import (
    Columna,
    Cuadro,
    Eje,
    Fila,
    Informe,
    Pedido,
    Periodo,
    hacer,
    periodo,
)
from workflows.cruce.informes.solicitudes import DECISIONES, LEY, RECIBIDAS, TIEMPOS

INFORMES = {
    informe.clave: informe
    for informe in (
        RECIBIDAS, TIEMPOS, LEY, DECISIONES, COMPROMISOS, ATRASADOS, REPROGRAMACIONES,
    )
}  # fmt: skip

__all__ = [
    "INFORMES",
    "Columna",
    "Cuadro",
    "Eje",
    "Fila",
    "Informe",
    "Pedido",
    "Periodo",
    "hacer",
    "periodo",
]
