"""Prensa will not tell what was met: its deadline closes, and the history says why."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core.models import Usuario
from core.transitions import StaleVersion
from tests.workflows.metas.builders import (
    Gobierno,
    Persona,
    abiertos,
    se_niega,
    sin_cambios,
    ultima,
)
from tests.workflows.metas.test_oportunidad import una_oportunidad
from workflows.metas import actions, queries, states
from workflows.metas.actions import intermedias
from workflows.metas.models import MetaIntermedia

pytestmark = pytest.mark.django_db

MOTIVO = "Ya lo contó la radio."


def descartar(mi: MetaIntermedia, actor: Usuario, **cambios: Any) -> MetaIntermedia:
    return intermedias.descartar(**{"mi_id": mi.pk, "actor": actor, "motivo": MOTIVO, **cambios})


def test_its_deadline_closes_and_it_waits_no_more(gobierno: Gobierno, paula: Usuario) -> None:
    mi = descartar(una_oportunidad(gobierno), paula)

    assert (mi.estado, abiertos(mi)) == (states.CUMPLIDA, set())
    assert list(queries.oportunidades(paula)) == []
    entrada = ultima(mi)
    assert (entrada.verbo, entrada.usuario, entrada.escrito.texto) == ("descartar", paula, MOTIVO)


def test_the_reason_is_required(gobierno: Gobierno, paula: Usuario) -> None:
    mi = una_oportunidad(gobierno)

    with sin_cambios(mi), pytest.raises(ValidationError) as error:
        descartar(mi, paula, motivo="  ")
    assert set(error.value.message_dict) == {"motivo"}


def test_only_prensa_does(gobierno: Gobierno, persona: Persona) -> None:
    mi = una_oportunidad(gobierno)

    for quien in ("gabriel", "luis", "carmen", "elena", "tomas"):
        with se_niega(mi, "No le corresponde"):
            descartar(mi, persona(quien))


def test_what_somebody_wrote_about_is_not_dropped_any_more(
    gobierno: Gobierno, paula: Usuario
) -> None:
    mi = actions.oportunidad_atendida(mi_id=una_oportunidad(gobierno).pk, actor=paula)

    with se_niega(mi, "No está entre lo que prensa tiene por contar"):
        descartar(mi, paula)


def test_nor_what_was_never_flagged_or_is_not_met(gobierno: Gobierno, paula: Usuario) -> None:
    with se_niega(cumplida := gobierno.intermedia(states.CUMPLIDA), "No está entre"):
        descartar(cumplida, paula)
    with se_niega(programada := gobierno.intermedia(), "No se puede: está en"):
        descartar(programada, paula)


def test_a_stale_form_is_refused(gobierno: Gobierno, paula: Usuario) -> None:
    mi = una_oportunidad(gobierno)

    with sin_cambios(mi), pytest.raises(StaleVersion):
        descartar(mi, paula, version=1)
