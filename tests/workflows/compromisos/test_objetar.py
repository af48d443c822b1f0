"""objetar: the responsable says that it is not his to do."""

from __future__ import annotations

from core.models import Usuario
from tests.workflows.compromisos.builders import (
    VENCE,
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
from workflows.compromisos import queries, states
from workflows.plazos.models import PlazoPersona


def test_the_programador_and_the_monitor_read_why(oficina: Oficina) -> None:
    objetado = oficina.objetar(oficina.crear())

    assert objetado.estado == states.OBJETADA
    assert avisados(objetado, "T02O") == {"Rosa Medina", "Carmen Ruiz"}
    assert ultima(objetado).escrito.texto == "Es de Obras."


def test_its_date_runs_on_as_the_programadors(oficina: Oficina) -> None:
    objetado = oficina.objetar(oficina.crear())

    assert abiertos(objetado) == {
        states.VENCE: VENCE,
        states.OBJECION: abiertos(objetado)[states.OBJECION],
    }
    responden = PlazoPersona.objects.filter(
        plazo__expediente=objetado.pk, plazo__clase=states.VENCE, papel="responsable"
    )
    assert [uno.usuario for uno in responden] == [oficina.programador]


def test_it_waits_for_the_programador_to_give_it_to_another(oficina: Oficina) -> None:
    objetado = oficina.objetar(oficina.crear())

    assert objetado in queries.esperan_a(oficina.programador)
    assert objetado not in queries.esperan_a(oficina.responsable)


def test_it_says_why(oficina: Oficina) -> None:
    compromiso = oficina.crear()

    with falta(compromiso, "motivo"):
        oficina.objetar(compromiso, motivo=" ")


def test_what_was_taken_on_is_not_objected(oficina: Oficina) -> None:
    aceptado = oficina.hasta(states.EN_GESTION)

    with se_niega(aceptado, "está en «En gestión»"):
        oficina.objetar(aceptado)


def test_only_its_responsable_does(oficina: Oficina, marta: Usuario) -> None:
    compromiso = oficina.crear()

    with se_niega(compromiso, "No le corresponde"):
        oficina.objetar(compromiso, actor=oficina.programador)
    with no_existe(compromiso):
        oficina.objetar(compromiso, actor=marta)


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    compromiso = oficina.crear()

    with esta_vencido(compromiso):
        oficina.objetar(compromiso, version=vencida(compromiso))
