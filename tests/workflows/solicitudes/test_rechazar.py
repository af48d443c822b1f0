"""The titular, or the jefe where the type says so, decides not to."""

from __future__ import annotations

from typing import Any

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
from workflows.solicitudes.models import TipoSolicitud


def test_the_reason_is_kept_for_the_answer(despacho: Despacho) -> None:
    solicitud = despacho.rechazar(despacho.hasta(states.EN_DECISION))

    assert (solicitud.estado, solicitud.decision) == ("rechazada", "rechazada")
    assert solicitud.get_motivo_codigo_display() == "No le corresponde al municipio"
    assert ultima(solicitud).escrito.texto == "El acueducto es del instituto nacional."


def test_the_answer_is_still_due_and_who_writes_it_is_told(despacho: Despacho) -> None:
    solicitud = despacho.rechazar(despacho.hasta(states.EN_DECISION))

    assert abiertos(solicitud) == {states.LEGAL, states.META}
    assert avisados(solicitud, "S03R") == {"Rosa Medina", "Luis Ábrego"}


def test_the_jefe_rejects_the_types_that_say_so(
    despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    solicitud = despacho.hasta(states.EN_DECISION, tipo=invitacion)

    assert despacho.rechazar(solicitud, actor=despacho.jefe).estado == "rechazada"


@pytest.mark.parametrize("quien", ["rosa", "ines", "luis", "elena"])
def test_nobody_else_decides(
    quien: str, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.EN_DECISION)

    with se_niega(solicitud, "No le corresponde"):
        despacho.rechazar(solicitud, actor=actor)


@pytest.mark.parametrize(
    "estado", ["registrada", "en_analisis", "aceptada", "rechazada", "atendida", "cerrada"]
)
def test_only_what_waits_for_a_decision_is_rejected(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.rechazar(solicitud)


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"motivo_codigo": ""}, "motivo_codigo"),
        ({"motivo_codigo": "porque_no"}, "motivo_codigo"),
        ({"motivo": " "}, "motivo"),
    ],
)
def test_it_needs_a_reason_and_words(
    cambio: dict[str, Any], campo: str, despacho: Despacho
) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)

    with sin_cambios(solicitud), pytest.raises(ValidationError) as refusal:
        despacho.rechazar(solicitud, **cambio)

    assert list(refusal.value.message_dict) == [campo]


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.rechazar(solicitud, version=1)
