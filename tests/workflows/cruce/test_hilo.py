"""The thread from one process to another, as far as each may see it."""

from __future__ import annotations

import pytest

from core.models import Actor, Caso, Usuario, Vinculo
from tests.builders import un_compromiso
from tests.workflows.solicitudes.builders import Despacho
from workflows.compromisos.models import Compromiso
from workflows.cruce.hilo import hilo
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud

pytestmark = pytest.mark.django_db


@pytest.fixture
def solicitud(despacho: Despacho) -> Solicitud:
    return despacho.hasta(states.ACEPTADA)


@pytest.fixture
def encargo(despacho: Despacho, solicitud: Solicitud) -> Compromiso:
    return despacho.encargar(solicitud)


def codigos(caso: Caso, user: Usuario) -> list[str]:
    return [nodo.codigo for nodo in hilo(caso, user)]


def test_it_goes_from_the_request_to_what_answers_it(
    solicitud: Solicitud, encargo: Compromiso, rosa: Usuario
) -> None:
    esperado = [solicitud.codigo, encargo.codigo]

    assert codigos(encargo, rosa) == esperado
    assert codigos(solicitud, rosa) == esperado


def test_each_stop_says_what_it_is_and_where_one_stands(
    solicitud: Solicitud, encargo: Compromiso, rosa: Usuario
) -> None:
    primero, segundo = hilo(encargo, rosa)

    assert (primero.nombre, primero.estado, primero.actual) == ("solicitud", "Aceptada", False)
    assert (segundo.clase, segundo.titulo) == ("compromiso", encargo.titulo)
    assert segundo.actual
    assert not segundo.cerrado


def test_what_is_further_away_belongs_to_it_too(
    solicitud: Solicitud, encargo: Compromiso, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    otro = un_compromiso(rosa, luis, junta)
    Vinculo.objects.create(de=encargo, a=otro, clase=Vinculo.Clase.RELACION)

    assert codigos(solicitud, rosa) == [solicitud.codigo, encargo.codigo, otro.codigo]


def test_what_one_may_not_see_is_not_a_stop(
    despacho: Despacho, solicitud: Solicitud, encargo: Compromiso, rosa: Usuario, omar: Usuario
) -> None:
    secreto = un_compromiso(
        rosa, despacho.responsable, despacho.solicitante, nivel_reserva=3, enviado=False
    )
    Vinculo.objects.create(de=encargo, a=secreto, clase=Vinculo.Clase.RELACION)

    assert secreto.codigo in codigos(encargo, rosa)
    assert codigos(encargo, omar) == [solicitud.codigo, encargo.codigo]


def test_that_there_is_something_one_may_not_see_is_not_told(
    despacho: Despacho, rosa: Usuario, omar: Usuario
) -> None:
    uno, secreto = (
        un_compromiso(rosa, despacho.responsable, despacho.solicitante, nivel_reserva=grado)
        for grado in (1, 3)
    )
    Vinculo.objects.create(de=uno, a=secreto, clase=Vinculo.Clase.RELACION)

    assert hilo(uno, omar) == []


def test_what_is_alone_has_no_thread(rosa: Usuario, luis: Usuario, junta: Actor) -> None:
    assert hilo(un_compromiso(rosa, luis, junta), rosa) == []


def test_a_ring_ends(rosa: Usuario, luis: Usuario, junta: Actor) -> None:
    aro = [un_compromiso(rosa, luis, junta) for _ in range(3)]
    for uno, otro in zip(aro, [*aro[1:], aro[0]], strict=True):
        Vinculo.objects.create(de=uno, a=otro, clase=Vinculo.Clase.RELACION)

    assert codigos(aro[1], rosa) == [uno.codigo for uno in aro]
