"""What a file holds: a heading and rows, whatever its form. Whatever it claims is looked into.

CSV of any usual encoding and separator, workbooks (XLSX) read row by row, GeoJSON.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from workflows.traslados.entrada.celdas import Celda, Formula, texto
from workflows.traslados.salida.inocuo import de_csv

CSV, XLSX, GEOJSON = "csv", "xlsx", "geojson"
MAX_BYTES = 15 * 1024 * 1024
# What the sheets of a workbook may unpack to, its words, and the rest that is read of it.
MAX_HOJAS = 150 * 1024 * 1024
MAX_CADENAS = 20 * 1024 * 1024
MAX_RESTO = 5 * 1024 * 1024
MAX_PARTES = 2000
MAX_COLUMNAS = 200
MAX_FILAS = 60_000
# What is read of a workbook at once is a row: so many elements of it, as many as Excel has columns.
MAX_ELEMENTOS = 40_000
# Rows that say nothing, one after the other: behind them is nothing but a bomb.
MAX_VACIAS = 50_000
SEPARADORES = ",;\t|"
GEOMETRIA = "geometry"

Fila = tuple[int, list[Celda]]


@dataclass(frozen=True, slots=True)
class Tabla:
    """A heading, and rows with the number by which people find them in the sheet.

    `total`: how many rows there are; of a workbook, how many it says it has.
    """

    cabeceras: list[str]
    filas: Iterator[Fila]
    total: int


def reconocer(archivo: IO[bytes]) -> str:
    """The form of a file by its content. Raises `ValidationError` for what is not read here."""
    archivo.seek(0, io.SEEK_END)
    if archivo.tell() > MAX_BYTES:
        raise ValidationError(_("El archivo pasa de 15 MB. Pártalo en varios."))
    archivo.seek(0)
    inicio = archivo.read(4096)
    archivo.seek(0)
    if not inicio.strip():
        raise ValidationError(_("El archivo está vacío."))
    if inicio.startswith(b"PK"):
        return _reconocer_zip(archivo)
    if inicio.startswith(b"\xd0\xcf\x11\xe0"):
        raise ValidationError(_("Es un Excel antiguo (.xls). Guárdelo como .xlsx y súbalo."))
    if inicio.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return GEOJSON
    if b"\x00" in inicio and not inicio.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValidationError(_("No es una hoja: suba un CSV, un XLSX o un GeoJSON."))
    return CSV


def abrir(archivo: IO[bytes], formato: str) -> Tabla:
    """Read a file that was recognised. Raises `ValidationError` if it cannot be read."""
    archivo.seek(0)
    leer = {CSV: _abrir_csv, XLSX: _abrir_xlsx, GEOJSON: _abrir_geojson}[formato]
    return leer(archivo)


def _reconocer_zip(archivo: IO[bytes]) -> str:
    """A workbook that is not a bomb. What a part says it unpacks to, zipfile holds it to."""
    try:
        libro = zipfile.ZipFile(archivo)
        partes = libro.infolist()
    except zipfile.BadZipFile:
        raise ValidationError(_("El archivo está dañado.")) from None
    if "xl/workbook.xml" not in libro.namelist():
        raise ValidationError(_("No es un libro de Excel: suba un CSV, un XLSX o un GeoJSON."))
    if not _cabe(partes) or not all(_filas_cortas(libro, p) for p in partes if _es_hoja(p)):
        raise ValidationError(_("El libro es demasiado grande por dentro. Pártalo en varios."))
    archivo.seek(0)
    return XLSX


def _cabe(partes: Sequence[zipfile.ZipInfo]) -> bool:
    tamanos = {"hojas": 0, "cadenas": 0, "resto": 0}
    for parte in partes:
        if _es_hoja(parte):
            tamanos["hojas"] += parte.file_size
        elif parte.filename.endswith("sharedStrings.xml"):
            tamanos["cadenas"] += parte.file_size
        elif not parte.filename.startswith("xl/media/"):
            tamanos["resto"] += parte.file_size
    return (
        len(partes) <= MAX_PARTES
        and tamanos["hojas"] <= MAX_HOJAS
        and tamanos["cadenas"] <= MAX_CADENAS
        and tamanos["resto"] <= MAX_RESTO
    )


def _es_hoja(parte: zipfile.ZipInfo) -> bool:
    return parte.filename.startswith("xl/worksheets/") and parte.filename.endswith(".xml")


def _filas_cortas(libro: zipfile.ZipFile, parte: zipfile.ZipInfo) -> bool:
    """No row of a sheet is so long that reading it would fill the memory."""
    lector = expat.ParserCreate()
    elementos = 0

    def abre(nombre: str, _atributos: object) -> None:
        nonlocal elementos
        elementos = 0 if nombre.rpartition(":")[2] == "row" else elementos + 1
        if elementos > MAX_ELEMENTOS:
            raise _FilaLarga

    lector.StartElementHandler = abre
    try:
        with libro.open(parte) as hoja:
            lector.ParseFile(hoja)
    except _FilaLarga:
        return False
    except (expat.ExpatError, zipfile.BadZipFile, OSError, ValueError):
        raise ValidationError(_("El libro está dañado o no se puede leer.")) from None
    return True


class _FilaLarga(Exception):  # noqa: N818 - what happened, not a defect
    pass


# CSV ----------------------------------------------------------------------------------------------


def _abrir_csv(archivo: IO[bytes]) -> Tabla:
    contenido = _descifrar(archivo.read())
    lector = csv.reader(io.StringIO(contenido, newline=""), delimiter=_separador(contenido))
    todas: list[Fila] = []
    try:
        for fila in lector:
            if any(fila):
                todas.append((lector.line_num, [de_csv(celda) for celda in fila]))
            if len(fila) > MAX_COLUMNAS:
                raise _demasiadas()
            if len(todas) > MAX_FILAS:
                raise ValidationError(
                    _("Tiene más de %(n)d filas. Pártalo en varios archivos.") % {"n": MAX_FILAS}
                )
    except csv.Error:
        raise ValidationError(
            _("La línea %(n)d no se puede leer: ¿le falta cerrar unas comillas?")
            % {"n": lector.line_num + 1}
        ) from None
    if not todas:
        raise ValidationError(_("El archivo está vacío."))
    (_linea, cabeceras), *filas = todas
    return Tabla(_cabeceras([texto(una) for una in cabeceras]), iter(filas), len(filas))


def _descifrar(datos: bytes) -> str:
    """Text of what Excel and others write: UTF-8, UTF-16 with its mark, or that of Windows."""
    if datos.startswith((b"\xff\xfe", b"\xfe\xff")):
        return datos.decode("utf-16", errors="replace")
    try:
        return datos.decode("utf-8-sig")
    except UnicodeDecodeError:
        return datos.decode("cp1252", errors="replace")


def _separador(contenido: str) -> str:
    """The sign that parts the first rows into most columns, the same number in each."""
    muestra = "".join(islice(io.StringIO(contenido), 40))
    primera = muestra.partition("\n")[0].strip()
    if primera.startswith("sep=") and len(primera) == 5:
        return primera[-1]
    return max(SEPARADORES, key=lambda signo: _parte(muestra, signo))


def _parte(muestra: str, signo: str) -> tuple[int, int]:
    """How well a sign parts a sample: rows as wide as the first, and how wide."""
    try:
        anchos = [len(fila) for fila in csv.reader(io.StringIO(muestra), delimiter=signo) if fila]
    except csv.Error:
        return (0, 0)
    if not anchos or anchos[0] == 1:
        return (0, 0)
    return (sum(ancho == anchos[0] for ancho in anchos), anchos[0])


# XLSX ---------------------------------------------------------------------------------------------


def _abrir_xlsx(archivo: IO[bytes]) -> Tabla:
    # Only who reads one needs it.
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        libro = load_workbook(archivo, read_only=True, keep_links=False)
        hoja = next(una for una in libro.worksheets if una.sheet_state == "visible")
        dice = hoja.max_row or 1
        hoja.reset_dimensions()
        filas = _filas_xlsx(hoja)
        _numero, cabeceras = next(filas)
    except StopIteration:
        raise ValidationError(_("El archivo está vacío.")) from None
    except ValidationError:
        raise
    except Exception:  # noqa: BLE001 - a damaged workbook fails in as many ways as it has parts
        raise ValidationError(_("El libro está dañado o no se puede leer.")) from None
    ancho = max((n for n, celda in enumerate(cabeceras, 1) if texto(celda)), default=0)
    return Tabla(
        _cabeceras([texto(celda) for celda in cabeceras[:ancho]]),
        ((numero, celdas[:ancho]) for numero, celdas in filas),
        max(dice - 1, 0),
    )


def _filas_xlsx(hoja: Any) -> Iterator[Fila]:
    """The rows that say something, with their numbers."""
    vacias = 0
    for numero, celdas in enumerate(hoja.iter_rows(max_col=MAX_COLUMNAS + 1), 1):
        valores = [_celda(una) for una in celdas]
        if any(valor not in (None, "") for valor in valores):
            vacias = 0
            yield numero, valores
            continue
        vacias += 1
        if vacias > MAX_VACIAS:
            return


def _celda(celda: Any) -> Celda:
    valor: Celda = celda.value
    if celda.data_type == "f":
        return Formula(valor)
    return valor


# GeoJSON ------------------------------------------------------------------------------------------


def _abrir_geojson(archivo: IO[bytes]) -> Tabla:
    try:
        datos = json.loads(_descifrar(archivo.read()))
        rasgos = datos["features"]
        propiedades = [_propiedades(rasgo) for rasgo in rasgos]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ValidationError(_("No es un GeoJSON con una lista de lugares (features).")) from None
    if "crs" in datos and "CRS84" not in str(datos["crs"]) and "4326" not in str(datos["crs"]):
        raise ValidationError(
            _("El GeoJSON está en otro sistema de coordenadas. Guárdelo en WGS 84 (EPSG:4326).")
        )
    nombres = list(dict.fromkeys(nombre for unas in propiedades for nombre in unas))
    cabeceras = _cabeceras([*nombres, GEOMETRIA])
    filas = (
        (numero, [*(unas.get(nombre) for nombre in nombres), rasgo.get("geometry")])
        for numero, (rasgo, unas) in enumerate(zip(rasgos, propiedades, strict=True), 1)
    )
    return Tabla(cabeceras, filas, len(rasgos))


def _propiedades(rasgo: dict[str, Any]) -> dict[str, Celda]:
    unas = dict(rasgo.get("properties") or {})
    if "id" in rasgo:
        unas.setdefault("id", rasgo["id"])
    return {
        str(nombre): valor if isinstance(valor, str | int | float | bool) else None
        for nombre, valor in unas.items()
        if nombre != GEOMETRIA
    }


def _cabeceras(escritas: Sequence[str]) -> list[str]:
    """Each heading with a name of its own: those without one by their number."""
    if len(escritas) > MAX_COLUMNAS:
        raise _demasiadas()
    vistas: dict[str, int] = {}
    nombres = []
    for numero, escrita in enumerate(escritas, 1):
        nombre = texto(escrita)[:100] or _("Columna %(n)d") % {"n": numero}
        vistas[nombre] = vistas.get(nombre, 0) + 1
        nombres.append(nombre if vistas[nombre] == 1 else f"{nombre} ({vistas[nombre]})")
    return nombres


def _demasiadas() -> ValidationError:
    return ValidationError(_("Tiene más de %(n)d columnas.") % {"n": MAX_COLUMNAS})
