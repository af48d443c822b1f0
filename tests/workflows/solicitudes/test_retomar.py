"""retomar: what was postponed waits for a decision again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from core import clock
from core.models import Usuario
from core.transitions import StaleVersion
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import (
    Despacho,
    abiertos,
    avisados,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.plazos.models import Plazo
from workflows.solicitudes import actions, states
from workflows.solicitudes.models import Solicitud


def test_on_its_day_the_clock_brings_it_back_as_the_office_opens(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.APLAZADA)
    vence: datetime = Plazo.objects.get(clase=states.REVISION).vence_en
    assert f"{clock.local(vence):%d/%m %H:%M}" == "21/09 08:00"

    with clock.moved_to(vence - timedelta(minutes=1)):
        assert actions.mover_las_que_toca() == 0
    with clock.moved_to(vence):
        assert [actions.mover_las_que_toca() for _vez in range(2)] == [1, 0]

    solicitud = Solicitud.objects.get(pk=solicitud.pk)
    assert (solicitud.estado, solicitud.aplazada_hasta) == ("en_decision", None)
    assert abiertos(solicitud) == {states.LEGAL, states.META, states.DECISION}
    assert avisados(solicitud, "S03") == {"Tomás Vega"}
    assert ultima(solicitud).usuario.es_sistema


def test_one_that_cannot_be_moved_does_not_hold_up_the_others(despacho: Despacho) -> None:
    mala, buena = (despacho.hasta(states.APLAZADA) for _vez in range(2))
    Plazo.objects.filter(expediente=mala.pk, clase=states.REVISION).update(
        expediente=despacho.registrar().pk
    )

    with clock.moved_to(MIERCOLES + timedelta(days=20)):
        assert actions.mover_las_que_toca() == 1
    assert Solicitud.objects.get(pk=buena.pk).estado == "en_decision"


@pytest.mark.parametrize("quien", ["titular", "jefe"])
def test_nobody_need_wait_for_the_day(quien: str, despacho: Despacho) -> None:
    solicitud = despacho.retomar(despacho.hasta(states.APLAZADA), actor=getattr(despacho, quien))

    assert solicitud.estado == "en_decision"


@pytest.mark.parametrize("quien", ["ines", "luis", "elena"])
def test_nobody_else_may(quien: str, despacho: Despacho, request: pytest.FixtureRequest) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.APLAZADA)

    with se_niega(solicitud, "No le corresponde"):
        despacho.retomar(solicitud, actor=actor)


@pytest.mark.parametrize("estado", [states.EN_DECISION, states.ACEPTADA, states.CERRADA])
def test_only_what_was_postponed(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.retomar(solicitud)


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.APLAZADA)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.retomar(solicitud, version=1)
