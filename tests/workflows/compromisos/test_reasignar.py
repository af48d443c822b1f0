"""reasignar: somebody else has it from now on, and begins anew."""

from __future__ import annotations

import pytest

from core import access
from core.models import Actor, Usuario
from tests.workflows.compromisos.builders import (
    VENCE,
    Oficina,
    abiertos,
    avisados,
    esta_vencido,
    falta,
    no_existe,
    se_niega,
    vencida,
)
from workflows.compromisos import queries, states
from workflows.compromisos.models import Compromiso


@pytest.mark.parametrize("estado", states.CORREN)
def test_the_new_one_has_it_to_accept(oficina: Oficina, marta: Usuario, estado: str) -> None:
    reasignado = oficina.reasignar(oficina.hasta(estado), marta)

    assert (reasignado.estado, reasignado.responsable) == (states.ASIGNADA, marta)
    assert reasignado.reasignaciones == 1
    assert abiertos(reasignado)[states.VENCE] == VENCE
    assert set(abiertos(reasignado)) == {states.VENCE, states.ACEPTAR}
    assert marta.nombre in avisados(reasignado, "T01")
    assert reasignado in queries.esperan_a(marta)


def test_who_had_it_is_told_and_goes_on_seeing_it(oficina: Oficina, marta: Usuario) -> None:
    reasignado = oficina.reasignar(oficina.hasta(states.EN_GESTION), marta)

    assert avisados(reasignado, "T01R") == {"Luis Ábrego"}
    assert reasignado not in queries.esperan_a(oficina.responsable)
    visibles = access.scope(Compromiso.objects.all(), oficina.responsable)
    assert visibles.filter(pk=reasignado.pk).exists()


def test_who_has_a_tarea_of_an_instruccion_now_takes_part_in_it(
    oficina: Oficina, marta: Usuario, gabriel: Usuario
) -> None:
    instruccion = oficina.hasta(states.EN_GESTION, tipo="instruccion", a_quien=None)
    tarea = oficina.derivar(instruccion, marta)

    oficina.reasignar(tarea, gabriel, actor=oficina.responsable)

    assert set(instruccion.participantes) == {marta, gabriel}
    assert instruccion in access.scope(Compromiso.objects.all(), gabriel)


def test_it_begins_at_nothing_done_and_without_what_was_asked(
    oficina: Oficina, marta: Usuario
) -> None:
    compromiso = oficina.hasta(states.EN_GESTION, frecuencia="semanal")
    oficina.informar(compromiso)
    oficina.pedir_prorroga(compromiso)

    reasignado = oficina.reasignar(compromiso, marta)

    assert (reasignado.porcentaje, reasignado.prorroga_para) == (0, None)
    assert set(abiertos(reasignado)) == {states.VENCE, states.ACEPTAR}
    assert reasignado.informes.count() == 1


def test_what_is_not_taken_on_by_whoever_left_is_given_to_another(
    oficina: Oficina, marta: Usuario
) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)
    Usuario.objects.filter(pk=oficina.responsable.pk).update(is_active=False)

    assert oficina.reasignar(compromiso, marta).responsable == marta


def test_not_to_who_has_it_nor_to_who_left(oficina: Oficina, marta: Usuario) -> None:
    compromiso = oficina.crear()
    Usuario.objects.filter(pk=marta.pk).update(is_active=False)

    with falta(compromiso, "responsable"):
        oficina.reasignar(compromiso, oficina.responsable)
    with falta(compromiso, "responsable"):
        oficina.reasignar(compromiso, Usuario.objects.get(pk=marta.pk))


def test_not_to_the_only_one_who_could_verify_it(oficina: Oficina) -> None:
    compromiso = oficina.crear(monitor=None)

    with falta(compromiso, "responsable"):
        oficina.reasignar(compromiso, oficina.programador)


def test_it_says_why(oficina: Oficina, marta: Usuario) -> None:
    compromiso = oficina.crear()

    with falta(compromiso, "motivo"):
        oficina.reasignar(compromiso, marta, motivo="")


def test_what_was_reported_is_sent_back_first(oficina: Oficina, marta: Usuario) -> None:
    reportado = oficina.hasta(states.POR_VERIFICAR)

    with se_niega(reportado, "está en «Por verificar»"):
        oficina.reasignar(reportado, marta)


def test_neither_its_responsable_nor_its_monitor_does(
    oficina: Oficina, marta: Usuario, gabriel: Usuario
) -> None:
    compromiso = oficina.crear()

    for quien in (oficina.responsable, oficina.monitor):
        with se_niega(compromiso, "No le corresponde"):
            oficina.reasignar(compromiso, marta, actor=quien)
    with no_existe(compromiso):
        oficina.reasignar(compromiso, marta, actor=gabriel)


def test_a_stale_form_is_refused(oficina: Oficina, marta: Usuario) -> None:
    compromiso = oficina.crear()

    with esta_vencido(compromiso):
        oficina.reasignar(compromiso, marta, version=vencida(compromiso))


def test_somebody_outside_may_be_given_it(oficina: Oficina, vial: Actor) -> None:
    reasignado = oficina.reasignar(oficina.hasta(states.EN_GESTION), vial)

    assert (reasignado.estado, reasignado.responsable.actor) == (states.ASIGNADA, vial)
    assert vial in reasignado.actores.all()
    assert avisados(reasignado, "T01") == {"Luis Ábrego", "Vial"}


def test_but_not_without_an_address_nor_what_a_mail_may_not_say(
    oficina: Oficina, vial: Actor
) -> None:
    compromiso = oficina.crear(nivel_reserva=3)
    mudo = Actor.objects.create(nombre="Comité", tipo="grupo")

    with falta(compromiso, "externo"):
        oficina.reasignar(compromiso, mudo)
    with falta(compromiso, "nivel_reserva"):
        oficina.reasignar(compromiso, vial)
    assert not Usuario.objects.filter(actor__isnull=False).exists()
