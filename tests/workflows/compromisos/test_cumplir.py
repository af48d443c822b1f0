"""cumplir: a simple tarea is closed by who did it."""

from __future__ import annotations

from core.models import Usuario
from tests.workflows.compromisos.builders import (
    Oficina,
    abiertos,
    esta_vencido,
    falta,
    no_existe,
    se_niega,
    ultima,
    vencida,
)
from workflows.compromisos import states


def test_it_is_cumplida_at_once(oficina: Oficina) -> None:
    tarea = oficina.cumplir(oficina.aceptar(oficina.tarea()))

    assert tarea.estado == states.CUMPLIDA
    assert tarea.cerrado_en is not None
    assert tarea.informe == "Hecho."
    assert abiertos(tarea) == {}
    assert (ultima(tarea).verbo, ultima(tarea).escrito.texto) == ("cumplir", "Hecho.")


def test_a_request_for_more_time_ends_with_it(oficina: Oficina) -> None:
    tarea = oficina.aceptar(oficina.tarea())
    oficina.pedir_prorroga(tarea)
    oficina.cumplir(tarea)

    assert oficina.reabrir(tarea).prorroga_para is None


def test_a_compromiso_is_verified_by_somebody_else(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with se_niega(compromiso, "Lo verifica otra persona"):
        oficina.cumplir(compromiso)


def test_what_was_not_accepted_is_not_closed(oficina: Oficina) -> None:
    tarea = oficina.tarea()

    with se_niega(tarea, "está en «Asignado»"):
        oficina.cumplir(tarea)


def test_nobody_closes_it_for_him(oficina: Oficina, marta: Usuario) -> None:
    tarea = oficina.aceptar(oficina.tarea())

    with se_niega(tarea, "No le corresponde"):
        oficina.cumplir(tarea, actor=oficina.programador)
    with no_existe(tarea):
        oficina.cumplir(tarea, actor=marta)


def test_it_says_what_was_done(oficina: Oficina) -> None:
    tarea = oficina.aceptar(oficina.tarea())

    with falta(tarea, "informe"):
        oficina.cumplir(tarea, informe=" ")


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    tarea = oficina.aceptar(oficina.tarea())

    with esta_vencido(tarea):
        oficina.cumplir(tarea, version=vencida(tarea))
