"""The compromiso or tarea that will answer an accepted request."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from core import clock
from core.models import Actor, Lugar, Tema, Usuario, Vinculo
from core.transitions import StaleVersion
from tests.workflows.solicitudes.builders import (
    Despacho,
    avisados,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.compromisos.models import Compromiso
from workflows.solicitudes import states


def test_the_compromiso_answers_it_about_the_same_things(
    despacho: Despacho, agua: Tema, el_roble: Lugar
) -> None:
    solicitud = despacho.hasta(states.ACEPTADA, temas=[agua], lugares=[el_roble], nivel_reserva=2)

    encargo = despacho.encargar(solicitud)

    assert encargo.a_quien == despacho.solicitante
    assert encargo.titulo == "Agua potable para El Roble"
    assert (encargo.nivel_reserva, encargo.prioridad, encargo.origen) == (2, 3, "solicitud")
    assert set(encargo.actores.all()) == {despacho.solicitante}
    assert (encargo.temas.get(), encargo.lugares.get()) == (agua, el_roble)


def test_it_is_sent_at_once_to_its_responsable(despacho: Despacho) -> None:
    encargo = despacho.encargar(despacho.hasta(states.ACEPTADA))

    assert encargo.estado == "asignada"
    assert avisados(encargo, "T01") == {"Luis Ábrego"}


def test_the_request_stays_accepted_and_the_thread_leads_on(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)

    encargo = despacho.encargar(solicitud)

    solicitud.refresh_from_db()
    assert solicitud.estado == "aceptada"
    hilo = Vinculo.objects.get()
    assert (hilo.de_id, hilo.a_id, hilo.clase) == (solicitud.pk, encargo.pk, "responde")
    assert ultima(solicitud).datos == {"compromiso": encargo.codigo}


def test_a_tarea_may_answer_it_with_words_of_its_own(despacho: Despacho) -> None:
    tarea = despacho.encargar(
        despacho.hasta(states.ACEPTADA), tipo="tarea", titulo="Instalar la toma"
    )

    assert (tarea.tipo, tarea.titulo) == ("tarea", "Instalar la toma")


@pytest.mark.parametrize("quien", ["tomas", "ines", "luis", "elena"])
def test_only_the_jefe_does_it(
    quien: str, despacho: Despacho, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.ACEPTADA)

    with se_niega(solicitud, "No le corresponde"):
        despacho.encargar(solicitud, actor=actor)

    assert not Compromiso.objects.exists()


@pytest.mark.parametrize(
    "estado",
    ["registrada", "en_analisis", "en_decision", "rechazada", "atendida", "cerrada"],
)
def test_only_what_was_accepted_is_handed_out(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.encargar(solicitud)


def test_what_the_compromiso_refuses_changes_nothing(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)

    with sin_cambios(solicitud), pytest.raises(ValidationError) as refusal:
        despacho.encargar(solicitud, fecha=clock.today() - timedelta(days=1))

    assert list(refusal.value.message_dict) == ["fecha"]
    assert not Compromiso.objects.exists()


def test_nobody_verifies_his_own_work(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)

    with sin_cambios(solicitud), pytest.raises(ValidationError) as refusal:
        despacho.encargar(solicitud, responsable=despacho.jefe)

    assert list(refusal.value.message_dict) == ["monitor"]


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.encargar(solicitud, version=1)


def test_somebody_outside_may_do_it(despacho: Despacho) -> None:
    vial = Actor.objects.create(nombre="Vial", tipo="institucion", email="obra@vial.test")

    encargo = despacho.encargar(despacho.hasta(states.ACEPTADA), responsable=vial)

    assert encargo.responsable.actor == vial
    assert avisados(encargo, "T01") == {"Vial"}
