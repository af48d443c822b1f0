"""aplazar: it is decided later."""

from __future__ import annotations

from datetime import date

import pytest

from core.models import Usuario
from core.transitions import StaleVersion
from tests.workflows.solicitudes.builders import (
    Despacho,
    abiertos,
    avisados,
    falta,
    se_niega,
    sin_cambios,
)
from workflows.solicitudes import queries, states


def test_it_waits_for_its_day_while_the_law_counts_on(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.APLAZADA)

    assert (solicitud.estado, solicitud.aplazada_hasta) == ("aplazada", date(2026, 9, 21))
    assert abiertos(solicitud) == {states.LEGAL, states.META, states.REVISION}
    assert not queries.decisiones(despacho.titular).exists()


def test_who_prepared_it_and_who_asked_are_told(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.APLAZADA)

    assert avisados(solicitud, "S03R") == {"Rosa Medina", "Luis Ábrego"}
    assert avisados(solicitud, "S10") == {"Junta Comunal El Roble"}


@pytest.mark.parametrize("dia", [date(2026, 9, 9), date(2026, 9, 1)])
def test_its_day_is_to_come(despacho: Despacho, dia: date) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)

    with falta(solicitud, "fecha"):
        despacho.aplazar(solicitud, fecha=dia)


def test_it_needs_a_reason(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)

    with falta(solicitud, "motivo"):
        despacho.aplazar(solicitud, motivo="")


def test_the_jefe_may_too(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)

    assert despacho.aplazar(solicitud, actor=despacho.jefe).estado == "aplazada"


@pytest.mark.parametrize("quien", ["ines", "luis", "elena"])
def test_nobody_else_may(quien: str, despacho: Despacho, request: pytest.FixtureRequest) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.EN_DECISION)

    with se_niega(solicitud, "No le corresponde"):
        despacho.aplazar(solicitud, actor=actor)


@pytest.mark.parametrize("estado", [states.EN_ANALISIS, states.ACEPTADA, states.APLAZADA])
def test_only_what_waits_for_a_decision(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.aplazar(solicitud)


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.aplazar(solicitud, version=1)
