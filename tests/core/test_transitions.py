"""One step of a machine: who, from where, and what stays behind."""

from __future__ import annotations

import pytest
from django.db import transaction

from core import transitions
from core.transitions import NotAllowed, StaleVersion
from tests.builders import un_compromiso
from workflows.compromisos.models import Compromiso

pytestmark = pytest.mark.django_db


@pytest.fixture
def compromiso(rosa, luis, junta) -> Compromiso:
    return un_compromiso(rosa, luis, junta)


def test_a_step_changes_state_version_and_history(compromiso, luis) -> None:
    entrada = transitions.run(compromiso, "aceptar", actor=luis)

    compromiso.refresh_from_db()
    assert (compromiso.estado, entrada.de, entrada.a) == ("en_gestion", "asignada", "en_gestion")
    assert entrada.usuario == luis


def test_the_wrong_person_is_told_so_and_nothing_changes(compromiso, marta) -> None:
    with pytest.raises(NotAllowed, match="No le corresponde"):
        transitions.run(compromiso, "aceptar", actor=marta)

    compromiso.refresh_from_db()
    assert compromiso.estado == "asignada"


def test_the_wrong_state_is_named(compromiso, rosa) -> None:
    with pytest.raises(NotAllowed, match="está en «Asignado»"):
        transitions.run(compromiso, "aprobar", actor=rosa)


def test_a_condition_says_why_not(compromiso, rosa) -> None:
    with pytest.raises(NotAllowed, match="Nadie ha pedido una prórroga"):
        transitions.run(compromiso, "resolver_prorroga", actor=rosa, concedida=True)


def test_a_stale_form_is_refused(compromiso, luis) -> None:
    seen = compromiso.version
    transitions.run(compromiso, "aceptar", actor=luis)

    with pytest.raises(StaleVersion), transaction.atomic():
        transitions.lock(Compromiso, compromiso.pk, actor=luis, version=seen)


def test_what_one_may_not_see_does_not_exist(compromiso, marta) -> None:
    with pytest.raises(Compromiso.DoesNotExist), transaction.atomic():
        transitions.lock(Compromiso, compromiso.pk, actor=marta)


def test_every_verb_is_offered_with_its_reason(compromiso, luis) -> None:
    steps = {step.verb: step for step in transitions.steps(compromiso, luis)}

    assert steps["aceptar"].allowed
    assert steps["aceptar"].primary
    assert steps["reiterar"].motivo == "No le corresponde a usted."
    assert next(iter(steps)) == "enviar"


def test_codes_follow_each_other_without_gaps(rosa, luis, junta) -> None:
    codes = [un_compromiso(rosa, luis, junta).codigo for _ in range(3)]

    first = int(codes[0].rsplit("-", 1)[1])
    assert [int(code.rsplit("-", 1)[1]) for code in codes] == [first, first + 1, first + 2]
    assert codes[0].startswith("CMP-")


def test_the_state_cannot_be_assigned(compromiso) -> None:
    with pytest.raises(AttributeError):
        compromiso.estado = "cumplida"
