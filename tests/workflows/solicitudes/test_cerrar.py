"""The answer is stored and queued to the applicant."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core import clock
from core.models import Actor, Usuario
from core.transitions import StaleVersion
from notifiers import mensajes
from notifiers.models import Entrega
from tests.workflows.solicitudes.builders import (
    Despacho,
    abiertos,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.plazos import actions as plazos
from workflows.solicitudes import queries, states
from workflows.solicitudes.models import Solicitud


@pytest.fixture
def vecina(db: None) -> Actor:
    """Somebody who left no e-mail."""
    return Actor.objects.create(nombre="Dalys Mora", telefono="6000-0000")


def respuestas() -> list[Entrega]:
    return list(
        Entrega.objects.filter(notificacion__clase="respuesta").select_related(
            "notificacion__actor", "notificacion__expediente"
        )
    )


@pytest.mark.parametrize("estado", [states.ATENDIDA, states.RECHAZADA])
def test_the_answer_is_kept_and_on_its_way(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.cerrar(despacho.hasta(estado))

    assert (solicitud.estado, solicitud.respondida_en) == ("cerrada", clock.now())
    assert solicitud.respuesta == "El agua llegó el martes. Gracias por avisarnos."
    assert ultima(solicitud).escrito.texto == solicitud.respuesta
    (entrega,) = respuestas()
    assert (entrega.medio, entrega.notificacion.actor) == ("correo", despacho.solicitante)


def test_an_answer_with_a_mark_that_nobody_filled_stays(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)

    with sin_cambios(solicitud), pytest.raises(ValidationError, match=r"va en: \{motivo\}"):
        despacho.cerrar(solicitud, respuesta="No se puede porque {motivo}, {motivo}.")

    assert despacho.cerrar(solicitud, respuesta="Sume {2}.").estado == states.CERRADA


def test_the_applicant_reads_the_answer_and_no_word_of_the_house(despacho: Despacho) -> None:
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))

    mensaje = mensajes.componer(respuestas()[0].notificacion)

    assert mensaje.asunto == f"Respuesta a su solicitud ({solicitud.codigo})"
    assert mensaje.saludo == "Buen día, Junta Comunal El Roble:"
    assert "El agua llegó el martes." in mensaje.cuerpo
    assert mensaje.boton == "Consultar mi solicitud"
    assert mensaje.enlace.endswith(f"/mi-solicitud/?codigo={solicitud.codigo}")
    assert "expediente" not in mensaje.cuerpo.lower()


def test_its_mail_does_not_repeat_what_a_prepared_answer_ends_with(despacho: Despacho) -> None:
    fin = "Si algo no quedó claro"
    despacho.cerrar(
        despacho.hasta(states.ATENDIDA), respuesta=f"Ya hay agua.\n\n{fin}, escríbanos."
    )

    assert mensajes.componer(respuestas()[0].notificacion).cuerpo.count(fin) == 1


def test_no_clock_runs_any_more(despacho: Despacho) -> None:
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))

    assert abiertos(solicitud) == set()


def test_without_address_somebody_owns_that_the_answer_goes_another_way(
    despacho: Despacho, vecina: Actor
) -> None:
    solicitud = despacho.hasta(states.ATENDIDA, solicitante=vecina)

    with sin_cambios(solicitud), pytest.raises(ValidationError, match="No dejó correo"):
        despacho.cerrar(solicitud)
    cerrada = despacho.cerrar(solicitud, sin_contacto=True)

    assert (cerrada.estado, cerrada.sin_contacto) == ("cerrada", True)
    assert respuestas() == []


def test_with_an_address_it_is_always_sent(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)

    with sin_cambios(solicitud), pytest.raises(ValidationError, match="Dejó un correo"):
        despacho.cerrar(solicitud, sin_contacto=True)


def test_it_needs_an_answer(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)

    with sin_cambios(solicitud), pytest.raises(ValidationError) as refusal:
        despacho.cerrar(solicitud, respuesta="\n ")

    assert list(refusal.value.message_dict) == ["respuesta"]


def test_the_database_too_refuses_a_closed_request_without_answer(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.CERRADA)

    with (
        sin_cambios(solicitud),
        pytest.raises(IntegrityError, match="solicitud_cerrada_con_respuesta"),
        transaction.atomic(),
    ):
        Solicitud.objects.update(respuesta="")


def test_the_letter_of_its_type_begins_the_answer(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)

    assert queries.borrador(solicitud).startswith(
        "Con respecto a su petición «Agua potable para El Roble»"
    )


@pytest.mark.parametrize("quien", ["tomas", "ines", "luis", "elena"])
def test_only_the_jefe_does_it(
    quien: str, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.ATENDIDA)

    with se_niega(solicitud, "No le corresponde"):
        despacho.cerrar(solicitud, actor=actor)


@pytest.mark.parametrize(
    "estado", ["registrada", "en_analisis", "en_decision", "aceptada", "cerrada"]
)
def test_only_what_was_attended_to_or_rejected_is_answered(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.cerrar(solicitud)


def test_a_stale_form_is_refused_and_nothing_is_sent(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.cerrar(solicitud, version=1)

    assert respuestas() == []


@pytest.mark.parametrize(("dias", "tarde"), [(1, False), (60, True)])
def test_whether_it_came_late_is_written_down(despacho: Despacho, dias: int, tarde: bool) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)
    with clock.moved_to(clock.now() + timedelta(days=dias)):
        cerrada = despacho.cerrar(solicitud)

    assert cerrada.respondida_tarde is tarde


def test_a_term_that_ended_in_time_before_the_answer_is_not_late(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)
    plazos.cerrar(solicitud, states.LEGAL)
    with clock.moved_to(clock.now() + timedelta(days=60)):
        cerrada = despacho.cerrar(solicitud)

    assert cerrada.respondida_tarde is False
