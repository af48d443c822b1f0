"""The term of the law for a petition in Panama: its date, and how it is explained."""

from __future__ import annotations

from datetime import date, datetime

from core import clock
from tests.momentos import MIERCOLES, ZONA
from tests.workflows.solicitudes.builders import Despacho
from workflows.plazos import queries as plazos
from workflows.plazos.models import Plazo
from workflows.solicitudes import queries, states
from workflows.solicitudes.models import Solicitud, TipoSolicitud


def legal(solicitud: Solicitud) -> Plazo:
    return plazos.abiertos(solicitud).get(clase=states.LEGAL)


def test_thirty_calendar_days_from_the_day_after_reception(despacho: Despacho) -> None:
    plazo = legal(despacho.registrar())

    assert plazo.inicio == MIERCOLES
    assert plazo.vence_en == datetime(2026, 10, 9, 16, 0, tzinfo=ZONA)


def test_what_was_received_days_ago_counts_from_then(despacho: Despacho) -> None:
    plazo = legal(despacho.registrar(fecha_recepcion=date(2026, 9, 4)))

    assert clock.local(plazo.inicio).date() == date(2026, 9, 4)
    assert plazo.vence_en == datetime(2026, 10, 5, 16, 0, tzinfo=ZONA)


def test_the_count_can_be_checked_by_a_neighbour(despacho: Despacho) -> None:
    plazo = legal(despacho.registrar(fecha_recepcion=date(2026, 9, 4)))

    assert " ".join(plazos.explicar(plazo)) == (
        "Empieza a contar el sábado 5 de septiembre, el día siguiente al registro. "
        "Se cuentan 30 días calendario. "
        "El último día sería el domingo 4 de octubre, que no es hábil: pasa al siguiente día "
        "hábil. Vence el lunes 5 de octubre a las 16:00."
    )


def test_a_holiday_at_its_end_moves_it_and_is_named(despacho: Despacho) -> None:
    with clock.moved_to(datetime(2026, 10, 4, 9, 0, tzinfo=ZONA)):
        plazo = legal(despacho.registrar())

    assert clock.local(plazo.vence_en).date() > date(2026, 11, 3)
    assert any("martes 3 de noviembre" in frase for frase in plazos.explicar(plazo))


def test_the_target_of_the_house_is_shorter_and_skips_weekends(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    meta = plazos.abiertos(solicitud).get(clase=states.META)
    assert meta.vence_en == datetime(2026, 9, 30, 16, 0, tzinfo=ZONA)


def test_the_reference_is_said_with_its_reservation(peticion: TipoSolicitud) -> None:
    assert peticion.referencia_legal == (
        "Ley 38 de 2000, art. 41: 30 días calendario (Panamá). Confirme con su oficina legal."
    )


def test_its_light_turns_red_when_the_term_has_passed(
    despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    con_plazo = despacho.registrar()
    sin_plazo = despacho.registrar(tipo=invitacion)

    with clock.moved_to(datetime(2026, 10, 12, 9, 0, tzinfo=ZONA)):
        luces = {
            codigo: queries.luz(queries.una(despacho.jefe, codigo)).color
            for codigo in (con_plazo.codigo, sin_plazo.codigo)
        }

    assert luces == {con_plazo.codigo: "rojo", sin_plazo.codigo: "gris"}
