"""The lists of actores, temas and lugares."""

from __future__ import annotations

from typing import Any

import pytest

from core.models import Actor, Lugar, Usuario
from tests.consultas import cuantas
from tests.webui.conftest import Entrar

LISTAS = ("/actores/", "/temas/", "/lugares/")


@pytest.fixture
def lugares(el_roble: Lugar) -> None:
    """Two barrios of El Roble, one of which begins with a letter of its own, and a neighbour."""
    for nombre in ("Ñanguira", "Ágata"):
        Lugar.objects.create(nombre=nombre, nivel="barrio", superior=el_roble)
    Lugar.objects.create(nombre="Nogal", nivel="corregimiento")


def mostrados(client: Any, lista: str, **filtros: object) -> list[str]:
    response = client.get(lista, filtros)
    assert response.status_code == 200
    return [str(uno) for uno in response.context["page"]]


@pytest.mark.usefixtures("lugares")
@pytest.mark.parametrize(
    ("filtros", "quedan"),
    [
        ({}, ["Ágata", "El Roble", "Nogal", "Ñanguira"]),
        ({"orden": "-nombre"}, ["Ñanguira", "Nogal", "El Roble", "Ágata"]),
        ({"orden": "dentro"}, ["Ágata", "Ñanguira", "El Roble", "Nogal"]),
        ({"orden": "-dentro"}, ["Ágata", "Ñanguira", "El Roble", "Nogal"]),
        ({"orden": "version"}, ["Ágata", "El Roble", "Nogal", "Ñanguira"]),
        ({"q": "agata"}, ["Ágata"]),
        ({"q": "zzz"}, []),
        ({"q": "\x00"}, ["Ágata", "El Roble", "Nogal", "Ñanguira"]),
        ({"pagina": "²"}, ["Ágata", "El Roble", "Nogal", "Ñanguira"]),
    ],
)
def test_the_address_says_what_is_shown(
    entrar: Entrar, omar: Usuario, filtros: dict[str, str], quedan: list[str]
) -> None:
    assert mostrados(entrar(omar), "/lugares/", **filtros) == quedan


def test_actores_are_sorted_by_their_organization(
    entrar: Entrar, omar: Usuario, junta: Actor
) -> None:
    Actor.objects.create(nombre="Ana", organizacion=Actor.objects.create(nombre="Zapatería"))
    Actor.objects.create(nombre="Zoila", organizacion=junta)

    assert mostrados(entrar(omar), "/actores/", orden="dentro")[:2] == ["Zoila", "Ana"]
    assert mostrados(entrar(omar), "/actores/", orden="-dentro")[:2] == ["Ana", "Zoila"]


@pytest.mark.usefixtures("junta", "agua", "el_roble")
@pytest.mark.parametrize("lista", LISTAS)
def test_a_header_says_how_it_is_sorted(entrar: Entrar, rosa: Usuario, lista: str) -> None:
    pagina = entrar(rosa).get(lista).content.decode()
    assert 'aria-sort="ascending"' in pagina
    assert 'href="?orden=-nombre"' in pagina
    assert 'href="?orden=dentro"' in pagina


@pytest.mark.usefixtures("junta", "el_roble")
@pytest.mark.parametrize(
    ("lista", "rotulo"), [("/actores/", "Organización"), ("/lugares/", "Dentro de")]
)
def test_on_a_phone_each_value_has_its_own_label(
    entrar: Entrar, rosa: Usuario, lista: str, rotulo: str
) -> None:
    assert f'data-label="{rotulo}"' in entrar(rosa).get(lista).content.decode()


@pytest.mark.parametrize("lista", LISTAS)
def test_an_empty_one_offers_the_first_step_to_who_may(
    entrar: Entrar, rosa: Usuario, omar: Usuario, lista: str
) -> None:
    pagina = entrar(rosa).get(lista).content.decode()
    assert "Todavía no hay" in pagina
    assert pagina.count(f'href="{lista}nuevo/"') == 2
    assert "nuevo/" not in entrar(omar).get(lista).content.decode()


@pytest.mark.parametrize("lista", LISTAS)
def test_a_search_that_finds_nothing_says_so(entrar: Entrar, rosa: Usuario, lista: str) -> None:
    assert "Pruebe con otra palabra." in entrar(rosa).get(lista, {"q": "zz"}).content.decode()


def test_nobody_is_reached_from_a_list(entrar: Entrar, rosa: Usuario, junta: Actor) -> None:
    assert junta.email not in entrar(rosa).get("/actores/").content.decode()


def test_a_hundred_cost_what_ten_do(entrar: Entrar, rosa: Usuario, junta: Actor) -> None:
    client = entrar(rosa)
    cuestan = []
    for mas in (10, 90):
        for _ in range(mas):
            Actor.objects.create(nombre="Ana", organizacion=junta)
        cuestan.append(cuantas(lambda: client.get("/actores/")))

    assert cuestan[1] <= cuestan[0] <= 30
