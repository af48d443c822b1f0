"""A programme is returned, by who reviews it or by who would approve it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core.models import Usuario
from core.transitions import StaleVersion
from notifiers.models import Notificacion
from tests.workflows.metas.builders import Gobierno, Persona, se_niega, sin_cambios, ultima
from workflows.metas import states

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("estado", ["en_revision", "visada"])
@pytest.mark.parametrize("quien", ["carmen", "tomas"])
def test_either_returns_it_from_either(
    estado: str, quien: str, gobierno: Gobierno, request: pytest.FixtureRequest
) -> None:
    meta = gobierno.devolver(gobierno.hasta(estado), actor=request.getfixturevalue(quien))

    assert meta.estado == "en_programacion"
    assert ultima(meta).escrito.texto == "Falta la obra de captación."


def test_its_gerencia_is_told_why(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.devolver(gobierno.hasta(states.EN_REVISION, suplente=marta))

    avisos = Notificacion.objects.filter(expediente=meta.pk, datos__verbo="devolver")
    assert {uno.destinatario.nombre for uno in avisos} == {"Gabriel Ortega", "Marta Solís"}
    assert {uno.datos["motivo"] for uno in avisos} == {"Falta la obra de captación."}


def test_it_can_be_changed_and_sent_again(gobierno: Gobierno) -> None:
    meta = gobierno.devolver(gobierno.hasta(states.VISADA))
    gobierno.definir(meta, unidad="casas")

    assert gobierno.enviar_a_revision(meta).estado == "en_revision"


def test_the_reason_is_required(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_REVISION)

    with sin_cambios(meta), pytest.raises(ValidationError) as error:
        gobierno.devolver(meta, motivo=" ")
    assert set(error.value.message_dict) == {"motivo"}


def test_nobody_else_does(gobierno: Gobierno, persona: Persona) -> None:
    meta = gobierno.hasta(states.EN_REVISION)

    for quien in ("gabriel", "elena"):
        with se_niega(meta, "No le corresponde"):
            gobierno.devolver(meta, actor=persona(quien))


def test_what_was_approved_is_not_returned(gobierno: Gobierno) -> None:
    for meta in gobierno.por("borrador", "en_programacion", "aprobada", "en_ejecucion"):
        with se_niega(meta, "No se puede: está en"):
            gobierno.devolver(meta)


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_REVISION)

    with sin_cambios(meta), pytest.raises(StaleVersion):
        gobierno.devolver(meta, version=1)
