"""The weekly cycle of updates."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from core import clock
from core.models import Municipio
from tests.workflows.metas.builders import LUNES, ZONA
from workflows.metas import ciclos


@pytest.mark.parametrize(
    ("dia", "corte", "ciclo"),
    [
        (date(2027, 4, 5), 3, date(2027, 4, 8)),
        (date(2027, 4, 8), 3, date(2027, 4, 8)),
        (date(2027, 4, 9), 3, date(2027, 4, 15)),
        (date(2027, 4, 5), 0, date(2027, 4, 5)),
        (date(2027, 4, 6), 0, date(2027, 4, 12)),
        (date(2026, 12, 31), 4, date(2027, 1, 1)),
    ],
)
def test_it_ends_with_the_cut_off_day(dia: date, corte: int, ciclo: date) -> None:
    assert ciclos.ciclo_de(dia, corte) == ciclo


@pytest.mark.parametrize("semanas", [1, 2, 3, 4])
def test_one_of_several_weeks_is_the_same_for_every_day_of_it(semanas: int) -> None:
    dias = [date(2027, 1, 1) + timedelta(days=n) for n in range(7 * 12)]
    cortes = sorted({ciclos.ciclo_de(dia, 3, semanas) for dia in dias})

    assert {corte.weekday() for corte in cortes} == {3}
    assert {(b - a).days for a, b in pairwise(cortes)} == {7 * semanas}
    for dia in dias:
        assert 0 <= (ciclos.ciclo_de(dia, 3, semanas) - dia).days < 7 * semanas


@pytest.mark.django_db
def test_it_begins_the_midnight_after_the_last_one() -> None:
    with clock.moved_to(LUNES):
        assert ciclos.ciclo_actual() == date(2027, 4, 8)
        assert ciclos.comienzo_del_ciclo() == datetime(2027, 4, 2, tzinfo=ZONA)


@pytest.mark.django_db
def test_the_municipality_chooses_its_day() -> None:
    municipio = Municipio.actual()
    municipio.dia_de_corte = 0
    municipio.save()

    with clock.moved_to(LUNES):
        assert ciclos.ciclo_actual() == date(2027, 4, 5)
