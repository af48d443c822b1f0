"""What answered a request is reopened: its owner is told, and what is above stays as it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from core import clock
from core.models import Usuario
from notifiers import mensajes
from notifiers.models import Entrega, Notificacion
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import Despacho, avisados, sin_cambios, ultima
from workflows.compromisos.models import Compromiso
from workflows.solicitudes import actions, queries, states
from workflows.solicitudes.models import Solicitud


@pytest.fixture
def atendida(despacho: Despacho) -> Solicitud:
    """Its compromiso was fulfilled, and nobody has answered yet."""
    solicitud = despacho.hasta(states.ACEPTADA)
    despacho.cumplir(despacho.encargar(solicitud))
    actions.seguir()
    return Solicitud.objects.get(pk=solicitud.pk)


@pytest.fixture
def encargo(atendida: Solicitud) -> Compromiso:
    return atendida.encargos().get()


def test_the_jefe_and_the_responsable_are_told_once_by_mail(
    despacho: Despacho, atendida: Solicitud, encargo: Compromiso
) -> None:
    despacho.reabrir_encargo(encargo)

    assert actions.seguir() == 0
    with sin_cambios(atendida):
        assert actions.seguir() == 0

    assert avisados(atendida, "S07A") == {"Rosa Medina", "Luis Ábrego"}
    assert Entrega.objects.filter(notificacion__clase="S07A", medio="correo").count() == 2


def test_its_state_stays_and_its_history_knows(
    despacho: Despacho, atendida: Solicitud, encargo: Compromiso
) -> None:
    despacho.reabrir_encargo(encargo)
    actions.seguir()

    atendida.refresh_from_db()
    entrada = ultima(atendida)
    assert atendida.estado == "atendida"
    assert (entrada.verbo, entrada.usuario) == ("encargo_reabierto", Usuario.objects.sistema())
    assert entrada.escrito.texto == encargo.codigo


def test_one_that_was_answered_already_is_told_of_with_what_to_do(
    despacho: Despacho, atendida: Solicitud, encargo: Compromiso
) -> None:
    despacho.cerrar(atendida)
    despacho.reabrir_encargo(encargo)
    actions.seguir()

    aviso = Notificacion.objects.get(clase="S07A", usuario=despacho.jefe)
    cuerpo = mensajes.componer(aviso).cuerpo
    assert encargo.codigo in cuerpo
    assert "ya se le respondió" in cuerpo
    atendida.refresh_from_db()
    assert atendida.estado == "cerrada"


def test_a_second_reopening_is_told_too(
    despacho: Despacho, atendida: Solicitud, encargo: Compromiso
) -> None:
    despacho.reabrir_encargo(encargo)
    actions.seguir()
    despacho.recumplir(encargo)

    with clock.moved_to(MIERCOLES + timedelta(hours=1)):
        despacho.reabrir_encargo(encargo)
        actions.seguir()

    assert Notificacion.objects.filter(clase="S07A", usuario=despacho.jefe).count() == 2


def test_what_was_reopened_and_done_before_anybody_looked_is_no_news(
    despacho: Despacho, atendida: Solicitud, encargo: Compromiso
) -> None:
    despacho.reabrir_encargo(encargo)
    despacho.recumplir(encargo)

    with sin_cambios(atendida):
        actions.seguir()


def test_the_answer_must_own_that_something_is_missing(
    despacho: Despacho, atendida: Solicitud, encargo: Compromiso
) -> None:
    despacho.reabrir_encargo(encargo)

    with sin_cambios(atendida), pytest.raises(ValidationError, match="qué falta") as refusal:
        despacho.cerrar(atendida)
    assert list(refusal.value.message_dict) == ["con_pendientes"]

    cerrada = despacho.cerrar(atendida, con_pendientes=True)
    assert cerrada.estado == "cerrada"
    assert ultima(cerrada).datos["con_pendientes"] is True


def test_a_rejected_one_is_answered_whatever_is_open_below(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    encargo = despacho.encargar(solicitud)
    despacho.cumplir(encargo)
    actions.seguir()
    despacho.cerrar(solicitud)
    despacho.reabrir(solicitud)
    despacho.elevar(solicitud)
    despacho.rechazar(solicitud)
    despacho.reabrir_encargo(encargo)

    cerrada = despacho.cerrar(solicitud)

    assert (cerrada.estado, queries.reabiertos(cerrada)) == ("cerrada", 0)
    with sin_cambios(cerrada):
        actions.seguir()
