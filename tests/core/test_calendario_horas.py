"""Instants and office hours, in zones with and without summer time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from core.calendario import Calendario, DiaLocal, Jornada
from tests.core.calendarios import OFICINA, PANAMA, calendario, panama

SANTIAGO = ZoneInfo("America/Santiago")
MADRID = ZoneInfo("Europe/Madrid")


def las(hora: int, minuto: int = 0, *, dia: int = 29) -> datetime:
    """An instant of October 2026 in Panama; the 29th is a Thursday."""
    return datetime(2026, 10, dia, hora, minuto, tzinfo=PANAMA)


def de_dia_y_noche(zona: str) -> Calendario:
    """An office that works every day from midnight to 06:00."""
    return calendario(zona=zona, horario=dict.fromkeys(range(7), Jornada(time(0), time(6))))


def test_the_office_is_open_from_its_opening_until_just_before_its_closing() -> None:
    reglas = panama()
    abierta = [reglas.dentro_de_horario(las(*uno)) for uno in [(7, 59), (8, 0), (15, 59), (16, 0)]]
    assert abierta == [False, True, True, False]


def test_the_office_is_closed_on_a_holiday_at_noon() -> None:
    assert not panama().dentro_de_horario(datetime(2026, 11, 3, 12, tzinfo=PANAMA))


def test_an_instant_of_another_zone_is_understood() -> None:
    assert panama().dentro_de_horario(datetime(2026, 10, 29, 13, tzinfo=UTC))
    assert not panama().dentro_de_horario(datetime(2026, 10, 29, 12, 59, tzinfo=UTC))


def test_an_open_office_opens_now() -> None:
    assert panama().proxima_apertura(las(10, 30)) == las(10, 30)


def test_before_hours_the_office_opens_the_same_day() -> None:
    assert panama().proxima_apertura(las(5)) == las(8)


def test_after_hours_of_a_friday_the_office_opens_on_monday() -> None:
    assert panama().proxima_apertura(las(16, dia=30)) == datetime(2026, 11, 2, 8, tzinfo=PANAMA)


def test_after_midday_of_a_half_day_the_office_is_closed() -> None:
    medio = DiaLocal(date(2026, 10, 29), "Acto cívico", habil=True, media_jornada=True)
    assert panama(medio).dentro_de_horario(las(11, 59))
    assert panama(medio).proxima_apertura(las(12)) == las(8, dia=30)


def test_hours_stay_within_the_day_while_they_fit() -> None:
    assert panama().sumar_horas(las(9), 4) == las(13)
    assert panama().sumar_horas(las(9), 1.5) == las(10, 30)


def test_hours_that_end_at_closing_end_then() -> None:
    assert panama().sumar_horas(las(12), 4) == las(16)


def test_hours_go_on_the_next_working_day() -> None:
    assert panama().sumar_horas(las(15, dia=30), 4) == datetime(2026, 11, 2, 11, tzinfo=PANAMA)


def test_hours_cross_several_days_and_a_half_day() -> None:
    medio = DiaLocal(date(2026, 10, 29), "Acto cívico", habil=True, media_jornada=True)
    assert panama(medio).sumar_horas(las(8, dia=28), 13) == las(9, dia=30)


def test_no_hours_move_an_instant_to_the_next_opening() -> None:
    assert panama().sumar_horas(las(20), 0) == las(8, dia=30)


def test_hours_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        panama().sumar_horas(las(9), -1)


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        panama().proxima_apertura(las(9).replace(tzinfo=None))


def test_an_instant_moves_by_working_days_and_keeps_its_hour() -> None:
    assert panama().mover_instante(las(14, 20), 2, "habiles") == datetime(
        2026, 11, 2, 14, 20, tzinfo=PANAMA
    )
    assert panama().mover_instante(las(14, 20), -2, "habiles") == las(14, 20, dia=27)


def test_an_instant_moves_by_calendar_days_onto_a_day_not_worked() -> None:
    assert panama().mover_instante(las(14, 20), 2, "calendario") == las(14, 20, dia=31)


def test_moving_across_the_start_of_summer_keeps_the_wall_clock() -> None:
    reglas = calendario(zona="America/Santiago", horario=dict.fromkeys(range(7), OFICINA))
    movido = reglas.mover_instante(datetime(2026, 9, 5, 9, tzinfo=SANTIAGO), 1, "calendario")
    assert movido.isoformat() == "2026-09-06T09:00:00-03:00"


def test_an_hour_that_the_start_of_summer_skips_becomes_the_first_that_exists() -> None:
    reglas = calendario(zona="America/Santiago")
    movido = reglas.mover_instante(datetime(2026, 9, 5, 0, 30, tzinfo=SANTIAGO), 1, "calendario")
    assert movido.isoformat() == "2026-09-06T01:30:00-03:00"


def test_a_midnight_that_does_not_exist_opens_the_office_at_one() -> None:
    apertura = de_dia_y_noche("America/Santiago").proxima_apertura(
        datetime(2026, 9, 5, 20, tzinfo=SANTIAGO)
    )
    assert apertura.isoformat() == "2026-09-06T01:00:00-03:00"


def test_the_night_summer_starts_has_an_hour_less() -> None:
    medianoche = datetime(2026, 3, 29, 0, tzinfo=MADRID)
    assert de_dia_y_noche("Europe/Madrid").sumar_horas(medianoche, 5) == datetime(
        2026, 3, 29, 6, tzinfo=MADRID
    )


def test_the_night_summer_ends_has_an_hour_more() -> None:
    medianoche = datetime(2026, 10, 25, 0, tzinfo=MADRID)
    assert de_dia_y_noche("Europe/Madrid").sumar_horas(medianoche, 7) == datetime(
        2026, 10, 25, 6, tzinfo=MADRID
    )


def test_an_instant_of_the_repeated_hour_is_inside_office_hours_both_times() -> None:
    reglas = de_dia_y_noche("Europe/Madrid")
    for fold in (0, 1):
        momento = datetime(2026, 10, 25, 2, 30, tzinfo=MADRID, fold=fold)
        assert reglas.dentro_de_horario(momento)
        assert reglas.proxima_apertura(momento).utcoffset() == momento.utcoffset()


def test_a_term_ends_at_the_closing_hour_of_its_season() -> None:
    reglas = calendario(zona="America/Santiago")
    invierno, verano = (
        reglas.sumar(dia, 1, "habiles").vence_en for dia in (date(2026, 9, 3), date(2026, 9, 4))
    )
    assert invierno.isoformat() == "2026-09-04T16:00:00-04:00"
    assert verano.isoformat() == "2026-09-07T16:00:00-03:00"
