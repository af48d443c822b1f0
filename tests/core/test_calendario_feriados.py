"""National holidays, as the library knows them."""

from __future__ import annotations

import logging
from datetime import date

import pytest

from core.calendario import feriados_de

PANAMA_2026 = {
    date(2026, 1, 1): "Año Nuevo",
    date(2026, 1, 9): "Día de los Mártires",
    date(2026, 2, 17): "Martes de Carnaval",
    date(2026, 4, 3): "Viernes Santo",
    date(2026, 5, 1): "Día del Trabajo",
    date(2026, 11, 3): "Separación de Panamá de Colombia",
    date(2026, 11, 5): "Día de Colón",
    date(2026, 11, 10): "Primer Grito de Independencia",
    date(2026, 11, 28): "Independencia de Panamá de España",
    date(2026, 12, 8): "Día de la Madre",
    date(2026, 12, 20): "Día de Duelo Nacional",
    date(2026, 12, 21): "Día de Duelo Nacional, puente",
    date(2026, 12, 25): "Navidad",
}


def test_panama_2026_has_its_thirteen_days() -> None:
    assert dict(feriados_de("PA")(2026)) == PANAMA_2026


def test_days_that_a_decree_adds_each_year_are_no_national_holidays() -> None:
    feriados = feriados_de("PA")(2026)
    assert date(2026, 2, 16) not in feriados
    assert date(2026, 11, 4) not in feriados


def test_a_subdivision_adds_its_own_days() -> None:
    assert date(2026, 6, 7) not in feriados_de("CL")(2026)
    assert date(2026, 6, 7) in feriados_de("CL", "AP")(2026)


def test_a_country_of_another_language_names_its_days_in_it() -> None:
    assert feriados_de("BR")(2026)[date(2026, 12, 25)] == "Natal"


def test_days_of_the_public_administration_are_holidays() -> None:
    assert "Jueves Santo" in feriados_de("AR")(2025)[date(2025, 4, 17)]


def test_an_unknown_country_has_none_and_the_log_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        assert not feriados_de("XQ")(2026)
    assert "'XQ'" in caplog.text


def test_an_unknown_subdivision_has_the_days_of_its_country(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        assert feriados_de("PA", "9-Q")(2026) == PANAMA_2026
    assert "'9-Q'" in caplog.text


def test_a_year_is_worked_out_once_for_every_calendar() -> None:
    assert feriados_de("PA")(2031) is feriados_de("PA")(2031)
