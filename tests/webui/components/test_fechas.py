"""Dates as people say them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import translation

from tests.webui.components.muestras import AHORA
from webui.components import fechas


def en_palabras(valor: date, ahora: datetime) -> str:
    cerca = fechas.cercano(valor - ahora) if isinstance(valor, datetime) else ""
    return cerca or fechas.lejano(valor, ahora.date())


@pytest.mark.parametrize(
    ("lapso", "dicho"),
    [
        (timedelta(seconds=-20), "ahora mismo"),
        (timedelta(minutes=-1), "hace 1 minuto"),
        (timedelta(minutes=-12), "hace 12 minutos"),
        (timedelta(minutes=40), "en 40 minutos"),
        (timedelta(hours=-1, minutes=-10), "hace 1 hora"),
        (timedelta(hours=-3), "hace 3 horas"),
        (timedelta(hours=-8), "hoy 01:30"),
        (timedelta(hours=6), "hoy 15:30"),
        (timedelta(days=-1), "ayer 09:30"),
        (timedelta(days=1, minutes=30), "mañana 10:00"),
        (timedelta(days=-3), "hace 3 días"),
        (timedelta(days=3), "jueves 26, 09:30"),
        (timedelta(days=-14), "9 nov, 09:30"),
        (timedelta(days=20), "13 dic, 09:30"),
        (timedelta(days=60), "22 ene 2027, 09:30"),
        (timedelta(days=-400), "19 oct 2025"),
    ],
)
def test_an_instant_is_said_as_people_say_it(lapso: timedelta, dicho: str) -> None:
    assert en_palabras(AHORA + lapso, AHORA) == dicho


@pytest.mark.parametrize(
    ("dias", "dicho"),
    [
        (0, "hoy"),
        (1, "mañana"),
        (-1, "ayer"),
        (-2, "hace 2 días"),
        (2, "miércoles 25"),
        (7, "30 nov"),
        (-7, "16 nov"),
        (40, "2 ene 2027"),
    ],
)
def test_a_day_without_hour_is_a_day(dias: int, dicho: str) -> None:
    assert en_palabras(AHORA.date() + timedelta(days=dias), AHORA) == dicho


def test_yesterday_is_counted_by_midnight_not_by_hours() -> None:
    just_after_midnight = AHORA.replace(hour=0, minute=30)
    assert en_palabras(just_after_midnight - timedelta(hours=5), just_after_midnight) == (
        "ayer 19:30"
    )


def test_the_exact_one_names_day_and_year() -> None:
    assert fechas.exacta(AHORA) == "lunes 23 de noviembre de 2026, 09:30"
    assert fechas.exacta(date(2026, 2, 1)) == "domingo 1 de febrero de 2026"


def test_the_short_one_leaves_out_the_year_only_of_this_year() -> None:
    hoy = AHORA.date()
    assert fechas.corta(AHORA, hoy) == "23 nov, 09:30"
    assert fechas.corta(date(2025, 3, 4), hoy) == "4 mar 2025"


def test_other_languages_get_their_own_words() -> None:
    with translation.override("en"):
        assert "Thursday" in en_palabras(AHORA + timedelta(days=3), AHORA)


def test_an_instant_of_a_past_year_needs_no_hour() -> None:
    assert en_palabras(datetime(2024, 5, 6, 7, 8, tzinfo=AHORA.tzinfo), AHORA) == ("6 may 2024")
