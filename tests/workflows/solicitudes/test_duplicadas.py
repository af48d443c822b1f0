"""Before a request is registered: is it already open?"""

from __future__ import annotations

import pytest

from core.models import Actor, Usuario
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import queries, states


@pytest.fixture
def otra(db: None) -> Actor:
    return Actor.objects.create(nombre="Comité de Salud")


def codigos(user: Usuario, asunto: str, actor: Actor | None = None) -> list[str]:
    return [uno.codigo for uno in queries.duplicadas(user, asunto=asunto, actor=actor)]


def test_a_similar_title_is_found_without_accents(despacho: Despacho, otra: Actor) -> None:
    igual = despacho.registrar(titulo="Reparación del camino a La Peña")
    despacho.registrar(titulo="Fiesta de la patrona")

    assert codigos(despacho.asistente, "reparacion camino a la peña", otra) == [igual.codigo]


def test_whatever_the_same_applicant_has_open_is_found(despacho: Despacho) -> None:
    suya = despacho.registrar(titulo="Fiesta de la patrona")

    assert codigos(despacho.asistente, "Luminarias", despacho.solicitante) == [suya.codigo]


def test_the_most_similar_comes_first(despacho: Despacho) -> None:
    lejos = despacho.registrar(titulo="Camino a la escuela de El Roble")
    cerca = despacho.registrar(titulo="Camino a La Peña")

    assert codigos(despacho.asistente, "Camino a la Peña", despacho.solicitante) == [
        cerca.codigo,
        lejos.codigo,
    ]


def test_what_is_closed_does_not_matter(despacho: Despacho) -> None:
    cerrada = despacho.hasta(states.CERRADA)

    assert codigos(despacho.asistente, cerrada.titulo, despacho.solicitante) == []


def test_what_one_may_not_see_is_not_betrayed(despacho: Despacho) -> None:
    reservada = despacho.registrar(actor=despacho.jefe, nivel_reserva=3)

    assert codigos(despacho.asistente, reservada.titulo, despacho.solicitante) == []


def test_no_more_than_a_handful_is_shown(despacho: Despacho) -> None:
    for _vez in range(4):
        despacho.registrar()

    assert len(queries.duplicadas(despacho.jefe, asunto="Agua potable", limite=3)) == 3
