"""The table of a report as plain values, for a sheet and for paper."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from workflows.cruce.informes import Cuadro, Fila


def encabezados(cuadro: Cuadro) -> list[str]:
    """What it is counted by, and each number."""
    return [str(cuadro.eje.titulo), *(str(uno.titulo) for uno in cuadro.informe.columnas.values())]


def renglon(cuadro: Cuadro, fila: Fila) -> list[Any]:
    """The name of a row and its numbers; None where there is none."""
    return [fila.nombre, *(fila.valores[clave] for clave in cuadro.informe.columnas)]


def entera(cuadro: Cuadro) -> list[list[Any]]:
    """Every row; the last is of all of them together."""
    total = [_("En total"), *renglon(cuadro, cuadro.total)[1:]]
    return [*(renglon(cuadro, fila) for fila in cuadro.filas), total]
