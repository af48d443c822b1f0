"""suspender: it stands still, and so does its clock."""

from __future__ import annotations

from datetime import date

from core import clock
from core.models import Usuario
from notifiers.models import Notificacion
from tests.workflows.compromisos.builders import (
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
from workflows.compromisos import queries, states
from workflows.plazos import actions as plazos
from workflows.plazos.models import Plazo


def test_nothing_runs_and_its_responsable_knows(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION, frecuencia="semanal")

    suspendido = oficina.suspender(compromiso)

    assert suspendido.estado == states.SUSPENDIDA
    assert abiertos(suspendido) == {}
    assert Plazo.objects.get(expediente=suspendido.pk, estado="pausado").clase == states.VENCE
    assert avisados(suspendido, "T01S") == {"Luis Ábrego"}
    assert queries.luz(suspendido).palabra == "Suspendido"


def test_nobody_is_reminded_of_its_date(oficina: Oficina) -> None:
    suspendido = oficina.hasta(states.SUSPENDIDA)

    with clock.moved_to(en(20)):
        plazos.barrer()

    assert not Notificacion.objects.filter(
        expediente=suspendido.pk, clase__in=("T03", "T04")
    ).exists()


def test_it_is_not_among_what_is_late(oficina: Oficina, rosa: Usuario) -> None:
    suspendido = oficina.hasta(states.SUSPENDIDA)

    with clock.moved_to(en(20)):
        assert suspendido.fecha_vigente < date(2026, 9, 29)
        assert suspendido not in queries.atrasados(rosa)


def test_it_says_why(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with falta(compromiso, "motivo"):
        oficina.suspender(compromiso, motivo="")


def test_only_what_is_being_done_stands_still(oficina: Oficina) -> None:
    compromiso = oficina.crear()

    with se_niega(compromiso, "está en «Asignado»"):
        oficina.suspender(compromiso)


def test_its_responsable_does_not(oficina: Oficina, marta: Usuario) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with se_niega(compromiso, "No le corresponde"):
        oficina.suspender(compromiso, actor=oficina.responsable)
    with no_existe(compromiso):
        oficina.suspender(compromiso, actor=marta)


def test_a_stale_form_is_refused(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    with esta_vencido(compromiso):
        oficina.suspender(compromiso, version=vencida(compromiso))
