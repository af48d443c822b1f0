"""What was asked is done, and the jefe says so by hand."""

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
from workflows.solicitudes import states


def test_it_only_lacks_the_answer(despacho: Despacho) -> None:
    solicitud = despacho.atender(despacho.hasta(states.ACEPTADA))

    assert solicitud.estado == "atendida"
    assert ultima(solicitud).escrito.texto == "Se instaló la toma el martes."
    assert abiertos(solicitud) == {states.LEGAL, states.META}


def test_the_responsable_of_the_answer_is_told(despacho: Despacho) -> None:
    solicitud = despacho.atender(despacho.hasta(states.ACEPTADA))

    assert avisados(solicitud, "S07R") == {"Luis Ábrego"}


def test_not_while_somebody_is_still_at_it(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    despacho.encargar(solicitud)

    with se_niega(solicitud, "Todavía hay un compromiso en curso"):
        despacho.atender(solicitud)


def test_once_what_was_handed_out_is_cancelled_the_jefe_may(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    despacho.cancelar(despacho.encargar(solicitud))

    assert despacho.atender(solicitud).estado == "atendida"


@pytest.mark.parametrize("quien", ["tomas", "ines", "luis", "elena"])
def test_only_the_jefe_does_it(
    quien: str, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.ACEPTADA)

    with se_niega(solicitud, "No le corresponde"):
        despacho.atender(solicitud, actor=actor)


@pytest.mark.parametrize(
    "estado",
    ["registrada", "en_analisis", "en_decision", "rechazada", "atendida", "cerrada"],
)
def test_only_what_was_accepted_is_attended_to(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.atender(solicitud)


def test_it_needs_a_note(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)

    with sin_cambios(solicitud), pytest.raises(ValidationError, match="cómo se atendió"):
        despacho.atender(solicitud, nota=" ")


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.atender(solicitud, version=1)
