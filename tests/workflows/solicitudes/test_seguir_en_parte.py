"""What answers a request was fulfilled in part: the jefe decides what becomes of the rest."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from notifiers import mensajes
from notifiers.models import Notificacion
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import (
    Despacho,
    avisados,
    sin_cambios,
    ultima,
)
from workflows.solicitudes import actions, queries, states
from workflows.solicitudes.models import Solicitud


@pytest.fixture
def aceptada(despacho: Despacho) -> Solicitud:
    return despacho.hasta(states.ACEPTADA)


def test_it_is_not_attended_to_and_who_answers_is_told_what_is_missing(
    despacho: Despacho, aceptada: Solicitud
) -> None:
    encargo = despacho.encargar(aceptada)
    despacho.cumplir_en_parte(encargo)

    assert actions.seguir() == 0

    aceptada.refresh_from_db()
    assert aceptada.estado == "aceptada"
    assert (ultima(aceptada).verbo, ultima(aceptada).escrito.texto) == (
        "encargo_en_parte",
        encargo.codigo,
    )
    assert avisados(aceptada, "S07P") == {"Rosa Medina", "Luis Ábrego"}
    aviso = Notificacion.objects.filter(clase="S07P").first()
    assert aviso is not None
    assert "La otra mitad." in mensajes.componer(aviso).cuerpo


def test_it_is_told_once(despacho: Despacho, aceptada: Solicitud) -> None:
    despacho.cumplir_en_parte(despacho.encargar(aceptada))
    actions.seguir()

    with sin_cambios(aceptada):
        assert actions.seguir() == 0


def test_it_waits_for_the_jefe_who_may_take_it_for_attended_to(
    despacho: Despacho, aceptada: Solicitud
) -> None:
    despacho.cumplir_en_parte(despacho.encargar(aceptada))
    actions.seguir()

    assert aceptada in queries.esperan_a(despacho.jefe)
    assert despacho.atender(aceptada).estado == "atendida"


def test_once_the_rest_was_commissioned_and_done_it_is_attended_to(
    despacho: Despacho, aceptada: Solicitud
) -> None:
    despacho.cumplir_en_parte(despacho.encargar(aceptada))
    actions.seguir()

    with clock.moved_to(MIERCOLES + timedelta(days=1)):
        despacho.cumplir(despacho.encargar(aceptada, titulo="La otra mitad"))
        assert actions.seguir() == 1


def test_what_was_under_way_already_does_not_make_up_for_it(
    despacho: Despacho, aceptada: Solicitud
) -> None:
    primero = despacho.encargar(aceptada)
    segundo = despacho.encargar(aceptada, titulo="Instalar el medidor")

    with clock.moved_to(MIERCOLES + timedelta(days=1)):
        despacho.cumplir_en_parte(primero)
    with clock.moved_to(MIERCOLES + timedelta(days=2)):
        despacho.cumplir(segundo)
        assert actions.seguir() == 0
