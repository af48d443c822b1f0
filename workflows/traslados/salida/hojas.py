"""The two forms of a sheet: CSV and XLSX, both written row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any, Protocol

from django.utils.translation import gettext as _

from core import clock
from core.models import Municipio
from workflows.traslados.salida.columnas import Columna, Valor
from workflows.traslados.salida.inocuo import en_csv

CSV, XLSX = "csv", "xlsx"
TIPOS = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Where people write 1,234.50 and their Excel parts columns with a comma. Everywhere else in the
# region it is 1.234,50, and a comma would leave the whole row in one column.
CON_PUNTO = frozenset({"MX", "GT", "HN", "SV", "NI", "PA", "PE", "DO", "PR", "US", "BZ"})
# What a cell of a workbook holds.
CELDA = 32_767
HOJA = 31


class Hoja(Protocol):
    """A sheet under way. `cerrar` writes what is left of it."""

    def fila(self, valores: Sequence[Valor]) -> None: ...

    def cerrar(self) -> None: ...


def abrir(formato: str, destino: IO[bytes], titulo: str, columnas: Sequence[Columna]) -> Hoja:
    """A new sheet in `destino`, its heading written. Raises KeyError for an unknown form."""
    formas: dict[str, Callable[[IO[bytes], str, Sequence[Columna]], Hoja]] = {
        CSV: HojaCsv,
        XLSX: HojaXlsx,
    }
    return formas[formato](destino, titulo, columnas)


def escribir_hoja(
    destino: IO[bytes],
    formato: str,
    titulo: str,
    encabezados: Sequence[str],
    filas: Iterable[Sequence[Valor]],
) -> None:
    """A whole table in `destino`: what is no list of rows, such as a report."""
    columnas = [
        Columna(uno, lambda fila: fila, 30 if n == 0 else 14) for n, uno in enumerate(encabezados)
    ]
    hoja = abrir(formato, destino, titulo, columnas)
    for fila in filas:
        hoja.fila(fila)
    hoja.cerrar()


class HojaCsv:
    """UTF-8 with its mark, which Excel needs, and separator and decimals of the country.

    Dates are ISO (2026-12-31), instants as the clock of the municipality shows them.
    """

    def __init__(self, destino: IO[bytes], _titulo: str, columnas: Sequence[Columna]) -> None:
        punto = Municipio.actual().pais in CON_PUNTO
        self.decimal = "." if punto else ","
        self.texto = io.TextIOWrapper(destino, encoding="utf-8-sig", newline="")
        self.csv = csv.writer(self.texto, delimiter="," if punto else ";")
        self.csv.writerow([str(columna.titulo) for columna in columnas])

    def fila(self, valores: Sequence[Valor]) -> None:
        self.csv.writerow([self._escrito(valor) for valor in valores])

    def cerrar(self) -> None:
        self.texto.flush()
        self.texto.detach()

    def _escrito(self, valor: Valor) -> str:
        if valor is None:
            return ""
        if isinstance(valor, bool):
            return si_no(valor)
        if isinstance(valor, float | Decimal):
            return f"{valor}".replace(".", self.decimal)
        if isinstance(valor, datetime):
            return f"{clock.local(valor):%Y-%m-%d %H:%M}"
        if isinstance(valor, time):
            return f"{valor:%H:%M}"
        return en_csv(valor) if isinstance(valor, str) else str(valor)


class HojaXlsx:
    """A workbook of one sheet. Texts are texts, whatever they begin with; dates are dates."""

    def __init__(self, destino: IO[bytes], titulo: str, columnas: Sequence[Columna]) -> None:
        # Only who writes one needs it.
        from xlsxwriter import Workbook  # noqa: PLC0415

        opciones = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.libro = Workbook(destino, opciones)
        self.hoja = self.libro.add_worksheet(_nombre_de_hoja(titulo))
        self.formatos = {
            clase: self.libro.add_format({"num_format": formato})
            for clase, formato in (
                (date, "yyyy-mm-dd"),
                (datetime, "yyyy-mm-dd hh:mm"),
                (time, "hh:mm"),
            )
        }
        self.siguiente = 1
        self._encabezar(columnas)

    def fila(self, valores: Sequence[Valor]) -> None:
        for columna, valor in enumerate(valores):
            self._escribir(columna, valor)
        self.siguiente += 1

    def cerrar(self) -> None:
        self.libro.close()

    def _encabezar(self, columnas: Sequence[Columna]) -> None:
        negrita = self.libro.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for numero, columna in enumerate(columnas):
            self.hoja.set_column(numero, numero, columna.ancho)
            self.hoja.write_string(0, numero, str(columna.titulo), negrita)
        self.hoja.freeze_panes(1, 0)

    def _escribir(self, columna: int, valor: Valor) -> None:
        donde = (self.siguiente, columna)
        if valor is None:
            return
        if isinstance(valor, bool):
            self.hoja.write_string(*donde, si_no(valor))
        elif isinstance(valor, int | float | Decimal):
            self.hoja.write_number(*donde, valor)
        elif isinstance(valor, date | time):
            self.hoja.write_datetime(*donde, _ingenuo(valor), self.formatos[type(valor)])
        else:
            self.hoja.write_string(*donde, _que_cabe(valor))


def si_no(valor: bool) -> str:
    return _("Sí") if valor else _("No")


def _ingenuo(valor: Any) -> Any:
    """An instant as the wall clock of the municipality shows it: workbooks know no zones."""
    if isinstance(valor, datetime):
        return clock.local(valor).replace(tzinfo=None)
    return valor


def _que_cabe(texto: str) -> str:
    return texto if len(texto) <= CELDA else texto[: CELDA - 1] + "…"


def _nombre_de_hoja(titulo: str) -> str:
    return "".join(letra for letra in titulo if letra not in "[]:*?/\\'")[:HOJA]
