"""Distances in time as people say them."""

from __future__ import annotations

from datetime import datetime

import pytest

from notifiers import vencimiento
from tests.notifiers.builders import MIERCOLES, ZONA

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("dia", "hora", "frase"),
    [
        (25, 17, "Vence hoy"),
        (25, 9, "Venció hoy"),
        (26, 17, "Vence mañana"),
        (27, 17, "Vence en 2 días hábiles"),
        (30, 17, "Vence en 3 días hábiles"),
        (24, 17, "Venció hace 1 día hábil"),
        (20, 17, "Venció hace 3 días hábiles"),
    ],
)
def test_working_days_today_and_tomorrow(dia: int, hora: int, frase: str) -> None:
    vence = datetime(2026, 11, dia, hora, tzinfo=ZONA)

    assert vencimiento.frase(vence, MIERCOLES) == frase


def test_without_a_working_day_in_between_it_is_the_date() -> None:
    viernes = datetime(2026, 11, 27, 18, tzinfo=ZONA)
    domingo = datetime(2026, 11, 29, 17, tzinfo=ZONA)

    assert vencimiento.frase(domingo, viernes) == "Vence el 29 de noviembre de 2026"
    assert (
        vencimiento.frase(datetime(2026, 11, 28, 9, tzinfo=ZONA), domingo)
        == "Venció el 28 de noviembre de 2026"
    )


@pytest.mark.parametrize(
    ("datos", "vence"),
    [
        ({"vence_en": "2026-11-27T22:00:00+00:00"}, datetime(2026, 11, 27, 17, tzinfo=ZONA)),
        ({"vence_en": "2026-11-27T22:00:00Z"}, datetime(2026, 11, 27, 17, tzinfo=ZONA)),
        ({"vence": "2026-11-27"}, datetime(2026, 11, 27, 16, tzinfo=ZONA)),
        ({"vence": None}, None),
        ({}, None),
    ],
)
def test_an_instant_or_a_date_is_read(datos: dict[str, object], vence: datetime | None) -> None:
    assert vencimiento.leer(datos) == vence
