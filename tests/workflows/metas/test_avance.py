"""Progress, what was expected of it, and the difference."""

from __future__ import annotations

import pytest

from tests.workflows.metas.tablas import MIERCOLES, en_dias, hoy, meta, parte
from workflows.metas import states
from workflows.metas.models import Umbrales
from workflows.metas.queries import avance, avance_esperado, desvio


@pytest.mark.parametrize(
    ("estado", "porcentaje", "puntos"),
    [
        ("programada", 0, 0),
        ("en_ejecucion", 0, 0),
        ("en_ejecucion", 50, 12.5),
        ("en_ejecucion", 90, 22.5),
        ("reportada", 25, 22.5),
        ("cumplida", 0, 25),
    ],
)
def test_each_part_counts_by_its_weight_and_how_far_it_is(
    estado: str, porcentaje: int, puntos: float
) -> None:
    una = meta(parte(9, estado, porcentaje=porcentaje), *(parte(9) for _ in range(3)))

    assert avance(una, Umbrales()) == puntos


def test_without_partial_credit_only_what_is_met_counts() -> None:
    una = meta(
        parte(9, states.CUMPLIDA),
        parte(9, states.EN_EJECUCION, porcentaje=90),
        parte(9, states.REPORTADA),
        parte(9),
    )

    assert avance(una, Umbrales(credito_parcial=False)) == 25
    assert avance(una, Umbrales()) == 70


def test_what_was_taken_out_leaves_the_divisor() -> None:
    una = meta(
        parte(-9, states.CUMPLIDA, peso=40),
        parte(9, peso=40),
        parte(-9, states.CANCELADA, peso=20, peso_linea_base=0),
    )

    assert (avance(una, Umbrales()), avance_esperado(una, MIERCOLES)) == (50, 50)


def test_what_is_expected_is_the_weight_of_the_baseline_up_to_the_day() -> None:
    una = meta(parte(-1), parte(0), parte(1), parte(9))

    assert avance_esperado(una, MIERCOLES) == 50
    assert avance_esperado(una, en_dias(9)) == 100
    assert avance_esperado(una, en_dias(-2)) == 0


def test_a_new_date_does_not_change_what_was_expected() -> None:
    una = meta(parte(30, fecha_linea_base=en_dias(-5)), parte(30))

    assert avance_esperado(una, MIERCOLES) == 50


def test_the_weights_expected_are_those_that_were_agreed() -> None:
    una = meta(parte(-1, peso=10, peso_linea_base=60), parte(9, peso=90, peso_linea_base=40))

    assert avance_esperado(una, MIERCOLES) == 60


def test_the_difference_is_negative_when_it_is_behind() -> None:
    una = meta(parte(-1, states.EN_EJECUCION, porcentaje=50), parte(9), parte(9), parte(9))

    assert desvio(una, hoy()) == -12.5
    assert desvio(meta(parte(9, states.CUMPLIDA), parte(9)), hoy()) == 50


def test_before_anything_is_programmed_all_is_nothing() -> None:
    una = meta(estado=states.BORRADOR)

    assert (avance(una, Umbrales()), avance_esperado(una, MIERCOLES), desvio(una, hoy())) == (
        0,
        0,
        0,
    )


def test_before_approval_nothing_is_expected() -> None:
    una = meta(parte(-9, fecha_linea_base=None, peso_linea_base=0), estado=states.EN_REVISION)

    assert avance_esperado(una, MIERCOLES) == 0


def test_points_have_one_decimal() -> None:
    tercios = (parte(-9, states.CUMPLIDA, peso=1), parte(9, peso=1), parte(9, peso=1))

    assert avance(meta(*tercios), Umbrales()) == 33.3
