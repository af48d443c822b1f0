"""Both clocks of a request wherever it is a row: as they run, and as they ended."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from core import clock
from tests.consultas import cuantas
from tests.momentos import MIERCOLES
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import LISTA, texto, url
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud, TipoSolicitud

DONDE = [(LISTA, {"ver": "lista"}), (LISTA, {"ver": "tablero"}), ("/buscar/", {"q": "agua roble"})]
LINEA = re.compile(r'class="pop why clocks"><summary><small>(.*?)</small>', re.S)
ETIQUETA = re.compile(r"<[^>]+>")


def lineas(pagina: str) -> list[str]:
    """What each row says of its clocks before it is opened."""
    return [ETIQUETA.sub("", linea) for linea in LINEA.findall(pagina)]


def respondida(despacho: Despacho, dias: int, **campos: Any) -> Solicitud:
    """One of that Wednesday, answered so many days later."""
    solicitud = despacho.hasta(states.ATENDIDA, **campos)
    with clock.moved_to(MIERCOLES + timedelta(days=dias)):
        return despacho.cerrar(solicitud)


@pytest.mark.parametrize(("ruta", "filtros"), DONDE)
@pytest.mark.parametrize(
    ("dias", "dicha"),
    [
        (1, "Interno 30 sep, a tiempo · Legal 9 oct, a tiempo"),
        (25, "Interno 30 sep, tarde · Legal 9 oct, a tiempo"),
        (60, "Interno 30 sep, tarde · Legal 9 oct, tarde"),
    ],
)
def test_an_answered_one_shows_how_both_ended(
    entrar: Entrar,
    despacho: Despacho,
    ruta: str,
    filtros: dict[str, str],
    dias: int,
    dicha: str,
) -> None:
    respondida(despacho, dias)

    with clock.moved_to(MIERCOLES + timedelta(days=dias, hours=1)):
        pagina = texto(entrar(despacho.jefe).get(ruta, filtros))

    assert lineas(pagina) == [dicha]
    assert pagina.count("Se cuentan") == 2


def test_the_row_says_the_day_on_which_it_was_answered(entrar: Entrar, despacho: Despacho) -> None:
    respondida(despacho, 25)

    with clock.moved_to(MIERCOLES + timedelta(days=40)):
        pagina = texto(entrar(despacho.jefe).get(LISTA, {"ver": "lista"}))

    abierto = ETIQUETA.sub("", pagina.split('clocks"')[1].split("</details>")[0])
    assert "Terminó tarde: 4 oct" in abierto
    assert "Terminó a tiempo: 4 oct" in abierto
    assert "A tiempo" in pagina.split('data-label="Plazos"')[1].split('class="pop why clocks"')[0]


@pytest.mark.parametrize("estado", [states.DESISTIDA, states.DUPLICADA])
def test_one_that_ended_without_an_answer_shows_none(
    entrar: Entrar, despacho: Despacho, estado: str
) -> None:
    despacho.hasta(estado)

    pagina = texto(entrar(despacho.jefe).get(LISTA, {"ver": "lista", "estado": estado}))

    assert lineas(pagina) == []
    assert "Hecho" in pagina


def test_without_a_term_of_the_law_there_is_one(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    despacho.hasta(states.CERRADA, tipo=invitacion)

    pagina = texto(entrar(despacho.jefe).get(LISTA, {"ver": "lista"}))

    assert lineas(pagina) == ["Interno 14 sep, a tiempo"]


def test_opened_again_it_shows_those_that_run(entrar: Entrar, despacho: Despacho) -> None:
    solicitud = respondida(despacho, 60)
    despues = MIERCOLES + timedelta(days=61)
    with clock.moved_to(despues):
        client = entrar(despacho.jefe)
        client.get(LISTA, {"ver": "lista"})
        despacho.reabrir(solicitud)
        pagina = texto(client.get(LISTA, {"ver": "lista"}))

        assert "tarde" not in lineas(pagina)[0]
        assert "Plazos que tuvo" not in texto(client.get(url(solicitud)))


@pytest.mark.parametrize(("ruta", "filtros"), DONDE)
def test_closed_ones_cost_what_open_ones_do(
    entrar: Entrar, despacho: Despacho, ruta: str, filtros: dict[str, str]
) -> None:
    client = entrar(despacho.jefe)
    for _vez in range(3):
        despacho.registrar()
    abiertas = cuantas(lambda: client.get(ruta, filtros))
    for _vez in range(3):
        despacho.hasta(states.CERRADA)

    assert cuantas(lambda: client.get(ruta, filtros)) <= abiertas
