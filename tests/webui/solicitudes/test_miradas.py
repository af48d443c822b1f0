"""The three looks of what came in: each with the same filters, none longer for the past."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.models import Lugar
from tests.consultas import cuantas
from tests.momentos import MIERCOLES
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import LISTA, texto, url
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import mesa, states
from workflows.solicitudes.models import Solicitud


def grupos(client: Any, **filtros: str) -> dict[str, list[str]]:
    """What stands in each group, by code."""
    context = client.get(LISTA, filtros).context
    return {uno.clave: [fila.caso.codigo for fila in uno.filas] for uno in context["grupos"]}


@pytest.mark.parametrize(
    ("quien", "mirada"), [("jefe", "bandeja"), ("asistente", "bandeja"), ("titular", "lista")]
)
def test_who_empties_it_begins_with_the_inbox(
    entrar: Entrar, despacho: Despacho, quien: str, mirada: str
) -> None:
    response = entrar(getattr(despacho, quien)).get(LISTA)

    (actual,) = [una for una in response.context["miradas"] if una.current]
    assert f"ver={mirada}" in actual.url


def test_the_last_look_is_remembered_and_the_address_comes_first(
    entrar: Entrar, despacho: Despacho
) -> None:
    despacho.registrar()
    client = entrar(despacho.jefe)
    client.get(LISTA, {"ver": "tablero"})

    assert "data-board" in texto(client.get(LISTA))
    assert "data-board" not in texto(client.get(LISTA, {"ver": "lista"}))
    assert "data-board" not in texto(client.get(LISTA, {"estado": "abiertas"}))


def test_a_look_that_does_not_exist_is_the_list(entrar: Entrar, despacho: Despacho) -> None:
    response = entrar(despacho.jefe).get(LISTA, {"ver": "mapa"})

    assert response.status_code == 200
    assert "page" in response.context


def test_the_inbox_puts_each_where_it_is_most_urgent(entrar: Entrar, despacho: Despacho) -> None:
    with clock.moved_to(MIERCOLES - timedelta(days=60)):
        tarde = despacho.registrar(titulo="Tarde")
    nueva = despacho.registrar()
    decidir = despacho.hasta(states.EN_DECISION)
    responder = despacho.hasta(states.RECHAZADA)
    encargar = despacho.hasta(states.ACEPTADA)
    despacho.encargar(despacho.hasta(states.ACEPTADA))
    despacho.hasta(states.CERRADA)

    assert grupos(entrar(despacho.jefe), ver="bandeja") == {
        "atrasadas": [tarde.codigo],
        "por_responder": [responder.codigo],
        "nuevas": [nueva.codigo],
        "por_decidir": [decidir.codigo],
        "por_encargar": [encargar.codigo],
    }


def test_a_row_has_its_likely_step_and_comes_back_here(entrar: Entrar, despacho: Despacho) -> None:
    nueva = despacho.registrar()

    pagina = texto(entrar(despacho.jefe).get(LISTA, {"ver": "bandeja"}))

    assert f"{url(nueva, 'analizar')}?siguiente=" in pagina
    assert "Nadie la ha analizado todavía." in pagina
    assert "Meta interna de respuesta" in pagina


@pytest.mark.parametrize("estado", [states.EN_ANALISIS, states.EN_DECISION, states.ATENDIDA])
def test_a_row_offers_nothing_that_would_end_it_otherwise(
    entrar: Entrar, despacho: Despacho, estado: str
) -> None:
    despacho.hasta(estado)

    grupos = entrar(despacho.jefe).get(LISTA, {"ver": "bandeja"}).context["grupos"]

    pasos = [paso for grupo in grupos for fila in grupo.filas for paso in fila.pasos]
    assert pasos
    assert not [paso.verb for paso in pasos if paso.danger]


def test_an_empty_inbox_has_a_good_word(entrar: Entrar, despacho: Despacho) -> None:
    despacho.hasta(states.CERRADA)

    assert "La bandeja está al día" in texto(entrar(despacho.jefe).get(LISTA, {"ver": "bandeja"}))


def test_the_board_has_a_column_for_each_state_and_one_for_what_was_just_closed(
    entrar: Entrar, despacho: Despacho
) -> None:
    with clock.moved_to(MIERCOLES - timedelta(days=30)):
        despacho.hasta(states.CERRADA)
    cerrada = despacho.hasta(states.CERRADA)
    nueva = despacho.registrar()

    columnas = grupos(entrar(despacho.jefe), ver="tablero")

    assert list(columnas) == [*states.ABIERTOS, mesa.CERRADAS]
    assert columnas["registrada"] == [nueva.codigo]
    assert columnas[mesa.CERRADAS] == [cerrada.codigo]


def test_a_card_of_the_board_moves_by_a_button(entrar: Entrar, despacho: Despacho) -> None:
    nueva = despacho.registrar()

    pagina = texto(entrar(despacho.jefe).get(LISTA, {"ver": "tablero"}))

    assert "en_analisis:analizar" in pagina
    assert f"{url(nueva, 'analizar')}?siguiente=" in pagina


@pytest.mark.parametrize("ver", ["bandeja", "tablero"])
def test_who_may_do_nothing_sees_it_without_buttons(
    entrar: Entrar, despacho: Despacho, omar: Any, ver: str
) -> None:
    despacho.registrar()

    pagina = texto(entrar(omar).get(LISTA, {"ver": ver}))

    assert "Agua potable para El Roble" in pagina
    assert "/analizar/" not in pagina


@pytest.mark.parametrize("ver", ["bandeja", "tablero"])
def test_both_are_narrowed_like_the_list(
    entrar: Entrar, despacho: Despacho, el_roble: Lugar, ver: str
) -> None:
    alli = despacho.registrar(lugares=[el_roble], canal="telefono")
    despacho.registrar()
    client = entrar(despacho.jefe)

    for filtros in ({"lugar": str(el_roble.pk)}, {"canal": "telefono"}, {"q": alli.codigo}):
        quedan = [
            codigo for suyos in grupos(client, ver=ver, **filtros).values() for codigo in suyos
        ]
        assert quedan == [alli.codigo]


@pytest.mark.parametrize(
    ("luz", "cuales"),
    [("atrasado", ["tarde"]), ("por_vencer", ["pronto"]), ("en_plazo", ["lejos"])],
)
def test_the_light_narrows_by_the_legal_term(
    entrar: Entrar, despacho: Despacho, luz: str, cuales: list[str]
) -> None:
    hechas = {}
    for nombre, dias in (("tarde", 60), ("pronto", 29), ("lejos", 0)):
        with clock.moved_to(MIERCOLES - timedelta(days=dias)):
            hechas[nombre] = despacho.registrar().codigo

    page = entrar(despacho.jefe).get(LISTA, {"luz": luz}).context["page"]

    assert [caso.codigo for caso in page] == [hechas[nombre] for nombre in cuales]


def test_what_many_have_is_cut_and_the_rest_is_a_list(entrar: Entrar, despacho: Despacho) -> None:
    for _n in range(mesa.POR_GRUPO + 2):
        despacho.registrar()

    response = entrar(despacho.jefe).get(LISTA, {"ver": "bandeja"})

    (grupo,) = response.context["grupos"]
    assert (len(grupo.filas), grupo.total, grupo.faltan) == (mesa.POR_GRUPO, 10, 2)
    assert grupo.url == "?ver=lista&estado=registrada"


@pytest.mark.parametrize("ver", ["bandeja", "tablero", "lista"])
def test_more_requests_ask_the_database_no_more_often(
    entrar: Entrar, despacho: Despacho, ver: str
) -> None:
    client = entrar(despacho.jefe)
    for estado in (states.REGISTRADA, states.ACEPTADA, states.DERIVADA):
        despacho.hasta(estado)
    client.get(LISTA, {"ver": ver})
    con_pocas = cuantas(lambda: client.get(LISTA, {"ver": ver}))
    for estado in (states.REGISTRADA, states.ACEPTADA, states.DERIVADA) * 3:
        despacho.hasta(estado)

    assert cuantas(lambda: client.get(LISTA, {"ver": ver})) <= con_pocas
    assert Solicitud.objects.count() == 12


def test_a_card_of_the_board_says_how_its_clocks_were_counted(
    entrar: Entrar, despacho: Despacho
) -> None:
    despacho.registrar()

    pagina = texto(entrar(despacho.jefe).get(LISTA, {"ver": "tablero"}))

    assert pagina.count("Plazo legal para responder:") == 1
    assert pagina.count("¿Cómo se contó?") == 1
