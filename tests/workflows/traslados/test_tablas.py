"""What a file holds, whatever wrote it; and what is refused before it is read."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from tests.workflows.traslados import hojas
from workflows.traslados.entrada import tablas
from workflows.traslados.entrada.celdas import Formula


def leer(archivo: io.BytesIO) -> tuple[list[str], list[tuple[int, list[Any]]]]:
    tabla = tablas.abrir(archivo, tablas.reconocer(archivo))
    return tabla.cabeceras, list(tabla.filas)


@pytest.mark.parametrize("signo", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codificacion", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_of_any_usual_separator_and_encoding(signo: str, codificacion: str) -> None:
    lineas = [f"Nombre{signo}Dirección", f"Ñandú{signo}Calle 1ª", f'"a{signo}b"{signo}x']
    assert leer(hojas.csv(*lineas, codificacion=codificacion)) == (
        ["Nombre", "Dirección"],
        [(2, ["Ñandú", "Calle 1ª"]), (3, [f"a{signo}b", "x"])],
    )


def test_commas_inside_a_sheet_of_semicolons_part_nothing() -> None:
    cabeceras, filas = leer(hojas.csv("nombre;monto", "Pozo, bomba;1.234,50", "Calle, acera;7,25"))
    assert cabeceras == ["nombre", "monto"]
    assert filas[0][1] == ["Pozo, bomba", "1.234,50"]


def test_rows_keep_the_number_by_which_people_find_them() -> None:
    _cabeceras, filas = leer(hojas.csv("nombre,nota", 'Ana,"dos\nlíneas"', "", ",", "Beto,x"))
    assert [numero for numero, _celdas in filas] == [3, 6]


def test_headings_that_are_missing_or_said_twice_have_a_name_of_their_own() -> None:
    cabeceras, _filas = leer(hojas.csv("área,,área, ", "1,2,3,4"))
    assert cabeceras == ["área", "Columna 2", "área (2)", "Columna 4"]


def test_the_apostrophe_of_our_own_csv_is_taken_off() -> None:
    _cabeceras, ((_n, celdas),) = leer(hojas.csv("a,b,c", "'+507 6000,'=1+1,'cita'"))
    assert celdas == ["+507 6000", "=1+1", "'cita'"]


def test_a_workbook_keeps_its_types_and_its_formulas_are_known() -> None:
    dia = datetime(2026, 12, 31)  # noqa: DTZ001 - workbooks know no zones
    archivo = hojas.xlsx(["a", "b", "c", "d", None], ["Ñ", 1.5, dia, "=1+1", None], [], ["x"])
    cabeceras, filas = leer(archivo)
    assert cabeceras == ["a", "b", "c", "d"]
    assert filas == [(2, ["Ñ", 1.5, dia, "=1+1"]), (4, ["x", None, None, None])]
    assert isinstance(filas[0][1][3], Formula)


def test_a_text_that_looks_like_a_formula_is_a_text() -> None:
    libro = Workbook()
    hoja = libro.active
    assert hoja is not None
    hoja.append(["a"])
    hoja["A2"] = "=1+1"
    hoja["A2"].data_type = "s"
    _cabeceras, filas = leer(hojas.guardado(libro))
    assert not isinstance(filas[0][1][0], Formula)


def test_the_first_sheet_that_is_seen_is_read() -> None:
    libro = Workbook()
    oculta = libro.active
    assert oculta is not None
    oculta.append(["oculta"])
    oculta.sheet_state = "hidden"
    libro.create_sheet("A la vista").append(["nombre"])
    assert leer(hojas.guardado(libro))[0] == ["nombre"]


def test_a_geojson_gives_its_properties_and_the_geometry() -> None:
    cabeceras, filas = leer(hojas.geojson(({"NOMBRE": "A", "n": 3, "x": {}}, hojas.cuadrado())))
    assert cabeceras == ["NOMBRE", "n", "x", "geometry"]
    assert filas == [(1, ["A", 3, None, hojas.cuadrado()])]


@pytest.mark.parametrize(
    ("archivo", "sentencia"),
    [
        (io.BytesIO(b""), "El archivo está vacío."),
        (io.BytesIO(b" \r\n "), "El archivo está vacío."),
        (io.BytesIO(b"\xd0\xcf\x11\xe0" + b"\0" * 600), "Es un Excel antiguo (.xls)."),
        (io.BytesIO(b"PK\x03\x04basura"), "El archivo está dañado."),
        (io.BytesIO(b"\x89PNG\r\n\0\0\0\0"), "No es una hoja"),
        (io.BytesIO(b'{"type": "Feature"}'), "No es un GeoJSON con una lista"),
        (io.BytesIO(b"{roto"), "No es un GeoJSON con una lista"),
        (io.BytesIO(b'a,b\n"sin cerrar,1\n' + b"x" * 140_000), "¿le falta cerrar unas comillas?"),
        (io.BytesIO((",".join("abc" * 70) + "\n1").encode()), "Tiene más de 200 columnas."),
        (io.BytesIO(b"a" * (15 * 1024 * 1024 + 1)), "El archivo pasa de 15 MB."),
        (hojas.cambiado(sharedStrings=b" " * 21_000_000), "El libro es demasiado grande"),
        (hojas.cambiado(styles=b" " * 6_000_000), "El libro es demasiado grande"),
        (hojas.cambiado(sheet1=b" " * 158_000_000), "El libro es demasiado grande"),
        (
            hojas.cambiado(sheet1=b"<a><row>" + b"<c v='row>'/>" * 40_001 + b"</row></a>"),
            "El libro es demasiado grande",
        ),
        (io.BytesIO(b"a\n" * 60_001), "Tiene más de 60000 filas."),
        (io.BytesIO(b"a,b\n" + b"x," * 300), "Tiene más de 200 columnas."),
        (
            hojas.geojson(({}, None), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::22185"}}),
            "El GeoJSON está en otro sistema de coordenadas.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    archivo: io.BytesIO, sentencia: str
) -> None:
    with pytest.raises(ValidationError) as error:
        leer(archivo)
    assert sentencia in error.value.messages[0]


def test_another_zip_is_no_workbook() -> None:
    destino = io.BytesIO()
    with zipfile.ZipFile(destino, "w") as otro:
        otro.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(ValidationError, match="No es un libro de Excel"):
        leer(destino)


@pytest.mark.parametrize(
    "hoja",
    [
        b"<a><row>",
        b"<!DOCTYPE x [<!ENTITY y 'z'>]><a>&y;</a>",
        b"<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><row>&b;</row>",
    ],
)
def test_a_workbook_that_is_damaged_inside_is_refused(hoja: bytes) -> None:
    with pytest.raises(ValidationError, match="dañado"):
        leer(hojas.cambiado(sheet1=hoja))


def test_rows_that_say_nothing_are_not_counted_up_to_the_last_of_the_sheet() -> None:
    libro = Workbook()
    hoja = libro.active
    assert hoja is not None
    hoja["A1"], hoja["A2"], hoja["A1048576"] = "nombre", "Ana", "lejos"
    assert leer(hojas.guardado(libro))[1] == [(2, ["Ana"])]
