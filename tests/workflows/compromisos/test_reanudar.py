"""reanudar: what stood still goes on, for its date or for another."""

from __future__ import annotations

from datetime import date

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
    vencida,
)
from workflows.compromisos import states


def test_it_goes_on_for_the_date_it_had(oficina: Oficina) -> None:
    reanudado = oficina.reanudar(oficina.hasta(states.SUSPENDIDA))

    assert (reanudado.estado, reanudado.fecha_vigente) == (states.EN_GESTION, VENCE)
    assert reanudado.reprogramaciones == 0
    assert abiertos(reanudado) == {states.VENCE: VENCE}
    assert avisados(reanudado, "T01S") == {"Luis Ábrego"}


def test_another_date_counts_as_moved(oficina: Oficina) -> None:
    reanudado = oficina.reanudar(
        oficina.hasta(states.SUSPENDIDA), fecha=TARDE, motivo="Llegaron los fondos."
    )

    assert (reanudado.fecha_vigente, reanudado.fecha_compromiso_original) == (TARDE, VENCE)
    assert reanudado.reprogramaciones == 1
    assert abiertos(reanudado) == {states.VENCE: TARDE}


def test_a_date_that_passed_meanwhile_needs_another(oficina: Oficina) -> None:
    suspendido = oficina.hasta(states.SUSPENDIDA)

    with clock.moved_to(en(20)):
        with falta(suspendido, "fecha"):
            oficina.reanudar(suspendido)
        assert oficina.reanudar(
            suspendido, fecha=date(2026, 10, 9), motivo="Hay fondos."
        ).fecha_vigente == date(2026, 10, 9)


def test_another_date_has_a_reason(oficina: Oficina) -> None:
    suspendido = oficina.hasta(states.SUSPENDIDA)

    with falta(suspendido, "motivo"):
        oficina.reanudar(suspendido, fecha=TARDE)


def test_its_reports_are_due_again(oficina: Oficina) -> None:
    suspendido = oficina.hasta(states.SUSPENDIDA, frecuencia="semanal")

    with clock.moved_to(en(5)):
        reanudado = oficina.reanudar(suspendido)

    assert abiertos(reanudado)[states.INFORME] == date(2026, 9, 21)
    assert abiertos(reanudado)[states.SIN_INFORMES] == date(2026, 9, 28)


def test_what_was_made_public_meanwhile_runs_in_public(oficina: Oficina) -> None:
    suspendido = oficina.hasta(states.SUSPENDIDA, nivel_reserva=0)
    oficina.editar(suspendido, publico=True)
    assert abiertos(suspendido) == {}

    assert abiertos(oficina.reanudar(suspendido))[states.PUBLICO] == VENCE


def test_only_what_stands_still_goes_on(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with se_niega(compromiso, "está en «En gestión»"):
        oficina.reanudar(compromiso)


def test_its_responsable_does_not(oficina: Oficina, marta: Usuario) -> None:
    suspendido = oficina.hasta(states.SUSPENDIDA)

    with se_niega(suspendido, "No le corresponde"):
        oficina.reanudar(suspendido, actor=oficina.responsable)
    with no_existe(suspendido):
        oficina.reanudar(suspendido, actor=marta)


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    suspendido = oficina.hasta(states.SUSPENDIDA)

    with esta_vencido(suspendido):
        oficina.reanudar(suspendido, version=vencida(suspendido))
