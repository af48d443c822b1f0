"""pedir_prorroga: the responsable asks for a later date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core import clock
from core.models import Usuario
from tests.workflows.compromisos.builders import (
    TARDE,
    VENCE,
    Oficina,
    abiertos,
    avisados,
    en,
    esta_vencido,
    falta,
    medios,
    no_existe,
    se_niega,
    ultima,
    vencida,
)
from workflows.compromisos import states


def test_the_date_stands_and_who_programmed_it_sees_the_request_in_his_bell(
    oficina: Oficina,
) -> None:
    pedido = oficina.pedir_prorroga(oficina.hasta(states.EN_GESTION))

    assert (pedido.estado, pedido.fecha_vigente) == (states.EN_GESTION, VENCE)
    assert pedido.prorroga_para == TARDE
    assert abiertos(pedido) == {states.VENCE: VENCE, states.PRORROGA: date(2026, 9, 11)}
    assert avisados(pedido, "T08") == {"Rosa Medina"}
    assert medios(pedido, "T08") == []
    entrada = ultima(pedido)
    assert (entrada.verbo, entrada.datos["fecha"]) == (
        "pedir_prorroga",
        ["2026-09-18", "2026-09-25"],
    )


def test_it_may_be_asked_before_it_is_accepted(oficina: Oficina) -> None:
    assert oficina.pedir_prorroga(oficina.crear()).prorroga_para == TARDE


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [({"motivo": ""}, "motivo"), ({"para": VENCE}, "para")],
)
def test_what_is_missing_is_said_beside_its_field(
    oficina: Oficina, cambios: dict[str, object], campo: str
) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with falta(compromiso, campo):
        oficina.pedir_prorroga(compromiso, **cambios)


def test_what_is_late_is_not_moved_to_a_day_that_has_passed(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with clock.moved_to(en(30)), falta(compromiso, "para"):
        oficina.pedir_prorroga(compromiso, para=VENCE + timedelta(days=2))


def test_one_request_at_a_time(oficina: Oficina) -> None:
    pedido = oficina.pedir_prorroga(oficina.hasta(states.EN_GESTION))

    with se_niega(pedido, "Ya hay una prórroga sin respuesta"):
        oficina.pedir_prorroga(pedido)


def test_what_was_reported_needs_no_more_time(oficina: Oficina) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)

    with se_niega(reportado, "está en «Por verificar»"):
        oficina.pedir_prorroga(reportado)


def test_only_the_responsable_asks(oficina: Oficina, marta: Usuario) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with se_niega(compromiso, "No le corresponde"):
        oficina.pedir_prorroga(compromiso, actor=oficina.programador)
    with no_existe(compromiso):
        oficina.pedir_prorroga(compromiso, actor=marta)


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with esta_vencido(compromiso):
        oficina.pedir_prorroga(compromiso, version=vencida(compromiso))
