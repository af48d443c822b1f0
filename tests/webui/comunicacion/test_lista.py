"""The list of piezas: its filters live in the address, its cost does not grow."""

from __future__ import annotations

from typing import Any

import pytest

from core import clock
from core.models import Actor, Lugar, Tema, Usuario
from ops.sandbox.client import Sandbox
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from tests.workflows.comunicacion.builders import Redaccion, con_imagen, en_minutos
from workflows.comunicacion import states
from workflows.comunicacion.models import Pieza

LISTA = "/piezas/"


@pytest.fixture
def varias(redaccion: Redaccion) -> dict[str, Pieza]:
    """One of each kind a filter tells apart, each changed later than the one before."""
    distintas: list[tuple[str, str, dict[str, Any]]] = [
        ("muelle", states.APROBADA, {"titulo": "Águas del muelle", "canales": ["web"]}),
        ("mercado", states.EN_REVISION, {"titulo": "Mercado", "publicar_en": en_minutos(90)}),
        ("feria", states.DEVUELTA, {"titulo": "Feria", "publicar_en": en_minutos(60)}),
        ("ajena", states.BORRADOR, {"titulo": "Ñame", "actor": redaccion.editor}),
    ]
    hechas = {}
    for minuto, (nombre, estado, campos) in enumerate(distintas):
        with clock.moved_to(en_minutos(minuto)):
            hechas[nombre] = redaccion.hasta(estado, **campos)
    return hechas


def mostradas(client: Any, **filtros: object) -> list[str]:
    response = client.get(LISTA, filtros)
    assert response.status_code == 200
    return [pieza.codigo for pieza in response.context["page"]]


@pytest.mark.parametrize(
    ("filtros", "quedan"),
    [
        ({}, ["ajena", "feria", "mercado", "muelle"]),
        ({"estado": "aprobada"}, ["muelle"]),
        ({"estado": "abiertas"}, ["ajena", "feria", "mercado"]),
        ({"estado": "problemas"}, []),
        ({"canal": "twitter"}, ["ajena", "feria", "mercado"]),
        ({"mias": "on"}, ["feria", "mercado", "muelle"]),
        ({"q": "aguas MUELLE"}, ["muelle"]),
        ({"orden": "cambio"}, ["muelle", "mercado", "feria", "ajena"]),
        ({"orden": "titulo"}, ["muelle", "feria", "mercado", "ajena"]),
        ({"orden": "-titulo"}, ["ajena", "mercado", "feria", "muelle"]),
        ({"orden": "autor", "estado": "abiertas"}, ["ajena", "feria", "mercado"]),
        ({"orden": "cuando", "estado": "abiertas"}, ["feria", "mercado", "ajena"]),
        ({"mias": "on", "estado": "abiertas", "orden": "-cuando"}, ["mercado", "feria"]),
    ],
)
def test_the_address_says_what_is_shown(
    entrar: Entrar,
    redaccion: Redaccion,
    varias: dict[str, Pieza],
    filtros: dict[str, str],
    quedan: list[str],
) -> None:
    client = entrar(redaccion.autora)

    assert mostradas(client, **filtros) == [varias[una].codigo for una in quedan]


def test_what_could_not_go_out_can_be_asked_for(
    entrar: Entrar, redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault("x", "bad_media")
    fallida = redaccion.publicar(**con_imagen())
    redaccion.publicar(titulo="Bien")

    assert mostradas(entrar(redaccion.autora), estado="problemas") == [fallida.codigo]


def test_people_places_and_themes_narrow_it(
    entrar: Entrar, redaccion: Redaccion, junta: Actor, agua: Tema, el_roble: Lugar
) -> None:
    pieza = redaccion.crear(actores=[junta], temas=[agua], lugares=[el_roble])
    redaccion.crear()
    client = entrar(redaccion.autora)

    for filtro in ({"actor": junta.pk}, {"tema": agua.pk}, {"lugar": el_roble.pk}):
        assert mostradas(client, **filtro) == [pieza.codigo]


@pytest.mark.parametrize(
    "filtros",
    [
        {"estado": "volando"},
        {"canal": "telegrafo"},
        {"lugar": "abc", "tema": "-1", "actor": "9" * 30},
        {"q": "a" * 5000},
        {"q": "\x00"},
        {"canal": "\x00", "orden": "\x00"},
        {"orden": "huella_aprobada"},
        {"pagina": "²"},
        {"pagina": "9" * 5000},
        {"otra": "cosa"},
    ],
)
def test_what_is_not_understood_is_left_out(
    entrar: Entrar, redaccion: Redaccion, varias: dict[str, Pieza], filtros: dict[str, str]
) -> None:
    assert len(mostradas(entrar(redaccion.autora), **filtros)) == 4


def test_its_headers_sort_and_its_channels_have_names(
    entrar: Entrar, redaccion: Redaccion, varias: dict[str, Pieza]
) -> None:
    pagina = entrar(redaccion.autora).get(LISTA).content.decode()

    for orden in ("titulo", "autor", "cuando", "cambio"):
        assert f'href="?orden={orden}"' in pagina
    assert "Portal web, Facebook, X" in pagina
    assert "web, facebook, twitter" not in pagina


def test_an_empty_list_teaches_the_first_step(
    entrar: Entrar, redaccion: Redaccion, omar: Usuario
) -> None:
    escribe = entrar(redaccion.autora).get(LISTA).content.decode()
    assert "Todavía no hay piezas" in escribe
    assert "Escribir la primera" in escribe

    lee = entrar(omar).get(LISTA).content.decode()
    assert "Todavía no hay piezas" in lee
    assert "/piezas/nueva/" not in lee


def test_filters_that_leave_nothing_say_so(
    entrar: Entrar, redaccion: Redaccion, varias: dict[str, Pieza]
) -> None:
    pagina = entrar(redaccion.autora).get(LISTA, {"q": "volcán"}).content.decode()

    assert "Nada con esos filtros" in pagina
    assert "Todavía no hay piezas" not in pagina


def test_each_sees_only_what_one_may(
    entrar: Entrar, redaccion: Redaccion, omar: Usuario, luis: Usuario
) -> None:
    publica = redaccion.crear()
    redaccion.crear(nivel_reserva=2)

    assert mostradas(entrar(omar)) == [publica.codigo]
    assert mostradas(entrar(luis)) == []


def test_twenty_five_cost_what_five_do(entrar: Entrar, redaccion: Redaccion) -> None:
    client = entrar(redaccion.autora)
    for _ in range(5):
        redaccion.hasta(states.APROBADA)
    cinco = cuantas(lambda: client.get(LISTA))
    for _ in range(20):
        redaccion.hasta(states.APROBADA)

    assert cuantas(lambda: client.get(LISTA)) <= cinco <= 30
