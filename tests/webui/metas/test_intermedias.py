"""The parts of every meta in one list: filtered, sorted, and given a step several at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.models import Usuario
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from tests.workflows.metas.builders import LUNES, Gobierno
from tests.workflows.metas.test_tablero import sembrar
from webui.models import Tanda
from workflows.metas import states
from workflows.metas.models import MetaIntermedia

LISTA = "/metas-intermedias/"
EN_TANDA = f"{LISTA}en-tanda/"


@pytest.fixture
def dos_metas(gobierno: Gobierno) -> list[MetaIntermedia]:
    """The parts of one that runs and of one that is a draft, by meta and in their order."""
    corre = gobierno.hasta(states.EN_EJECUCION, titulo="Zanjas")
    borrador = gobierno.con_programa(titulo="Acueducto")
    return [*corre.vivas(), *borrador.vivas()]


def mostradas(client: Any, **filtros: object) -> list[str]:
    response = client.get(LISTA, filtros)
    assert response.status_code == 200
    return [mi.codigo for mi in response.context["page"]]


def codigos(partes: list[MetaIntermedia], *cuales: int) -> list[str]:
    return [partes[n].codigo for n in cuales]


@pytest.mark.parametrize(
    ("filtros", "quedan"),
    [
        ({}, [0, 1, 2, 3, 4, 5]),
        ({"orden": "-meta"}, [3, 4, 5, 0, 1, 2]),
        ({"orden": "titulo"}, [2, 5, 1, 4, 0, 3]),
        ({"orden": "fecha"}, [0, 3, 1, 4, 2, 5]),
        ({"orden": "version"}, [0, 1, 2, 3, 4, 5]),
        ({"q": "diseno"}, [0, 3]),
        ({"estado": "en_ejecucion"}, []),
        ({"luz": "atrasada"}, []),
        ({"meta": "MET-2099-99999"}, []),
        ({"estado": "volando", "luz": "x", "q": "\x00"}, [0, 1, 2, 3, 4, 5]),
    ],
)
def test_the_address_says_what_is_shown(
    entrar: Entrar,
    carmen: Usuario,
    dos_metas: list[MetaIntermedia],
    filtros: dict[str, str],
    quedan: list[int],
) -> None:
    assert mostradas(entrar(carmen), **filtros) == codigos(dos_metas, *quedan)


def test_what_is_late_is_what_runs_and_nobody_reported(
    entrar: Entrar, carmen: Usuario, gobierno: Gobierno, dos_metas: list[MetaIntermedia]
) -> None:
    client = entrar(carmen)
    with clock.moved_to(LUNES + timedelta(days=30)):
        gobierno.reportar(dos_metas[0])
        assert mostradas(client, luz="atrasada") == codigos(dos_metas, 1)
        assert "Atrasada" in client.get(LISTA, {"luz": "atrasada"}).text


def test_each_leads_to_its_page_and_to_its_meta(
    entrar: Entrar, carmen: Usuario, dos_metas: list[MetaIntermedia]
) -> None:
    page = entrar(carmen).get(LISTA).text
    assert f'href="{LISTA}{dos_metas[0].codigo}/"' in page
    assert f'href="/metas/{dos_metas[0].meta.codigo}/"' in page


def test_what_one_may_not_see_is_not_there(
    entrar: Entrar, marta: Usuario, gobierno: Gobierno
) -> None:
    gobierno.con_programa(nivel_reserva=3)
    assert mostradas(entrar(marta)) == []


def test_an_empty_list_says_so(entrar: Entrar, carmen: Usuario) -> None:
    client = entrar(carmen)
    assert "Todavía no hay metas intermedias" in client.get(LISTA).text
    assert "Nada con esos filtros" in client.get(LISTA, {"q": "zzz"}).text


def test_a_long_list_costs_what_a_short_one_does(
    entrar: Entrar, carmen: Usuario, gobierno: Gobierno
) -> None:
    client = entrar(carmen)
    sembrar(gobierno, 0, 2)
    con_pocas = cuantas(lambda: client.get(LISTA))
    sembrar(gobierno, 2, 40)
    assert cuantas(lambda: client.get(LISTA)) == con_pocas


def test_several_are_begun_at_once_and_each_refusal_says_why(
    entrar: Entrar, luis: Usuario, dos_metas: list[MetaIntermedia]
) -> None:
    elegidos = [f"{mi.codigo}:{mi.version}" for mi in (dos_metas[0], dos_metas[1], dos_metas[3])]
    client = entrar(luis)
    response = client.post(EN_TANDA, {"elegido": elegidos, "verbo": "iniciar"})
    assert response.context["cuantos"] == 2
    response = client.post(
        EN_TANDA, {"elegido": elegidos, "verbo": "iniciar", "dar": "1"}, follow=True
    )
    una = Tanda.objects.get()
    assert una.hechos == codigos(dos_metas, 0, 1)
    ((negada, motivo),) = una.negados
    assert negada == dos_metas[3].codigo
    assert motivo in response.text
    empezadas = MetaIntermedia.objects.filter(estado=states.EN_EJECUCION)
    assert {mi.codigo for mi in empezadas} == set(una.hechos)


def test_many_chosen_cost_what_few_do(entrar: Entrar, carmen: Usuario, gobierno: Gobierno) -> None:
    sembrar(gobierno, 0, 30)
    client = entrar(carmen)
    todas = [f"{mi.codigo}:0" for mi in MetaIntermedia.objects.all()]
    pocas = cuantas(lambda: client.post(EN_TANDA, {"elegido": todas[:6]}))
    assert cuantas(lambda: client.post(EN_TANDA, {"elegido": todas})) == pocas
