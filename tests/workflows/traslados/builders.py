"""Sheets as the tests of this room read them."""

from __future__ import annotations

import csv
import io
from typing import IO, Any

from openpyxl import load_workbook

from core.models import Usuario
from workflows.traslados.queries import LISTAS, Pedido

Filas = list[dict[str, Any]]


def un_pedido(usuario: Usuario, lista: str, formato: str = "csv", **campos: Any) -> Pedido:
    """A list asked for as a sheet, with nothing filtered unless `filtro` says so."""
    orden = campos.pop("orden", "")
    filtro = LISTAS[lista].filtro(**campos)
    return Pedido(usuario, LISTAS[lista], formato, filtro, orden)


def leer_csv(archivo: IO[bytes] | bytes, separador: str = ",") -> Filas:
    """The rows of a CSV by its headings."""
    datos = archivo if isinstance(archivo, bytes) else archivo.read()
    texto = datos.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(texto, newline=""), delimiter=separador))


def leer_xlsx(archivo: IO[bytes] | bytes) -> Filas:
    """The rows of a workbook by its headings, with the values that its cells hold."""
    datos = archivo if isinstance(archivo, bytes) else archivo.read()
    filas = list(load_workbook(io.BytesIO(datos)).worksheets[0].iter_rows(values_only=True))
    return [dict(zip(map(str, filas[0]), fila, strict=True)) for fila in filas[1:]]
