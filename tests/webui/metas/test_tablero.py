"""The board of metas: its filters and its order live in the address, its cost does not grow."""

from __future__ import annotations

from typing import Any

import pytest

from core.models import Lugar, Usuario
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from tests.workflows.metas.builders import Gobierno, en_dias
from tests.workflows.metas.test_tablero import sembrar
from workflows.metas import states
from workflows.metas.models import Meta

LISTA = "/metas/"


@pytest.fixture
def varias(gobierno: Gobierno, marta: Usuario, el_roble: Lugar) -> dict[str, Meta]:
    """One red, one green, one that has not begun, one that is a draft of somebody else's."""
    barrio = Lugar.objects.create(nombre="San Martín", nivel="barrio", superior=el_roble)
    roja = gobierno.con_programa(titulo="Zanjas", fin_vigente=en_dias(42))
    for paso in ("en_programacion", "en_revision", "visada", "aprobada", "en_ejecucion"):
        gobierno.llevar_a(paso, roja)
    parte = roja.vivas()[1]
    roja.intermedias.filter(pk=parte.pk).update(fecha_linea_base=en_dias(-1))
    return {
        "roja": roja,
        "verde": gobierno.hasta(states.EN_EJECUCION, titulo="Acueducto", lugares=[barrio]),
        "gris": gobierno.hasta(states.APROBADA, titulo="Parques", inicio=en_dias(9)),
        "ajena": gobierno.crear(
            titulo="Niñez", gerente=marta, responsable_institucional=marta, fin_vigente=None
        ),
    }


def mostradas(client: Any, **filtros: object) -> list[str]:
    response = client.get(LISTA, filtros)
    assert response.status_code == 200
    return [fila.meta.codigo for fila in response.context["page"]]


@pytest.mark.parametrize(
    ("filtros", "quedan"),
    [
        ({}, ["roja", "verde", "gris", "ajena"]),
        ({"luz": "rojo"}, ["roja"]),
        ({"luz": "verde"}, ["verde"]),
        ({"luz": "gris"}, ["gris", "ajena"]),
        ({"luz": "azul"}, []),
        ({"estado": "borrador"}, ["ajena"]),
        ({"q": "ninez"}, ["ajena"]),
        ({"mias": "on"}, ["roja", "verde", "gris"]),
        ({"mias": "on", "luz": "gris"}, ["gris"]),
        ({"orden": "-codigo"}, ["ajena", "gris", "verde", "roja"]),
        ({"orden": "titulo"}, ["verde", "ajena", "gris", "roja"]),
        ({"orden": "-titulo"}, ["roja", "gris", "ajena", "verde"]),
        ({"orden": "gerente"}, ["roja", "verde", "gris", "ajena"]),
        ({"orden": "-gerente"}, ["ajena", "roja", "verde", "gris"]),
        ({"orden": "fecha"}, ["roja", "verde", "gris", "ajena"]),
        ({"orden": "luz"}, ["roja", "verde", "gris", "ajena"]),
        ({"orden": "-luz"}, ["gris", "ajena", "verde", "roja"]),
        ({"orden": "luz", "luz": "gris"}, ["gris", "ajena"]),
    ],
)
def test_the_address_says_what_is_shown(
    entrar: Entrar,
    gobierno: Gobierno,
    varias: dict[str, Meta],
    filtros: dict[str, str],
    quedan: list[str],
) -> None:
    assert mostradas(entrar(gobierno.institucional), **filtros) == [
        varias[una].codigo for una in quedan
    ]


def test_actores_places_and_themes_narrow_it(
    entrar: Entrar, gobierno: Gobierno, varias: dict[str, Meta], el_roble: Lugar
) -> None:
    client = entrar(gobierno.titular)
    barrio = Lugar.objects.get(nombre="San Martín")

    assert mostradas(client, lugar=barrio.pk) == [varias["verde"].codigo]
    assert len(mostradas(client, lugar=el_roble.pk)) == 4
    assert len(mostradas(client, tema=gobierno.tema.pk)) == 4


@pytest.mark.parametrize(
    "filtros",
    [
        {"estado": "volando"},
        {"luz": "morado"},
        {"lugar": "abc", "tema": "-1", "actor": "999999999999999999999"},
        {"q": "a" * 5000},
        {"q": "\x00"},
        {"orden": "password"},
        {"pagina": "abc"},
        {"pagina": "99999"},
    ],
)
def test_what_is_not_understood_is_left_out(
    entrar: Entrar, gobierno: Gobierno, varias: dict[str, Meta], filtros: dict[str, str]
) -> None:
    assert len(mostradas(entrar(gobierno.titular), **filtros)) == 4


def test_each_sees_only_what_one_may(
    entrar: Entrar, gobierno: Gobierno, omar: Usuario, marta: Usuario
) -> None:
    interna = gobierno.crear()
    gobierno.crear(nivel_reserva=3)

    assert mostradas(entrar(omar)) == [interna.codigo]
    assert mostradas(entrar(marta)) == []


def test_the_four_classes_are_of_all_pages_and_of_what_the_filters_leave(
    entrar: Entrar, gobierno: Gobierno
) -> None:
    sembrar(gobierno, 0, 30)
    client = entrar(gobierno.titular)
    todas = client.get(LISTA)

    assert len(todas.context["page"].object_list) == 25
    assert sum(todas.context["balance"].values()) == 30
    assert len(client.get(LISTA, {"pagina": 2}).context["page"].object_list) == 5
    assert sum(client.get(LISTA, {"q": "MET-2027-10007"}).context["balance"].values()) == 1


def test_with_nothing_yet_it_offers_the_first_step_to_who_may_take_it(
    entrar: Entrar, gobierno: Gobierno, omar: Usuario
) -> None:
    vacia = entrar(gobierno.gerente).get(LISTA).content.decode()
    ajena = entrar(omar).get(LISTA).content.decode()
    filtrada = entrar(gobierno.gerente).get(LISTA, {"q": "nada"}).content.decode()

    assert "Todavía no hay metas" in vacia
    assert "Proponer la primera" in vacia
    assert "Todavía no hay metas" in ajena
    assert "Proponer la primera" not in ajena
    assert "Nada con esos filtros" in filtrada
    assert "Todavía no hay metas" not in filtrada


def test_a_board_without_metas_opens_by_light(entrar: Entrar, gobierno: Gobierno) -> None:
    assert entrar(gobierno.titular).get(LISTA, {"orden": "luz"}).status_code == 200


@pytest.mark.parametrize("filtros", [{}, {"orden": "luz"}, {"luz": "amarillo"}])
def test_sixty_take_as_many_queries_as_thirty(
    entrar: Entrar, gobierno: Gobierno, filtros: dict[str, str]
) -> None:
    client = entrar(gobierno.titular)
    sembrar(gobierno, 0, 30)
    treinta = cuantas(lambda: client.get(LISTA, filtros))
    sembrar(gobierno, 30, 60)

    assert cuantas(lambda: client.get(LISTA, filtros)) <= treinta <= 25
