"""separar: it was not the same, or the other one ends without an answer."""

from __future__ import annotations

from datetime import date

import pytest

from core import clock
from core.models import Usuario, Vinculo
from core.transitions import StaleVersion
from tests.workflows.solicitudes.builders import (
    Despacho,
    abiertos,
    avisados,
    falta,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.plazos.models import Plazo
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud


def test_it_waits_to_be_analysed_and_the_law_never_stopped_counting(despacho: Despacho) -> None:
    solicitud = despacho.separar(despacho.hasta(states.DUPLICADA))

    assert (solicitud.estado, solicitud.principal) == ("registrada", None)
    assert abiertos(solicitud) == {states.LEGAL, states.META, states.ANALISIS}
    legal = Plazo.objects.get(expediente=solicitud.pk, clase=states.LEGAL, estado="abierto")
    assert clock.local(legal.vence_en).date() == date(2026, 10, 9)
    assert not Vinculo.objects.filter(de=solicitud).exists()


@pytest.mark.parametrize("paso", ["retirar", "desistir"])
def test_those_joined_to_one_that_ends_without_an_answer_go_on(
    paso: str, despacho: Despacho
) -> None:
    principal = despacho.hasta(
        states.EN_ANALISIS if paso == "retirar" else states.REQUIERE_INFORMACION
    )
    unida = despacho.fusionar(despacho.registrar(), principal_id=principal.pk)

    getattr(despacho, paso)(principal)

    unida = Solicitud.objects.get(pk=unida.pk)
    assert (unida.estado, ultima(unida).usuario.es_sistema) == ("registrada", True)
    assert avisados(unida, "S10R") == {"Rosa Medina"}


@pytest.mark.parametrize("quien", ["tomas", "ines", "luis", "elena"])
def test_of_the_people_only_the_jefe_may(
    quien: str, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.DUPLICADA)

    with se_niega(solicitud, "No le corresponde"):
        despacho.separar(solicitud, actor=actor)


@pytest.mark.parametrize("estado", [states.REGISTRADA, states.DESISTIDA])
def test_only_what_was_joined(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.separar(solicitud)


def test_it_needs_a_reason(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.DUPLICADA)

    with falta(solicitud, "motivo"):
        despacho.separar(solicitud, motivo=" ")


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.DUPLICADA)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.separar(solicitud, version=1)
