"""Reports of requests, promises, places and readings: counted by the database, as one may see."""

from workflows.cruce.informes.cobertura import COBERTURA
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
from workflows.cruce.informes.lecturas import LECTURAS
from workflows.cruce.informes.solicitudes import DECISIONES, LEY, RECIBIDAS, TIEMPOS

INFORMES = {
    informe.clave: informe
    for informe in (
        RECIBIDAS, TIEMPOS, LEY, DECISIONES, COMPROMISOS, ATRASADOS, REPROGRAMACIONES,
        COBERTURA, LECTURAS,
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
