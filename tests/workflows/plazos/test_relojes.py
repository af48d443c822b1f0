"""The clocks of many case files in one reading: those that run, and those that ended."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from core import clock
from tests.consultas import exactamente
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import Despacho
from workflows.plazos import actions as plazos
from workflows.plazos import queries
from workflows.plazos.models import Plazo
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud

AMBOS = (states.LEGAL, states.META)
# Of a petition registered on that Wednesday: neither has passed, the shorter one has, both have.
PRONTO, DESPUES, TARDE = (MIERCOLES + timedelta(days=dias) for dias in (1, 25, 60))


@pytest.fixture(autouse=True)
def miercoles(miercoles: None) -> None:
    """All of this happens then."""


def leidos(*casos: Solicitud) -> dict[int, list[str]]:
    terminados = {caso.pk: caso.respondida_en for caso in casos}
    found = queries.relojes(terminados, AMBOS)
    return {pk: [uno.clase for uno in suyos] for pk, suyos in found.items()}


def test_those_that_run_and_those_that_ended_come_together(despacho: Despacho) -> None:
    abierta, cerrada = despacho.registrar(), despacho.hasta(states.CERRADA)

    with exactamente(1):
        found = leidos(abierta, cerrada)

    assert found == {caso.pk: [states.META, states.LEGAL] for caso in (abierta, cerrada)}


def test_of_none_nothing_is_asked(db: None) -> None:
    with exactamente(0):
        assert queries.relojes({}, AMBOS) == {}


def test_one_that_ended_otherwise_has_none(despacho: Despacho) -> None:
    assert leidos(despacho.hasta(states.DESISTIDA), despacho.hasta(states.DUPLICADA)) == {}


def test_of_one_that_goes_on_again_only_what_runs(despacho: Despacho) -> None:
    reabierta = despacho.hasta(states.CERRADA)
    with clock.moved_to(TARDE):
        despacho.reabrir(reabierta)
        found = queries.relojes({reabierta.pk: None}, AMBOS)[reabierta.pk]

    assert [uno.estado for uno in found] == ["abierto", "abierto"]
    assert {uno.inicio for uno in found} == {TARDE}


def test_of_one_answered_twice_the_last(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.CERRADA)
    with clock.moved_to(TARDE):
        despacho.reabrir(solicitud)
        despacho.elevar(solicitud)
        despacho.rechazar(solicitud)
        otra_vez = despacho.cerrar(solicitud)

    found = queries.relojes({solicitud.pk: otra_vez.respondida_en}, AMBOS)[solicitud.pk]

    assert [(uno.clase, uno.inicio) for uno in found] == [(uno, TARDE) for uno in AMBOS[::-1]]


def test_a_term_that_was_taken_back_before_is_not_one_of_this_answer(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)
    plazos.cerrar(solicitud, states.LEGAL)
    with clock.moved_to(PRONTO):
        cerrada = despacho.cerrar(solicitud)

    assert leidos(cerrada) == {cerrada.pk: [states.META]}


@pytest.mark.parametrize(
    ("cuando", "pasados"),
    [(PRONTO, set()), (DESPUES, {states.META}), (TARDE, {states.META, states.LEGAL})],
)
def test_each_has_passed_or_not_by_now_and_when_it_ended(
    despacho: Despacho, cuando: datetime, pasados: set[str]
) -> None:
    corre, termina = despacho.registrar(), despacho.hasta(states.ATENDIDA)
    with clock.moved_to(cuando):
        despacho.cerrar(termina)
        assert que_pasaron(corre) == pasados

    with clock.moved_to(TARDE):
        assert que_pasaron(termina) == pasados


def test_one_that_stands_passes_no_more(despacho: Despacho) -> None:
    detenida = despacho.hasta(states.REQUIERE_INFORMACION)

    with clock.moved_to(TARDE):
        assert que_pasaron(detenida) == set()


def que_pasaron(solicitud: Solicitud) -> set[str]:
    suyos = Plazo.objects.filter(expediente=solicitud.pk, clase__in=AMBOS)
    return {uno.clase for uno in suyos if uno.pasado}
