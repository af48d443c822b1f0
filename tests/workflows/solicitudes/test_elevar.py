"""Putting a request to decision, with a recommendation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core.models import Area, Usuario
from core.transitions import StaleVersion
from notifiers.models import Entrega
from tests.workflows.solicitudes.builders import (
    Despacho,
    abiertos,
    avisados,
    falta,
    obras,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud


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


def test_it_says_to_whom_it_should_be_delegated(despacho: Despacho, marta: Usuario) -> None:
    solicitud = despacho.elevar(
        despacho.hasta(states.EN_ANALISIS),
        sugerencia="delegar",
        delegado_sugerido=marta,
        area_sugerida=obras(),
        motivo_sugerido="agenda",
    )

    solicitud = Solicitud.objects.get(pk=solicitud.pk)
    assert solicitud.lo_sugerido == str(marta)
    assert (solicitud.area_sugerida, solicitud.motivo_sugerido) == (None, "")


@pytest.mark.parametrize(
    ("sugerencia", "dicho"), [("derivar", "Obras"), ("declinar", "No hay fecha disponible")]
)
def test_it_says_where_it_belongs_or_why_not(
    sugerencia: str, dicho: str, despacho: Despacho
) -> None:
    solicitud = despacho.elevar(
        despacho.hasta(states.EN_ANALISIS),
        sugerencia=sugerencia,
        fecha_sugerida=None,
        area_sugerida=obras(),
        motivo_sugerido="agenda",
    )

    assert solicitud.lo_sugerido == dicho


def test_what_was_suggested_before_is_not_suggested_again(
    despacho: Despacho, marta: Usuario
) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)
    despacho.elevar(solicitud, sugerencia="delegar", delegado_sugerido=marta)
    despacho.devolver(despacho.derivar(solicitud))

    assert despacho.elevar(solicitud).lo_sugerido == ""


def test_neither_who_left_nor_what_nobody_heads_is_suggested(
    despacho: Despacho, marta: Usuario
) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)
    marta.is_active = False
    marta.save(update_fields=["is_active"])
    sin_jefe = Area.objects.create(nombre="Archivo")

    with falta(solicitud, "delegado_sugerido"):
        despacho.elevar(solicitud, sugerencia="delegar", delegado_sugerido=marta)
    with falta(solicitud, "area_sugerida"):
        despacho.elevar(solicitud, sugerencia="derivar", area_sugerida=sin_jefe)
    with falta(solicitud, "motivo_sugerido"):
        despacho.elevar(solicitud, sugerencia="declinar", motivo_sugerido="porque sí")


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
