"""Somebody becomes responsable of the answer."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core.models import Usuario
from core.transitions import StaleVersion
from tests.workflows.solicitudes.builders import (
    Despacho,
    abiertos,
    avisados,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.plazos.models import Plazo
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud


def test_the_responsable_may_see_it_answers_for_its_clocks_and_is_told(
    despacho: Despacho,
) -> None:
    solicitud = despacho.analizar(despacho.registrar())

    assert (solicitud.estado, solicitud.responsable) == ("en_analisis", despacho.responsable)
    assert ("responsable", despacho.responsable.pk) in solicitud.papeles
    assert avisados(solicitud, "S01R") == {"Luis Ábrego"}
    vivos = Plazo.objects.filter(estado="abierto")
    assert {uno.personas.get().usuario for uno in vivos} == {despacho.responsable}


def test_the_time_to_analyse_is_over(despacho: Despacho) -> None:
    solicitud = despacho.analizar(despacho.registrar())

    assert abiertos(solicitud) == {states.LEGAL, states.META}


def test_the_counter_may_analyse(despacho: Despacho) -> None:
    solicitud = despacho.analizar(despacho.registrar(), actor=despacho.asistente)

    assert ultima(solicitud).usuario == despacho.asistente


def test_nobody_is_told_of_what_one_takes_on_oneself(despacho: Despacho) -> None:
    solicitud = despacho.analizar(despacho.registrar(), responsable=despacho.jefe)

    assert avisados(solicitud, "S01R") == set()


@pytest.mark.parametrize("quien", ["tomas", "elena", "omar"])
def test_who_only_reads_may_not(
    quien: str, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.registrar()

    with se_niega(solicitud, "No le corresponde"):
        despacho.analizar(solicitud, actor=actor)


@pytest.mark.parametrize(
    "estado", ["en_analisis", "en_decision", "aceptada", "rechazada", "atendida", "cerrada"]
)
def test_it_is_analysed_once(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.analizar(solicitud)


def test_who_has_no_account_any_more_cannot_answer_for_it(
    despacho: Despacho, marta: Usuario
) -> None:
    marta.is_active = False
    solicitud = despacho.registrar()

    with sin_cambios(solicitud), pytest.raises(ValidationError, match="ya no tiene cuenta"):
        despacho.analizar(solicitud, responsable=marta)


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.analizar(solicitud, version=7)


def test_what_one_may_not_see_does_not_exist(despacho: Despacho, marta: Usuario) -> None:
    solicitud = despacho.registrar()

    with sin_cambios(solicitud), pytest.raises(Solicitud.DoesNotExist):
        despacho.analizar(solicitud, actor=marta)
