"""Terms: where they end, and the sentences that say how they were counted."""

from __future__ import annotations

import json
import timeit
from datetime import date, datetime

import pytest

from core.calendario import MAX_DIAS, Cuenta, DiaLocal
from tests.core.calendarios import PANAMA, panama

REGISTRO = date(2026, 11, 2)
SIMBOLOS = DiaLocal(
    date(2025, 11, 4), "Día de los Símbolos Patrios", cada_anio=True, ambito="nacional"
)


@pytest.mark.parametrize(
    ("dias", "vence"),
    [
        (1, date(2026, 11, 6)),
        (5, date(2026, 11, 13)),
        (10, date(2026, 11, 20)),
        (15, date(2026, 11, 27)),
        (30, date(2026, 12, 22)),
    ],
)
def test_working_days_counted_by_hand_in_panama(dias: int, vence: date) -> None:
    assert panama(SIMBOLOS).sumar(REGISTRO, dias, "habiles").vence == vence


def test_a_term_ends_when_the_office_closes_that_day() -> None:
    cuenta = panama().sumar(REGISTRO, 1, "habiles")
    assert cuenta.vence_en == datetime(2026, 11, 4, 16, tzinfo=PANAMA)
    assert cuenta.vence_en.tzinfo == PANAMA


def test_a_term_that_ends_on_a_half_day_ends_at_midday() -> None:
    medio = DiaLocal(date(2026, 12, 24), "Nochebuena", habil=True, media_jornada=True)
    cuenta = panama(medio).sumar(date(2026, 12, 23), 1, "habiles")
    assert cuenta.vence_en == datetime(2026, 12, 24, 12, tzinfo=PANAMA)
    assert cuenta.explicacion()[-1] == "Vence el jueves 24 de diciembre a las 12:00."


def test_every_day_passed_over_is_kept_with_its_reason() -> None:
    cuenta = panama(SIMBOLOS).sumar(REGISTRO, 2, "habiles")
    assert [(salto.fecha.day, salto.motivo) for salto in cuenta.saltados] == [
        (3, "Separación de Panamá de Colombia"),
        (4, "Día de los Símbolos Patrios"),
        (5, "Día de Colón"),
        (7, "sábado"),
        (8, "domingo"),
    ]


def test_a_term_of_working_days_explains_itself() -> None:
    assert panama(SIMBOLOS).sumar(REGISTRO, 25, "habiles").explicacion() == [
        "Empieza a contar el martes 3 de noviembre, el día siguiente al registro.",
        "Se cuentan 25 días hábiles.",
        (
            "No se cuentan: 3 nov (Separación de Panamá de Colombia), 4 nov (Día de los Símbolos "
            "Patrios), 5 nov (Día de Colón), 10 nov (Primer Grito de Independencia), 28 nov "
            "(Independencia de Panamá de España), 8 dic (Día de la Madre); 11 sábados y domingos."
        ),
        "Vence el lunes 14 de diciembre a las 16:00.",
    ]


def test_a_term_without_days_off_says_nothing_of_them() -> None:
    assert panama().sumar(date(2026, 7, 6), 1, "habiles").explicacion() == [
        "Empieza a contar el martes 7 de julio, el día siguiente al registro.",
        "Se cuenta 1 día hábil.",
        "Vence el martes 7 de julio a las 16:00.",
    ]


def test_one_saturday_and_one_sunday_are_said_apart() -> None:
    frases = panama().sumar(date(2026, 7, 10), 1, "habiles").explicacion()
    assert "No se cuentan: 1 sábado y 1 domingo." in frases


def test_calendar_days_that_end_on_a_holiday_pass_to_the_next_working_day() -> None:
    cuenta = panama().sumar(date(2026, 11, 25), 30, "calendario")
    assert cuenta.vence == date(2026, 12, 28)
    assert cuenta.saltados == ()
    assert [salto.fecha.day for salto in cuenta.prorrogas] == [25, 26, 27]
    assert cuenta.explicacion() == [
        "Empieza a contar el jueves 26 de noviembre, el día siguiente al registro.",
        "Se cuentan 30 días calendario.",
        (
            "El último día sería el viernes 25 de diciembre (Navidad), que no es hábil: "
            "pasa al siguiente día hábil."
        ),
        "Vence el lunes 28 de diciembre a las 16:00.",
    ]


def test_calendar_days_that_end_on_a_sunday_need_no_other_reason() -> None:
    frases = panama().sumar(date(2026, 7, 5), 7, "calendario").explicacion()
    assert frases[2] == (
        "El último día sería el domingo 12 de julio, que no es hábil: pasa al siguiente día hábil."
    )


def test_a_term_can_be_left_to_end_on_a_day_not_worked() -> None:
    cuenta = panama().sumar(date(2026, 7, 5), 7, "calendario", prorroga_inhabil=False)
    assert cuenta.vence_en == datetime(2026, 7, 12, 16, tzinfo=PANAMA)
    assert cuenta.prorrogas == ()


