"""informar: how it goes, in words and percent, when it is due."""

from __future__ import annotations

from datetime import date

import pytest

from core import clock
from core.models import Usuario
from tests.workflows.compromisos.builders import (
    Oficina,
    abiertos,
    avisados,
    en,
    esta_vencido,
    falta,
    medios,
    no_existe,
    se_niega,
    vencida,
)
from workflows.compromisos import states


def test_each_report_is_kept(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)
    oficina.informar(compromiso)

    informado = oficina.informar(compromiso, texto="Van cuatro.", porcentaje=75)

    assert [(uno.texto, uno.porcentaje) for uno in informado.informes.all()] == [
        ("Van cuatro.", 75),
        ("Van tres de cinco.", 50),
    ]
    assert informado.avance == 75
    assert avisados(informado, "T05R") == {"Rosa Medina", "Carmen Ruiz"}
    assert medios(informado, "T05R") == []


def test_the_whole_is_said_by_who_verifies_it(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    for cuanto in (100, 95, 60):
        with falta(compromiso, "porcentaje"):
            oficina.informar(compromiso, porcentaje=cuanto)

    oficina.informar(compromiso, porcentaje=90)
    oficina.reportar_cumplida(compromiso)
    assert oficina.aprobar(compromiso).avance == 100


def test_the_next_one_is_due_in_its_turn_however_late_this_is(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION, frecuencia="semanal")
    assert compromiso.proximo_informe == date(2026, 9, 16)

    with clock.moved_to(en(10)):
        informado = oficina.informar(compromiso)

    assert informado.proximo_informe == date(2026, 9, 23)
    assert abiertos(informado)[states.INFORME] == date(2026, 9, 23)
    assert [uno.para for uno in informado.informes.all()] == [date(2026, 9, 16)]


def test_without_a_frequency_none_is_due(oficina: Oficina) -> None:
    informado = oficina.informar(oficina.hasta(states.EN_GESTION))

    assert informado.proximo_informe is None
    assert set(abiertos(informado)) == {states.VENCE}


def test_another_frequency_counts_from_the_day_it_is_set(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    assert abiertos(oficina.editar(compromiso, frecuencia="mensual"))[states.INFORME] == date(
        2026, 10, 9
    )
    assert states.INFORME not in abiertos(oficina.editar(compromiso, frecuencia=""))


def test_it_says_what_was_done(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with falta(compromiso, "texto"):
        oficina.informar(compromiso, texto=" ")


@pytest.mark.parametrize("estado", [states.ASIGNADA, states.SUSPENDIDA, states.POR_VERIFICAR])
def test_only_of_what_is_being_done(oficina: Oficina, estado: str) -> None:
    compromiso = oficina.hasta(estado)

    with se_niega(compromiso, "No se puede: está en"):
        oficina.informar(compromiso)


def test_only_its_responsable_does(oficina: Oficina, marta: Usuario) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with se_niega(compromiso, "No le corresponde"):
        oficina.informar(compromiso, actor=oficina.programador)
    with no_existe(compromiso):
        oficina.informar(compromiso, actor=marta)


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with esta_vencido(compromiso):
        oficina.informar(compromiso, version=vencida(compromiso))
