"""Everything about an actor, a theme or a place, by process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from core.cuantos import cuantos
from core.models import Actor, Expediente, Lugar, Tema, Usuario
from tests.builders import un_compromiso
from workflows.compromisos import actions as compromisos
from workflows.compromisos.models import Compromiso
from workflows.cruce import proximidad
from workflows.cruce.proximidad import POR_PROCESO, Tramo, sobre

pytestmark = pytest.mark.django_db

Hacer = Callable[..., Compromiso]


@pytest.fixture
def hacer(rosa: Usuario, luis: Usuario, junta: Actor) -> Hacer:
    return lambda **campos: un_compromiso(rosa, luis, junta, **campos)


def de_compromisos(tramos: list[Tramo]) -> Tramo:
    return next(tramo for tramo in tramos if tramo.clase == "compromiso")


def test_every_process_has_its_part(rosa: Usuario, junta: Actor) -> None:
    assert {tramo.clase for tramo in sobre(rosa, actor=junta)} == {
        "solicitud",
        "compromiso",
        "meta",
        "meta_intermedia",
        "pieza",
    }


def test_a_place_tells_what_is_in_its_barrios_too(
    hacer: Hacer, rosa: Usuario, el_roble: Lugar
) -> None:
    barrio = Lugar.objects.create(nombre="San Martín", nivel="barrio", superior=el_roble)
    otro = Lugar.objects.create(nombre="Las Lomas", nivel="corregimiento")
    dentro, _fuera = hacer(lugares=[barrio]), hacer(lugares=[otro])

    assert de_compromisos(sobre(rosa, lugar=el_roble)).casos == [dentro]
    assert de_compromisos(sobre(rosa, lugar=barrio)).casos == [dentro]


def test_a_theme_tells_what_is_in_its_branches_too(hacer: Hacer, rosa: Usuario, agua: Tema) -> None:
    pozos = Tema.objects.create(nombre="Pozos", superior=agua)
    dentro, _fuera = hacer(temas=[pozos]), hacer()

    assert de_compromisos(sobre(rosa, tema=agua)).casos == [dentro]


def test_a_draft_that_was_deleted_is_not_there(hacer: Hacer, rosa: Usuario, junta: Actor) -> None:
    queda, borrado = hacer(), hacer(enviado=False)
    compromisos.borrar(compromiso_id=borrado.pk, actor=rosa)

    tramo = de_compromisos(sobre(rosa, actor=junta))
    assert (tramo.casos, tramo.total) == ([queda], 1)


def test_the_newest_come_first_and_all_are_counted(
    hacer: Hacer, rosa: Usuario, junta: Actor
) -> None:
    todos = [hacer() for _ in range(POR_PROCESO + 2)]
    compromisos.cancelar(compromiso_id=todos[0].pk, actor=rosa, motivo="No hace falta.")

    tramo = de_compromisos(sobre(rosa, actor=junta))

    assert tramo.casos == todos[:1:-1]
    assert (tramo.total, tramo.abiertos) == (POR_PROCESO + 2, POR_PROCESO + 1)


def test_where_all_are_at_hand_they_are_counted_as_they_stand(
    hacer: Hacer, rosa: Usuario, junta: Actor, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    hacer(), hacer()
    compromisos.cancelar(compromiso_id=hacer().pk, actor=rosa, motivo="No hace falta.")

    with django_assert_max_num_queries(len(Expediente.clases())):
        tramo = de_compromisos(sobre(rosa, actor=junta))

    assert (tramo.total, tramo.abiertos) == (3, 2)


def test_what_one_may_not_see_is_not_even_counted(
    hacer: Hacer, omar: Usuario, marta: Usuario, junta: Actor
) -> None:
    interno, _privado = hacer(), hacer(nivel_reserva=3)

    tramo = de_compromisos(sobre(omar, actor=junta))
    assert (tramo.casos, tramo.total) == ([interno], 1)
    assert de_compromisos(sobre(marta, actor=junta)).total == 0


def test_what_is_open_is_counted_no_further_than_anybody_reads(
    hacer: Hacer, rosa: Usuario, junta: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proximidad, "POR_PROCESO", 1)
    monkeypatch.setattr(proximidad, "TOPE", 2)
    monkeypatch.setattr(proximidad, "cuantos", partial(cuantos, tope=2))
    for _ in range(4):
        hacer()
    tramo = replace(de_compromisos(sobre(rosa, actor=junta)), tope=2)

    assert (tramo.abiertos, tramo.total) == (3, 3)
    assert tramo.hay_mas
    assert tramo.hay_mas_abiertos
