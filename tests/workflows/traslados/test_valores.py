"""From what people write in a cell to what a field holds."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from workflows.traslados.entrada import valores
from workflows.traslados.entrada.celdas import Malo, llano, texto

FIN = date(2026, 12, 31)


@pytest.mark.parametrize(
    "escrita",
    [
        "31/12/2026", "31-12-2026", "31.12.26", "31/12/26", "31-dic-2026", "31 dic. 2026",
        "31 de diciembre de 2026", "31 de diciembre del 2026", "2026-12-31", "2026/12/31",
        "2026-12-31T00:00:00", "31/12/2026 10:30", "46387", 46387, 46387.0, FIN, "31-DIC-2026",
        datetime(2026, 12, 31, 9, 30),  # noqa: DTZ001 - workbooks know no zones
    ],
)  # fmt: skip
def test_a_date_as_people_and_excel_write_it(escrita: Any) -> None:
    assert valores.fecha(escrita) == FIN


def test_a_year_alone_is_a_date_only_where_a_term_begins_or_ends() -> None:
    assert valores.fecha("2026", anio="fin") == FIN
    assert valores.fecha(2026, anio="inicio") == date(2026, 1, 1)
    with pytest.raises(Malo, match="con día, mes y año"):
        valores.fecha("2026")


@pytest.mark.parametrize(
    ("escrita", "por_que"),
    [
        ("31/02/2026", "no existe en el calendario"),
        ("12/31/2026", "no existe en el calendario"),
        ("mañana", "No es una fecha"),
        ("123", "con día, mes y año"),
        ("99999999", "con día, mes y año"),
        ("5 brumario 2026", "No es una fecha"),
    ],
)
def test_what_is_no_date_is_said(escrita: str, por_que: str) -> None:
    with pytest.raises(Malo, match=por_que):
        valores.fecha(escrita)


@pytest.mark.parametrize(
    ("escrito", "valor"),
    [
        ("1.234.567,89", "1234567.89"), ("1,234,567.89", "1234567.89"), ("B/. 1,500.00", "1500"),
        ("$ 1.500", "1500"), ("US$ 12", "12"), ("1500,5", "1500.5"), ("12 000", "12000"),
        ("0,125", "0.125"), ("-3", "-3"), (12.5, "12.5"), (7, "7"), ("25 %", "25"),
    ],
)  # fmt: skip
def test_an_amount_with_any_signs(escrito: Any, valor: str) -> None:
    assert valores.dinero(escrito) == Decimal(valor)


@pytest.mark.parametrize("escrito", ["mil", "1.5.5", "1,23,4", "--", float("inf"), "(500)"])
def test_what_is_no_amount_is_said(escrito: Any) -> None:
    with pytest.raises(Malo, match="número"):
        valores.dinero(escrito)


def test_a_whole_number_has_neither_decimals_nor_sign() -> None:
    assert valores.entero("1.200") == 1200
    for escrito in ("12,5", "-3"):
        with pytest.raises(Malo, match="número entero"):
            valores.entero(escrito)


@pytest.mark.parametrize(
    ("escrita", "grados"),
    [
        ("-34.558801", -34.558801), ("-34,558801", -34.558801), (-34.5, -34.5), ("8", 8.0),
        ("34°33'31\"S", -34.5586111), ("34 33 31 S", -34.5586111), ("8° 57.5' N", 8.9583333),
        ("79° 31′ 12″ O", -79.52), ("-8° 30'", -8.5),
    ],
)  # fmt: skip
def test_a_coordinate_in_degrees_or_in_minutes(escrita: Any, grados: float) -> None:
    assert valores.coordenada(escrita, 90) == pytest.approx(grados, abs=1e-6)


@pytest.mark.parametrize(
    ("escrita", "limite", "por_que"),
    [
        ("-5847909", 180, "falta el punto decimal"),
        ("95", 90, "cambiadas latitud y longitud"),
        ("al norte", 90, "No es una coordenada"),
        ("8° 75' N", 90, "van de 0 a 59"),
        ("nan", 90, "latitud"),
    ],
)
def test_what_is_nowhere_is_said(escrita: str, limite: int, por_que: str) -> None:
    with pytest.raises(Malo, match=por_que):
        valores.coordenada(escrita, limite)


@pytest.mark.parametrize(
    ("escrita", "hora"),
    [
        ("14:30", (14, 30)),
        ("2:30 pm", (14, 30)),
        ("12 am", (0, 0)),
        ("9h05", (9, 5)),
        (0.5, (12, 0)),
    ],
)
def test_an_hour(escrita: Any, hora: tuple[int, int]) -> None:
    assert valores.hora(escrita) == time(*hora)


@pytest.mark.parametrize("escrita", ["25:00", "tarde", "9", "12:75"])
def test_what_is_no_hour_is_said(escrita: str) -> None:
    with pytest.raises(Malo, match="No es una hora"):
        valores.hora(escrita)


def test_yes_and_no_in_the_words_of_people() -> None:
    assert [valores.si_no(uno) for uno in ("Sí", "si", "X", "1", True)] == [True] * 5
    assert [valores.si_no(uno) for uno in ("No", "n", "0", "-", False)] == [False] * 5
    assert valores.si_no("") is None
    with pytest.raises(Malo, match="sí o no"):
        valores.si_no("quizás")


def test_an_address_of_mail() -> None:
    assert valores.correo("mailto:ana@correo.test") == "ana@correo.test"
    with pytest.raises(Malo, match="correo"):
        valores.correo("ana arroba correo")


def test_an_empty_cell_is_nothing_to_all_of_them() -> None:
    for leer in (valores.fecha, valores.hora, valores.entero, valores.dinero, valores.si_no):
        assert leer("  ") is None
        assert leer(None) is None
    assert valores.coordenada("", 90) is None
    assert valores.correo(None) == ""


def test_words_are_compared_without_case_accents_or_blanks_nobody_sees() -> None:
    assert llano("  Peñas\xa0 del  NORTE ") == "penas del norte"
    assert texto("\u200bAna\ufeff\xa0 ") == "Ana"
    assert texto(3.0) == "3"
