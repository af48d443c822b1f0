"""On which day the next report is due."""

from __future__ import annotations

from datetime import date

import pytest

from workflows.compromisos.frecuencias import siguiente


@pytest.mark.parametrize(
    ("frecuencia", "desde", "proximo"),
    [
        ("semanal", date(2026, 9, 9), date(2026, 9, 16)),
        ("quincenal", date(2026, 9, 9), date(2026, 9, 23)),
        ("mensual", date(2026, 12, 9), date(2027, 1, 9)),
        ("mensual", date(2027, 1, 31), date(2027, 2, 28)),
        ("bimestral", date(2026, 11, 30), date(2027, 1, 30)),
        ("bimestral", date(2026, 12, 31), date(2027, 2, 28)),
    ],
)
def test_it_is_so_long_after(frecuencia: str, desde: date, proximo: date) -> None:
    assert siguiente(frecuencia, desde) == proximo


def test_one_that_came_late_does_not_move_those_after_it() -> None:
    assert siguiente("semanal", date(2026, 9, 16), date(2026, 9, 25)) == date(2026, 9, 30)


def test_what_began_on_a_31st_comes_back_to_it() -> None:
    assert siguiente("mensual", date(2027, 1, 31), date(2027, 3, 1)) == date(2027, 3, 31)


def test_without_a_frequency_there_is_none() -> None:
    assert siguiente("", date(2026, 9, 9)) is None
