"""devolver: it was not done, or not well."""

from __future__ import annotations

from core import clock
from core.models import Usuario
from tests.workflows.compromisos.builders import (
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
from workflows.plazos.models import Plazo


def test_it_is_in_his_hands_again_and_he_is_told_why(oficina: Oficina) -> None:
    devuelto = oficina.devolver(oficina.hasta(states.POR_VERIFICAR))

    assert devuelto.estado == states.EN_GESTION
    assert abiertos(devuelto) == {states.VENCE: VENCE}
    assert avisados(devuelto, "T07") == {"Luis Ábrego"}
    assert (ultima(devuelto).verbo, ultima(devuelto).escrito.texto) == (
        "devolver",
        "Falta la firma.",
    )


def test_the_first_date_is_still_remembered(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)
    oficina.reprogramar(compromiso)
    oficina.reportar_cumplida(compromiso)
    oficina.devolver(compromiso)

    plazo = Plazo.objects.get(expediente=compromiso.pk, clase=states.VENCE, estado="abierto")
    assert clock.local(plazo.original_en).date() == VENCE
    assert plazo.movido


def test_returned_late_it_is_late_at_once(oficina: Oficina) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)
    with clock.moved_to(en(12)):
        devuelto = oficina.devolver(reportado)

    assert abiertos(devuelto) == {states.VENCE: VENCE}


def test_without_a_reason_nothing_is_returned(oficina: Oficina) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)

    with falta(reportado, "motivo"):
        oficina.devolver(reportado, motivo="")


def test_what_nobody_reported_is_not_returned(oficina: Oficina) -> None:
    cumplido = oficina.hasta(states.CUMPLIDA)

    with se_niega(cumplido, "está en «Cumplido»"):
        oficina.devolver(cumplido)


def test_only_who_verifies_returns_it(oficina: Oficina, ines: Usuario, marta: Usuario) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)

    for otro in (oficina.responsable, ines):
        with se_niega(reportado, "No le corresponde"):
            oficina.devolver(reportado, actor=otro)
    with no_existe(reportado):
        oficina.devolver(reportado, actor=marta)


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)

    with esta_vencido(reportado):
        oficina.devolver(reportado, version=vencida(reportado))
