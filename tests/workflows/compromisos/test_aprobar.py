"""aprobar: somebody other than the responsable verifies it."""

from __future__ import annotations

import pytest

from core import outbox
from core.models import Suplencia, Usuario
from core.transitions import NotAllowed
from tests.builders import en_dias, un_compromiso
from tests.workflows.compromisos.builders import (
    Oficina,
    abiertos,
    esta_vencido,
    no_existe,
    se_niega,
    ultima,
    vencida,
)
from workflows.compromisos import actions, states


def test_it_is_cumplido_and_no_clock_runs(oficina: Oficina) -> None:
    cumplido = oficina.aprobar(oficina.hasta(states.POR_VERIFICAR))

    assert cumplido.estado == states.CUMPLIDA
    assert cumplido.cerrado_en is not None
    assert abiertos(cumplido) == {}
    assert (ultima(cumplido).verbo, ultima(cumplido).usuario) == ("aprobar", oficina.monitor)


def test_what_it_answers_is_followed_up_at_once(
    oficina: Oficina, django_capture_on_commit_callbacks
) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)
    despertadas: list[str] = []
    outbox.set_waker(despertadas.append)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            oficina.aprobar(reportado)
    finally:
        outbox.set_waker(None)

    assert "seguimiento" in despertadas


@pytest.mark.parametrize("quien", ["programador", "monitor"])
def test_programador_and_monitor_may(oficina: Oficina, quien: str) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)

    assert oficina.aprobar(reportado, actor=getattr(oficina, quien)).estado == states.CUMPLIDA


def test_the_titular_may(oficina: Oficina, tomas: Usuario) -> None:
    assert oficina.aprobar(oficina.hasta(states.POR_VERIFICAR), actor=tomas).cerrado


def test_nobody_verifies_his_own_work(oficina: Oficina) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)
    with se_niega(reportado, "Nadie verifica lo suyo"):
        oficina.aprobar(reportado, actor=oficina.responsable)

    suyo = oficina.crear(responsable=oficina.programador)
    oficina.aceptar(suyo, actor=oficina.programador)
    suyo = oficina.reportar_cumplida(suyo, actor=oficina.programador)
    with se_niega(suyo, "Nadie verifica lo suyo"):
        oficina.aprobar(suyo, actor=oficina.programador)


def test_what_nobody_reported_is_not_verified(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with se_niega(compromiso, "está en «En gestión»"):
        oficina.aprobar(compromiso)


def test_who_reads_it_by_role_does_not_verify_it(
    oficina: Oficina, ines: Usuario, marta: Usuario
) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)

    with se_niega(reportado, "No le corresponde"):
        oficina.aprobar(reportado, actor=ines)
    with no_existe(reportado):
        oficina.aprobar(reportado, actor=marta)


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)

    with esta_vencido(reportado):
        oficina.aprobar(reportado, version=vencida(reportado))


def test_standing_in_for_the_programador_does_not_let_one_verify_his_own_work(
    rosa, luis, junta
) -> None:
    compromiso = un_compromiso(rosa, luis, junta)
    actions.aceptar(compromiso_id=compromiso.pk, actor=luis)
    actions.reportar_cumplida(
        compromiso_id=compromiso.pk, actor=luis, informe="hecho", enlace="https://e.test"
    )
    Suplencia.objects.create(titular=rosa, suplente=luis, desde=en_dias(0), hasta=en_dias(2))

    with pytest.raises(NotAllowed, match="Nadie verifica lo suyo"):
        actions.aprobar(compromiso_id=compromiso.pk, actor=luis)
