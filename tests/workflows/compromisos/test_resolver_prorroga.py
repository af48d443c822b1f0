"""resolver_prorroga: the later date is granted, or refused with a reason."""

from __future__ import annotations

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
    no_existe,
    se_niega,
    ultima,
    vencida,
)
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso


@pytest.fixture
def pedido(oficina: Oficina) -> Compromiso:
    return oficina.pedir_prorroga(oficina.hasta(states.EN_GESTION))


def test_granted_it_is_moved_and_counted(oficina: Oficina, pedido: Compromiso) -> None:
    movido = oficina.resolver_prorroga(pedido)

    assert (movido.fecha_vigente, movido.fecha_compromiso_original) == (TARDE, VENCE)
    assert (movido.reprogramaciones, movido.prorroga_para) == (1, None)
    assert abiertos(movido) == {states.VENCE: TARDE}
    assert avisados(movido, "T08R") == {"Luis Ábrego"}
    assert ultima(movido).datos == {"concedida": True, "fecha": ["2026-09-18", "2026-09-25"]}


def test_refused_the_date_stands(oficina: Oficina, pedido: Compromiso) -> None:
    igual = oficina.resolver_prorroga(pedido, concedida=False, motivo="El vecino espera.")

    assert (igual.fecha_vigente, igual.reprogramaciones) == (VENCE, 0)
    assert igual.prorroga_para is None
    assert abiertos(igual) == {states.VENCE: VENCE}
    assert ultima(igual).escrito.texto == "El vecino espera."
    assert avisados(igual, "T08R") == {"Luis Ábrego"}


def test_he_may_ask_again(oficina: Oficina, pedido: Compromiso) -> None:
    oficina.resolver_prorroga(pedido, concedida=False, motivo="El vecino espera.")

    assert oficina.pedir_prorroga(pedido).prorroga_para == TARDE


def test_a_refusal_says_why(oficina: Oficina, pedido: Compromiso) -> None:
    with falta(pedido, "motivo"):
        oficina.resolver_prorroga(pedido, concedida=False)


def test_a_date_that_has_passed_meanwhile_is_not_granted(
    oficina: Oficina, pedido: Compromiso
) -> None:
    with clock.moved_to(en(30)), falta(pedido, "concedida"):
        oficina.resolver_prorroga(pedido)


def test_where_nobody_asked_there_is_nothing_to_answer(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with se_niega(compromiso, "Nadie ha pedido una prórroga"):
        oficina.resolver_prorroga(compromiso)


def test_what_was_reported_meanwhile_is_not_moved(oficina: Oficina, pedido: Compromiso) -> None:
    reportado = oficina.reportar_cumplida(pedido)

    with se_niega(reportado, "está en «Por verificar»"):
        oficina.resolver_prorroga(reportado)


def test_who_asks_does_not_grant(oficina: Oficina, pedido: Compromiso, marta: Usuario) -> None:
    with se_niega(pedido, "No le corresponde"):
        oficina.resolver_prorroga(pedido, actor=oficina.responsable)
    with no_existe(pedido):
        oficina.resolver_prorroga(pedido, actor=marta)


def test_the_monitor_may_answer(oficina: Oficina, pedido: Compromiso) -> None:
    assert oficina.resolver_prorroga(pedido, actor=oficina.monitor).fecha_vigente == TARDE


def test_a_stale_form_is_refused(oficina: Oficina, pedido: Compromiso) -> None:
    with esta_vencido(pedido):
        oficina.resolver_prorroga(pedido, version=vencida(pedido))
