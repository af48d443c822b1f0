"""Reads of compromisos, tareas, encargos and instrucciones."""

from workflows.compromisos.frecuencias import Frecuencia
from workflows.compromisos.models import PRIORIDADES, Compromiso, Informe, Umbrales
from workflows.compromisos.queries.casos import (
    archivos_de_afuera,
    esperan_a,
    informes,
    leer,
    luz,
    nacidos_de,
    partes,
    uno,
)
from workflows.compromisos.queries.control import (
    EJES,
    PERIODO,
    PERIODOS,
    cuadro,
    desde,
    sumar,
    tasa,
    total,
)
from workflows.compromisos.queries.listas import (
    LISTAS,
    ORDENES,
    Filtro,
    atrasados,
    hasta_por_vencer,
    lista,
)
from workflows.compromisos.states import PORCENTAJES

__all__ = [
    "EJES",
    "LISTAS",
    "ORDENES",
    "PERIODO",
    "PERIODOS",
    "PORCENTAJES",
    "PRIORIDADES",
    "Compromiso",
    "Filtro",
    "Frecuencia",
    "Informe",
    "Umbrales",
    "archivos_de_afuera",
    "atrasados",
    "cuadro",
    "desde",
    "esperan_a",
    "hasta_por_vencer",
    "informes",
    "leer",
    "lista",
    "luz",
    "nacidos_de",
    "partes",
    "sumar",
    "tasa",
    "total",
    "uno",
]
