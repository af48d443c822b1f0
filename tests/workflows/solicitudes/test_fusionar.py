"""fusionar: the same was asked twice, and is answered once."""

from __future__ import annotations

import pytest

from core.models import Actor, Historial, Usuario
from core.transitions import StaleVersion
from notifiers import mensajes
from notifiers.models import Notificacion
from tests.workflows.solicitudes.builders import (
    Despacho,
    abiertos,
    avisados,
    falta,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.cruce.hilo import hilo
from workflows.solicitudes import queries, states
from workflows.solicitudes.models import Solicitud


@pytest.fixture
def principal(despacho: Despacho) -> Solicitud:
    comite = Actor.objects.create(nombre="Comité de Agua", email="comite@elroble.test")
    return despacho.hasta(states.EN_ANALISIS, solicitante=comite)


@pytest.mark.parametrize("estado", [states.REGISTRADA, states.EN_ANALISIS])
def test_it_is_joined_and_nothing_of_it_runs_any_more(
    estado: str, despacho: Despacho, principal: Solicitud
) -> None:
    solicitud = despacho.fusionar(despacho.hasta(estado), principal_id=principal.pk)

    assert (solicitud.estado, solicitud.principal) == ("duplicada", principal)
    assert abiertos(solicitud) == set()
    assert list(queries.unidas(despacho.jefe, principal)) == [solicitud]


def test_both_histories_tell_it_and_they_are_in_one_thread(
    despacho: Despacho, principal: Solicitud
) -> None:
    solicitud = despacho.fusionar(despacho.registrar(), principal_id=principal.pk)

    assert ultima(solicitud).datos == {"principal": principal.codigo}
    assert ultima(principal).verbo == "recibir_fusionada"
    assert ultima(principal).datos == {"solicitud": solicitud.codigo}
    nodos = {nodo.codigo for nodo in hilo(principal, despacho.jefe)}
    assert nodos == {solicitud.codigo, principal.codigo}


def test_all_who_asked_have_the_answer_each_with_his_own_code(
    despacho: Despacho, principal: Solicitud
) -> None:
    solicitud = despacho.fusionar(despacho.registrar(), principal_id=principal.pk)
    despacho.elevar(principal)
    despacho.aceptar(principal)
    despacho.atender(principal)
    despacho.cerrar(principal)

    cartas = {
        una.destinatario.nombre: mensajes.componer(una)
        for una in Notificacion.objects.filter(clase="respuesta")
    }
    assert {nombre: carta.codigo for nombre, carta in cartas.items()} == {
        "Comité de Agua": principal.codigo,
        "Junta Comunal El Roble": solicitud.codigo,
    }
    assert all("El agua llegó el martes." in carta.cuerpo for carta in cartas.values())


def test_who_asked_for_both_has_one_answer(despacho: Despacho) -> None:
    principal = despacho.hasta(states.ATENDIDA)
    despacho.fusionar(despacho.registrar(), principal_id=principal.pk)

    despacho.cerrar(principal)

    assert Notificacion.objects.filter(clase="respuesta").count() == 1


def test_they_are_told_of_each_step_too(despacho: Despacho, principal: Solicitud) -> None:
    solicitud = despacho.fusionar(despacho.registrar(), principal_id=principal.pk)
    carta = mensajes.componer(Notificacion.objects.filter(clase="S10").latest("pk"))
    assert carta.titulo == "Su solicitud se une a otra igual"

    despacho.aceptar(despacho.elevar(principal))

    avisos = Notificacion.objects.filter(expediente=solicitud.pk, clase="S10").order_by("-pk")
    assert avisos[0].datos["verbo"] == "aceptar"


def test_those_that_were_joined_to_it_move_along(despacho: Despacho, principal: Solicitud) -> None:
    en_medio = despacho.registrar()
    primera = despacho.fusionar(despacho.registrar(), principal_id=en_medio.pk)

    despacho.fusionar(en_medio, principal_id=principal.pk)

    primera = Solicitud.objects.get(pk=primera.pk)
    assert primera.principal == principal
    assert ultima(primera).verbo == "cambiar_principal"
    assert Historial.objects.filter(verbo="recibir_fusionada").count() == 2


def test_it_is_joined_to_another_that_is_open(despacho: Despacho, principal: Solicitud) -> None:
    solicitud = despacho.registrar()
    with falta(solicitud, "principal"):
        despacho.fusionar(solicitud, principal_id=solicitud.pk)
    for estado in states.CERRADOS:
        with falta(solicitud, "principal"):
            despacho.fusionar(solicitud, principal_id=despacho.hasta(estado).pk)


def test_what_is_answered_under_reserve_does_not_go_to_who_asked_without(
    despacho: Despacho,
) -> None:
    reservada = despacho.registrar(actor=despacho.jefe, nivel_reserva=3)
    solicitud = despacho.registrar()
    igual = despacho.registrar(actor=despacho.jefe, nivel_reserva=3)

    with falta(solicitud, "principal"):
        despacho.fusionar(solicitud, principal_id=reservada.pk)
    assert despacho.fusionar(igual, principal_id=reservada.pk).estado == "duplicada"


def test_nobody_joins_to_what_he_may_not_see(despacho: Despacho) -> None:
    ajena = despacho.registrar(actor=despacho.asistente, nivel_reserva=0)
    otra = Usuario.objects.create_user("ana@alborada.test", nombre="Ana")
    otra.groups.add(*despacho.jefe.groups.all())
    secreta = despacho.registrar(actor=despacho.jefe, nivel_reserva=4)
    secreta.participaciones.filter(usuario=otra).delete()

    with sin_cambios(ajena), pytest.raises(Solicitud.DoesNotExist):
        despacho.fusionar(ajena, actor=otra, principal_id=secreta.pk)


def test_both_of_them_at_once_are_told_apart(despacho: Despacho, principal: Solicitud) -> None:
    solicitud = despacho.fusionar(despacho.registrar(), principal_id=principal.pk)

    with falta(principal, "principal"):
        despacho.fusionar(principal, principal_id=solicitud.pk)


@pytest.mark.parametrize("quien", ["tomas", "ines", "luis", "elena"])
def test_only_the_jefe_may(
    quien: str, despacho: Despacho, principal: Solicitud, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with se_niega(solicitud, "No le corresponde"):
        despacho.fusionar(solicitud, actor=actor, principal_id=principal.pk)


@pytest.mark.parametrize("estado", [states.EN_DECISION, states.ACEPTADA, states.CERRADA])
def test_only_before_it_is_put_to_decision(
    estado: str, despacho: Despacho, principal: Solicitud
) -> None:
    solicitud = despacho.hasta(estado)

    with se_niega(solicitud, "No se puede: está en"):
        despacho.fusionar(solicitud, principal_id=principal.pk)


def test_a_stale_form_is_refused(despacho: Despacho, principal: Solicitud) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        despacho.fusionar(solicitud, principal_id=principal.pk, version=1)


def test_who_prepared_it_knows(despacho: Despacho, principal: Solicitud) -> None:
    solicitud = despacho.fusionar(despacho.hasta(states.EN_ANALISIS), principal_id=principal.pk)

    assert avisados(solicitud, "S10R") == {"Luis Ábrego"}
