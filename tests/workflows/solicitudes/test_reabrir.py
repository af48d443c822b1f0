"""The answer was not enough."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from core import clock
from core.models import HistorialTexto, Usuario
from core.transitions import StaleVersion
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import Despacho, abiertos, avisados, se_niega, sin_cambios
from workflows.plazos.models import Plazo
from workflows.solicitudes import actions, states


def test_it_is_analysed_again_by_the_same_responsable(despacho: Despacho) -> None:
    solicitud = despacho.reabrir(despacho.hasta(states.CERRADA))

    assert (solicitud.estado, solicitud.responsable) == ("en_analisis", despacho.responsable)
    assert "Luis Ábrego" in avisados(solicitud, "S01R")


def test_both_clocks_start_over_for_the_responsable(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.CERRADA)

    with clock.moved_to(MIERCOLES + timedelta(days=40)):
        despacho.reabrir(solicitud)

    assert abiertos(solicitud) == {states.LEGAL, states.META}
    legal = Plazo.objects.get(clase=states.LEGAL, estado="abierto")
    assert clock.local(legal.inicio) == MIERCOLES + timedelta(days=40)
    assert legal.personas.get().usuario == despacho.responsable


def test_the_answer_that_was_given_stays_in_the_history(despacho: Despacho) -> None:
    solicitud = despacho.reabrir(despacho.hasta(states.CERRADA))

    assert (solicitud.respuesta, solicitud.respondida_en, solicitud.decision) == ("", None, "")
    assert HistorialTexto.objects.filter(texto__startswith="El agua llegó").exists()


def test_the_contraparte_may(despacho: Despacho, elena: Usuario) -> None:
    solicitud = despacho.reabrir(despacho.hasta(states.CERRADA), actor=elena)

    assert solicitud.estado == "en_analisis"


def test_it_can_be_answered_a_second_time(despacho: Despacho) -> None:
    solicitud = despacho.reabrir(despacho.hasta(states.CERRADA))
    despacho.elevar(solicitud)
    despacho.rechazar(solicitud)

    assert despacho.cerrar(solicitud).estado == "cerrada"


def test_what_answered_it_before_does_not_answer_it_again(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    despacho.cumplir(despacho.encargar(solicitud))
    actions.seguir()
    despacho.cerrar(solicitud)

    with clock.moved_to(MIERCOLES + timedelta(days=1)):
        despacho.reabrir(solicitud)
        despacho.elevar(solicitud)
        despacho.aceptar(solicitud)

        assert actions.seguir() == 0


@pytest.mark.parametrize("quien", ["tomas", "ines", "luis"])
def test_nobody_else_may(quien: str, despacho: Despacho, request: pytest.FixtureRequest) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.CERRADA)

    with se_niega(solicitud, "No le corresponde"):
        despacho.reabrir(solicitud, actor=actor)


@pytest.mark.parametrize(
    "estado",
    ["registrada", "en_analisis", "en_decision", "aceptada", "rechazada", "atendida"],
)
def test_only_what_is_closed_is_reopened(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.reabrir(solicitud)


def test_it_needs_a_reason(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.CERRADA)

    with sin_cambios(solicitud), pytest.raises(ValidationError, match="por qué se reabre"):
        despacho.reabrir(solicitud, motivo="")


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.CERRADA)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.reabrir(solicitud, version=1)


def test_nothing_is_late_while_there_is_no_answer(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)
    with clock.moved_to(clock.now() + timedelta(days=60)):
        reabierta = despacho.reabrir(despacho.cerrar(solicitud))

    assert reabierta.respondida_tarde is False
