"""Putting a request to decision, with a recommendation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core.models import Usuario
from core.transitions import StaleVersion
from notifiers.models import Entrega
from tests.workflows.solicitudes.builders import (
    Despacho,
    abiertos,
    avisados,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.solicitudes import states


def test_it_carries_what_is_recommended(despacho: Despacho) -> None:
    solicitud = despacho.elevar(despacho.hasta(states.EN_ANALISIS))

    assert solicitud.estado == "en_decision"
    assert (solicitud.sugerencia, solicitud.prioridad) == ("atender", 3)
    assert solicitud.fecha_sugerida == date(2026, 9, 29)
    assert ultima(solicitud).escrito.texto == "Son 40 familias sin agua desde abril."
    assert ultima(solicitud).datos["fecha_sugerida"] == "2026-09-29"


def test_what_is_better_declined_needs_no_date(despacho: Despacho) -> None:
    solicitud = despacho.elevar(
        despacho.hasta(states.EN_ANALISIS), sugerencia="declinar", fecha_sugerida=None
    )

    assert (solicitud.sugerencia, solicitud.fecha_sugerida) == ("declinar", None)


def test_the_titular_sees_it_in_the_bell_and_gets_no_mail(despacho: Despacho) -> None:
    solicitud = despacho.elevar(despacho.hasta(states.EN_ANALISIS))

    assert avisados(solicitud, "S03") == {"Tomás Vega"}
    assert not Entrega.objects.filter(notificacion__clase="S03").exists()


def test_the_time_to_decide_runs(despacho: Despacho) -> None:
    solicitud = despacho.elevar(despacho.hasta(states.EN_ANALISIS))

    assert states.DECISION in abiertos(solicitud)


@pytest.mark.parametrize("quien", ["ines", "tomas", "luis", "elena"])
def test_only_the_jefe_does_it(
    quien: str, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with se_niega(solicitud, "No le corresponde"):
        despacho.elevar(solicitud, actor=actor)


@pytest.mark.parametrize(
    "estado", ["registrada", "en_decision", "aceptada", "rechazada", "atendida", "cerrada"]
)
def test_only_what_is_being_analysed_is_put_to_decision(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.elevar(solicitud)


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"recomendacion": "  "}, "recomendacion"),
        ({"sugerencia": ""}, "sugerencia"),
        ({"sugerencia": "archivar"}, "sugerencia"),
        ({"prioridad": 5}, "prioridad"),
        ({"fecha_sugerida": None}, "fecha_sugerida"),
        ({"fecha_sugerida": date(2026, 9, 8)}, "fecha_sugerida"),
        ({"sugerencia": "declinar", "fecha_sugerida": date(2026, 9, 8)}, "fecha_sugerida"),
    ],
)
def test_bad_data_names_its_field(cambio: dict[str, Any], campo: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with sin_cambios(solicitud), pytest.raises(ValidationError) as refusal:
        despacho.elevar(solicitud, **cambio)

    assert list(refusal.value.message_dict) == [campo]


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.elevar(solicitud, version=1)
