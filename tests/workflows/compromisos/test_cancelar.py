"""cancelar: it will not be done, and the reason stays."""

from __future__ import annotations

import pytest

from core.models import Usuario
from tests.workflows.compromisos.builders import (
    Oficina,
    abiertos,
    avisados,
    esta_vencido,
    falta,
    no_existe,
    se_niega,
    ultima,
    vencida,
)
from workflows.compromisos import states


@pytest.mark.parametrize("estado", [states.ASIGNADA, states.EN_GESTION, states.POR_VERIFICAR])
def test_it_is_closed_from_any_open_state_and_the_responsable_is_told(
    oficina: Oficina, estado: str
) -> None:
    cancelado = oficina.cancelar(oficina.hasta(estado))

    assert cancelado.estado == states.CANCELADA
    assert cancelado.cerrado_en is not None
    assert abiertos(cancelado) == {}
    assert avisados(cancelado, "T07") == {"Luis Ábrego"}
    entrada = ultima(cancelado)
    assert (entrada.verbo, entrada.de) == ("cancelar", estado)
    assert entrada.escrito.texto == "Ya no hace falta."


def test_of_a_draft_nobody_is_told(oficina: Oficina) -> None:
    cancelado = oficina.cancelar(oficina.crear(enviado=False))

    assert avisados(cancelado, "T07") == set()


def test_a_request_for_more_time_ends_with_it(oficina: Oficina) -> None:
    pedido = oficina.pedir_prorroga(oficina.crear())

    assert oficina.cancelar(pedido).prorroga_para is None


def test_it_says_why(oficina: Oficina) -> None:
    compromiso = oficina.crear()

    with falta(compromiso, "motivo"):
        oficina.cancelar(compromiso, motivo="")


@pytest.mark.parametrize(
    ("estado", "palabra"), [(states.CUMPLIDA, "Cumplido"), (states.CANCELADA, "Cancelado")]
)
def test_what_is_closed_is_not_cancelled(oficina: Oficina, estado: str, palabra: str) -> None:
    cerrado = oficina.hasta(estado)

    with se_niega(cerrado, f"está en «{palabra}»"):
        oficina.cancelar(cerrado)


def test_only_who_programmed_it_or_the_titular_cancels_it(
    oficina: Oficina, tomas: Usuario, marta: Usuario
) -> None:
    compromiso = oficina.crear()

    for otro in (oficina.responsable, oficina.monitor):
        with se_niega(compromiso, "No le corresponde"):
            oficina.cancelar(compromiso, actor=otro)
    with no_existe(compromiso):
        oficina.cancelar(compromiso, actor=marta)
    assert oficina.cancelar(compromiso, actor=tomas).cerrado


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    compromiso = oficina.crear()

    with esta_vencido(compromiso):
        oficina.cancelar(compromiso, version=vencida(compromiso))
