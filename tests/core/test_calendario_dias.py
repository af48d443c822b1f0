"""Which days are worked, and why not."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from core.calendario import Clase, DiaLocal, Jornada, SinHorario
from tests.core.calendarios import OFICINA, calendario, panama

JUEVES = date(2026, 11, 12)
PATRONALES = DiaLocal(JUEVES, "Fiestas patronales", "Decreto 12")
SAN_JUAN = DiaLocal(date(2025, 6, 24), "San Juan", cada_anio=True)


def test_an_ordinary_day_is_worked_and_has_no_reason() -> None:
    assert panama().es_habil(JUEVES)
    assert panama().motivo(JUEVES) == ""


def test_a_day_without_office_hours_is_named() -> None:
    assert not panama().es_habil(date(2026, 11, 14))
    assert panama().motivo(date(2026, 11, 14)) == "sábado"
    assert panama().motivo(date(2026, 11, 15)) == "domingo"


def test_a_national_holiday_is_named() -> None:
    assert not panama().es_habil(date(2026, 11, 3))
    assert panama().motivo(date(2026, 11, 3)) == "feriado: Separación de Panamá de Colombia"


def test_a_holiday_on_a_saturday_is_still_named() -> None:
    assert panama().motivo(date(2026, 11, 28)) == "feriado: Independencia de Panamá de España"


def test_the_working_days_of_november_2026_in_panama() -> None:
    dias = [dia for dia in range(1, 31) if panama().es_habil(date(2026, 11, dia))]
    assert dias == [2, 4, 6, 9, 11, 12, 13, 16, 17, 18, 19, 20, 23, 24, 25, 26, 27, 30]


def test_a_local_day_is_not_worked_and_says_by_which_decree() -> None:
    reglas = panama(PATRONALES)
    assert not reglas.es_habil(JUEVES)
    assert reglas.motivo(JUEVES) == "día no hábil: Fiestas patronales (Decreto 12)"


def test_a_local_day_without_decree_says_only_its_reason() -> None:
    assert panama(DiaLocal(JUEVES, "Duelo")).motivo(JUEVES) == "día no hábil: Duelo"


def test_a_local_day_can_make_a_national_holiday_worked() -> None:
    reglas = panama(DiaLocal(date(2026, 12, 8), "Jornada de vacunación", habil=True))
    assert reglas.es_habil(date(2026, 12, 8))
    assert reglas.motivo(date(2026, 12, 8)) == "se trabaja: Jornada de vacunación"


def test_a_saturday_made_worked_has_the_hours_of_most_days() -> None:
    horario = dict.fromkeys(range(4), OFICINA) | {4: Jornada(time(8), time(12))}
    sabado = date(2026, 11, 14)
    reglas = calendario(DiaLocal(sabado, "Feria", habil=True), horario=horario)
    assert reglas.cierre(sabado).time() == time(16)


def test_a_half_day_is_worked_until_the_middle_of_its_hours() -> None:
    difuntos = date(2026, 11, 2)
    reglas = panama(DiaLocal(difuntos, "Día de los Difuntos", habil=True, media_jornada=True))
    assert reglas.es_habil(difuntos)
    assert reglas.motivo(difuntos) == "media jornada: Día de los Difuntos"
    assert reglas.turno(difuntos) == (
        datetime(2026, 11, 2, 13, tzinfo=UTC),
        datetime(2026, 11, 2, 17, tzinfo=UTC),
    )


def test_the_middle_of_odd_hours_keeps_its_minutes() -> None:
    assert Jornada(time(7, 30), time(15, 45)).media() == (time(7, 30), time(11, 37, 30))


def test_a_yearly_rule_holds_from_its_date_on() -> None:
    reglas = panama(SAN_JUAN)
    worked = [reglas.es_habil(date(anio, 6, 24)) for anio in (2024, 2025, 2026, 2027)]
    assert worked == [True, False, False, False]


def test_a_yearly_rule_of_29_february_holds_in_leap_years() -> None:
    reglas = panama(DiaLocal(date(2024, 2, 29), "Día bisiesto", cada_anio=True))
    assert reglas.motivo(date(2028, 2, 29)) == "día no hábil: Día bisiesto"
    assert reglas.motivo(date(2027, 2, 28)) == "domingo"
    assert reglas.es_habil(date(2027, 3, 1))


def test_a_rule_for_one_date_is_heard_before_a_yearly_one() -> None:
    este_anio = DiaLocal(date(2026, 6, 24), "Se traslada", habil=True, ambito="nacional")
    reglas = panama(SAN_JUAN, este_anio)
    assert reglas.es_habil(date(2026, 6, 24))
    assert not reglas.es_habil(date(2027, 6, 24))


def test_the_municipality_is_heard_before_the_country() -> None:
    nacional = DiaLocal(JUEVES, "Censo", ambito="nacional")
    departamento = DiaLocal(JUEVES, "Feria", ambito="departamento")
    municipal = DiaLocal(JUEVES, "Aquí se trabaja", habil=True, ambito="municipio")
    assert panama(municipal, nacional, departamento).es_habil(JUEVES)
    assert panama(departamento, nacional).motivo(JUEVES) == "día no hábil: Feria"


def test_of_two_yearly_rules_the_newer_is_heard_once_it_begins() -> None:
    nueva = DiaLocal(date(2027, 6, 24), "San Juan Bautista", cada_anio=True)
    reglas = panama(SAN_JUAN, nueva)
    assert reglas.motivo(date(2026, 6, 24)) == "día no hábil: San Juan"
    assert reglas.motivo(date(2028, 6, 24)) == "día no hábil: San Juan Bautista"


def test_a_day_not_worked_has_no_hours_but_a_usual_closing() -> None:
    assert panama().turno(date(2026, 11, 3)) is None
    assert panama().cierre(date(2026, 11, 3)).isoformat() == "2026-11-03T16:00:00-05:00"


def test_the_class_of_a_day_tells_rest_from_holiday() -> None:
    reglas = panama(PATRONALES)
    assert reglas.dia(date(2026, 11, 14)).clase is Clase.DESCANSO
    assert reglas.dia(date(2026, 11, 3)).clase is Clase.FERIADO
    assert reglas.dia(JUEVES).clase is Clase.LOCAL


def test_without_office_hours_there_is_no_calendar() -> None:
    with pytest.raises(SinHorario, match="Ningún día de la semana tiene horario"):
        calendario(horario={})


def test_counting_leaves_out_the_first_day_and_includes_the_last() -> None:
    reglas = panama()
    assert reglas.contar(date(2026, 11, 2), date(2026, 11, 6)) == 2
    assert reglas.contar(date(2026, 11, 6), date(2026, 11, 6)) == 0
    assert reglas.contar(date(2026, 11, 6), date(2026, 11, 2)) == -2