def test_counting_backwards_leaves_out_the_day_it_starts_from() -> None:
    cuenta = panama().sumar(date(2026, 12, 14), -2, "habiles")
    assert cuenta.vence == date(2026, 12, 10)
    assert cuenta.explicacion() == [
        "Se cuenta hacia atrás desde el lunes 14 de diciembre, sin incluirlo.",
        "Se cuentan 2 días hábiles.",
        "No se cuentan: 1 sábado y 1 domingo.",
        "Llega al jueves 10 de diciembre a las 16:00.",
    ]


def test_counting_calendar_days_backwards_never_comes_nearer_than_asked() -> None:
    cuenta = panama().sumar(date(2026, 7, 13), -2, "calendario")
    assert cuenta.vence == date(2026, 7, 10)
    assert cuenta.explicacion()[2].endswith("pasa al día hábil anterior.")


def test_a_term_of_no_days_ends_the_same_day() -> None:
    assert panama().sumar(REGISTRO, 0, "habiles").explicacion() == [
        "Es para el mismo día del registro, lunes 2 de noviembre.",
        "Vence el lunes 2 de noviembre a las 16:00.",
    ]


def test_a_term_of_no_days_on_a_holiday_passes_to_the_next_working_day() -> None:
    assert panama().sumar(date(2026, 11, 3), 0, "habiles").vence == date(2026, 11, 4)


def test_another_year_is_said() -> None:
    frases = panama().sumar(date(2026, 12, 28), 5, "habiles").explicacion()
    assert frases[2] == "No se cuentan: 1 ene 2027 (Año Nuevo); 1 sábado y 1 domingo."
    assert frases[3] == "Vence el martes 5 de enero de 2027 a las 16:00."


def test_a_pause_moves_calendar_days_by_its_length() -> None:
    pausas = [(date(2026, 7, 8), date(2026, 7, 15))]
    sin_pausa = panama().sumar(date(2026, 7, 6), 10, "calendario")
    con_pausa = panama().sumar_con_pausas(date(2026, 7, 6), 10, "calendario", pausas)
    assert (sin_pausa.vence, con_pausa.vence) == (date(2026, 7, 16), date(2026, 7, 23))


def test_paused_days_are_explained_as_a_run() -> None:
    pausas = [(date(2026, 7, 8), date(2026, 7, 15)), (date(2026, 7, 20), date(2026, 7, 21))]
    cuenta = panama().sumar_con_pausas(date(2026, 7, 6), 6, "habiles", pausas)
    assert cuenta.saltados[0].motivo == "en pausa"
    assert cuenta.explicacion()[2:] == [
        (
            "No se cuentan: 1 sábado y 1 domingo; en pausa del 9 jul al 15 jul (7 días); "
            "en pausa el 21 jul."
        ),
        "Vence el miércoles 22 de julio a las 16:00.",
    ]


def test_a_pause_lifted_the_same_day_takes_no_day() -> None:
    pausas = [(date(2026, 7, 8), date(2026, 7, 8))]
    con_pausa = panama().sumar_con_pausas(date(2026, 7, 6), 5, "habiles", pausas)
    assert con_pausa == panama().sumar(date(2026, 7, 6), 5, "habiles")


def test_a_term_does_not_end_inside_a_pause() -> None:
    pausas = [(date(2026, 7, 11), date(2026, 7, 14))]
    cuenta = panama().sumar_con_pausas(date(2026, 7, 6), 5, "calendario", pausas)
    assert [salto.motivo for salto in cuenta.prorrogas] == [
        "sábado",
        "en pausa",
        "en pausa",
        "en pausa",
    ]
    assert cuenta.vence == date(2026, 7, 15)


def test_overlapping_pauses_count_each_day_once() -> None:
    pausas = [(date(2026, 7, 7), date(2026, 7, 10)), (date(2026, 7, 8), date(2026, 7, 13))]
    juntas = [(date(2026, 7, 7), date(2026, 7, 13))]
    reglas = panama()
    assert reglas.sumar_con_pausas(REGISTRO, 3, "habiles", pausas) == reglas.sumar_con_pausas(
        REGISTRO, 3, "habiles", juntas
    )


def test_a_count_survives_being_stored_as_json() -> None:
    pausas = [(date(2026, 11, 16), date(2026, 11, 30))]
    cuenta = panama(SIMBOLOS).sumar_con_pausas(REGISTRO, 40, "calendario", pausas)
    leida = Cuenta.de_json(json.loads(json.dumps(cuenta.como_json())))
    assert leida == cuenta
    assert leida.explicacion() == cuenta.explicacion()


def test_json_of_something_else_is_refused() -> None:
    with pytest.raises(KeyError):
        Cuenta.de_json({"inicio": "2026-11-02"})


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="semanas"):
        panama().sumar(REGISTRO, 1, "semanas")  # type: ignore[arg-type]


def test_a_term_of_more_than_ten_years_is_refused() -> None:
    with pytest.raises(ValueError, match=str(MAX_DIAS + 1)):
        panama().sumar(REGISTRO, MAX_DIAS + 1, "calendario")


def test_thirty_working_days_are_counted_in_under_a_tenth_of_a_millisecond() -> None:
    reglas = panama(SIMBOLOS)
    reglas.sumar(REGISTRO, 30, "habiles")
    veces = timeit.repeat(lambda: reglas.sumar(REGISTRO, 30, "habiles"), number=100, repeat=20)
    assert min(veces) / 100 < 100e-6
