"""The titular, or the jefe where the type says so, decides to attend to it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from core.models import Suplencia, Usuario
from core.transitions import StaleVersion
from tests.workflows.solicitudes.builders import (
    Despacho,
    abiertos,
    avisados,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.solicitudes import states
from workflows.solicitudes.models import TipoSolicitud


def test_who_prepared_it_is_told(despacho: Despacho) -> None:
    solicitud = despacho.aceptar(despacho.hasta(states.EN_DECISION), nota="Vamos el martes.")

    assert (solicitud.estado, solicitud.decision) == ("aceptada", "aceptada")
    assert solicitud.decidida_en == clock.now()
    assert ultima(solicitud).escrito.texto == "Vamos el martes."
    assert avisados(solicitud, "S03R") == {"Rosa Medina", "Luis Ábrego"}


def test_the_time_to_decide_is_over_and_the_answer_is_still_due(despacho: Despacho) -> None:
    solicitud = despacho.aceptar(despacho.hasta(states.EN_DECISION))

    assert abiertos(solicitud) == {states.LEGAL, states.META, states.FECHA}


def test_the_jefe_decides_the_types_that_say_so(
    despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    en_decision = despacho.hasta(states.EN_DECISION, tipo=invitacion)
    en_analisis = despacho.hasta(states.EN_ANALISIS, tipo=invitacion)

    assert despacho.aceptar(en_decision, actor=despacho.jefe).estado == "aceptada"
    assert despacho.aceptar(en_analisis, actor=despacho.jefe).estado == "aceptada"


def test_the_jefe_does_not_decide_the_others(despacho: Despacho) -> None:
    en_decision = despacho.hasta(states.EN_DECISION)
    en_analisis = despacho.hasta(states.EN_ANALISIS)

    for solicitud in (en_decision, en_analisis):
        with se_niega(solicitud, "No le corresponde"):
            despacho.aceptar(solicitud, actor=despacho.jefe)


def test_the_titular_needs_no_recommendation(despacho: Despacho) -> None:
    solicitud = despacho.aceptar(despacho.hasta(states.EN_ANALISIS))

    assert (solicitud.estado, solicitud.decision) == ("aceptada", "aceptada")
    assert avisados(solicitud, "S03R") == {"Rosa Medina", "Luis Ábrego"}


def test_a_substitute_decides_and_the_history_says_for_whom(
    despacho: Despacho, marta: Usuario
) -> None:
    Suplencia.objects.create(
        titular=despacho.titular,
        suplente=marta,
        desde=clock.today(),
        hasta=clock.today() + timedelta(days=5),
    )

    solicitud = despacho.aceptar(despacho.hasta(states.EN_DECISION), actor=marta)

    assert solicitud.estado == "aceptada"
    assert (ultima(solicitud).usuario, ultima(solicitud).por) == (marta, despacho.titular)


def test_a_substitute_whose_time_is_over_decides_nothing(
    despacho: Despacho, elena: Usuario
) -> None:
    Suplencia.objects.create(
        titular=despacho.titular,
        suplente=elena,
        desde=clock.today() - timedelta(days=9),
        hasta=clock.today() - timedelta(days=1),
    )
    solicitud = despacho.hasta(states.EN_DECISION)

    with se_niega(solicitud, "No le corresponde"):
        despacho.aceptar(solicitud, actor=elena)


@pytest.mark.parametrize("quien", ["ines", "luis", "elena"])
def test_nobody_else_decides(
    quien: str, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.EN_DECISION)

    with se_niega(solicitud, "No le corresponde"):
        despacho.aceptar(solicitud, actor=actor)


@pytest.mark.parametrize("estado", ["registrada", "aceptada", "rechazada", "atendida", "cerrada"])
def test_only_what_waits_is_accepted(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.aceptar(solicitud)


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.aceptar(solicitud, version=1)
