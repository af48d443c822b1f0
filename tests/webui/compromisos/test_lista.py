"""The list of compromisos: its filters live in the address, its cost does not grow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.models import Actor, Lugar, Tema, Usuario
from tests.builders import en_dias, un_compromiso
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from workflows.compromisos import actions
from workflows.compromisos.models import Compromiso

LISTA = "/compromisos/"


@pytest.fixture
def varios(
    rosa: Usuario, luis: Usuario, marta: Usuario, junta: Actor, el_roble: Lugar, agua: Tema
) -> dict[str, Compromiso]:
    """One of each kind a filter tells apart."""
    with clock.moved_to(clock.now() - timedelta(days=30)):
        tarde = un_compromiso(rosa, luis, junta, titulo="Bacheo", fecha=en_dias(10))
    barrio = Lugar.objects.create(nombre="San Martín", nivel="barrio", superior=el_roble)
    return {
        "tarde": tarde,
        "hoy": un_compromiso(rosa, luis, junta, titulo="Luminarias", fecha=en_dias(0)),
        "luego": un_compromiso(
            rosa, marta, junta, titulo="Águas lluvias", fecha=en_dias(60), temas=[agua]
        ),
        "tarea": un_compromiso(
            rosa, marta, junta, titulo="Acta", fecha=en_dias(61), tipo="tarea", lugares=[barrio]
        ),
        "borrador": un_compromiso(rosa, luis, junta, fecha=en_dias(62), enviado=False),
    }


def mostrados(client: Any, **filtros: object) -> list[str]:
    response = client.get(LISTA, filtros)
    assert response.status_code == 200
    return [caso.codigo for caso in response.context["page"]]


@pytest.mark.parametrize(
    ("filtros", "quedan"),
    [
        ({}, ["tarde", "hoy", "luego", "tarea", "borrador"]),
        ({"luz": "atrasado"}, ["tarde"]),
        ({"luz": "por_vencer"}, ["hoy"]),
        ({"tipo": "tarea"}, ["tarea"]),
        ({"estado": "borrador"}, ["borrador"]),
        ({"estado": "cerrados"}, []),
        ({"q": "aguas"}, ["luego"]),
        ({"mios": "programador", "estado": "asignada"}, ["tarde", "hoy", "luego", "tarea"]),
        ({"mios": "responsable"}, []),
        ({"orden": "-fecha"}, ["borrador", "tarea", "luego", "hoy", "tarde"]),
    ],
)
def test_the_address_says_what_is_shown(
    entrar: Entrar,
    rosa: Usuario,
    varios: dict[str, Compromiso],
    filtros: dict[str, str],
    quedan: list[str],
) -> None:
    assert mostrados(entrar(rosa), **filtros) == [varios[uno].codigo for uno in quedan]


def test_people_places_and_themes_narrow_it(
    entrar: Entrar,
    rosa: Usuario,
    marta: Usuario,
    junta: Actor,
    el_roble: Lugar,
    agua: Tema,
    varios: dict[str, Compromiso],
) -> None:
    client = entrar(rosa)

    assert mostrados(client, lugar=el_roble.pk) == [varios["tarea"].codigo]
    assert mostrados(client, tema=agua.pk) == [varios["luego"].codigo]
    assert len(mostrados(client, responsable=marta.pk)) == 2
    assert len(mostrados(client, actor=junta.pk)) == 5


@pytest.mark.parametrize(
    "filtros",
    [
        {"estado": "volando"},
        {"luz": "morado", "tipo": "x", "mios": "de_otro"},
        {"lugar": "abc", "tema": "-1", "actor": "999999999999999999999", "responsable": "0"},
        {"q": "a" * 5000},
        {"q": "\x00"},
        {"actor": "\x00"},
        {"orden": "password"},
        {"pagina": "abc"},
        {"pagina": "99999"},
        {"pagina": "-3"},
        {"otra": "cosa"},
    ],
)
def test_what_is_not_understood_is_left_out(
    entrar: Entrar, rosa: Usuario, varios: dict[str, Compromiso], filtros: dict[str, str]
) -> None:
    assert len(mostrados(entrar(rosa), **filtros)) == 5


def test_each_sees_only_what_one_may(
    entrar: Entrar, omar: Usuario, marta: Usuario, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    interno = un_compromiso(rosa, luis, junta)
    un_compromiso(rosa, luis, junta, nivel_reserva=3)

    assert mostrados(entrar(omar)) == [interno.codigo]
    assert mostrados(entrar(marta)) == []


def test_a_hundred_cost_what_ten_do(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    client = entrar(rosa)
    for _ in range(10):
        un_compromiso(rosa, luis, junta)
    diez = cuantas(lambda: client.get(LISTA))
    for _ in range(90):
        un_compromiso(rosa, luis, junta)

    assert cuantas(lambda: client.get(LISTA)) <= diez <= 30


def test_a_long_life_costs_a_page_what_a_short_one_does(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    client = entrar(rosa)
    caso = un_compromiso(rosa, luis, junta)
    pagina = f"{LISTA}{caso.codigo}/"
    cuestan = []
    for veces in (10, 90):
        for _vez in range(veces):
            actions.reiterar(compromiso_id=caso.pk, actor=rosa, mensaje="Los esperan.")
        cuestan.append(cuantas(lambda: client.get(pagina)))

    assert cuestan[1] <= cuestan[0] <= 60


def test_each_choice_of_its_filters_is_read_once_and_without_what_is_not_shown(
    entrar: Entrar, rosa: Usuario, varios: dict[str, Compromiso]
) -> None:
    client = entrar(rosa)
    elegido = {"responsable": str(rosa.pk), "actor": str(varios["hoy"].a_quien_id)}
    with CaptureQueriesContext(connection) as queries:
        client.get(LISTA, elegido | {"filtros": "todos"})
    leidas = [one["sql"] for one in queries if "ORDER BY clave_orden" in one["sql"]]
    assert len(leidas) == 4
    assert not any("password" in sql for sql in leidas)


def test_a_person_without_a_name_is_offered_by_the_address(
    entrar: Entrar, rosa: Usuario, luis: Usuario
) -> None:
    Usuario.objects.filter(pk=luis.pk).update(nombre="")
    page = entrar(rosa).get(LISTA, {"filtros": "todos"}).text
    assert f'<option value="{luis.pk}">{luis.email}</option>' in page
