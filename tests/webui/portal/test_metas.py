"""The goals as the public reads them: a few at the door, all of them page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from core import clock
from tests.consultas import cuantas
from tests.webui.portal.peso import peso
from tests.workflows.metas.builders import LUNES, Gobierno
from tests.workflows.metas.test_tablero import sembrar
from workflows.metas import states
from workflows.metas.models import Meta

INICIO, TODAS = "/", "/metas-de-gobierno/"
TITULO = re.compile(r'<h[23] lang="es">(Meta \d+)</h[23]>')
PALABRAS = "Palabra tras palabra, para que todos sepan de qué se trata. " * 10


@pytest.fixture
def gobierno(gobierno: Gobierno) -> Iterator[Gobierno]:
    with clock.moved_to(LUNES):
        yield gobierno


def publicar(gobierno: Gobierno, desde: int, hasta: int) -> None:
    """Public metas; those of the highest number moved last."""
    sembrar(gobierno, desde, hasta)
    Meta.objects.update(publica=True, nivel_reserva=0, descripcion_ciudadana=PALABRAS)
    for numero in range(desde, hasta):
        Meta.objects.filter(titulo=f"Meta {numero}").update(
            actualizada_en=LUNES + timedelta(minutes=numero)
        )


def mostradas(path: str, pagina: str = "") -> list[str]:
    response = Client().get(path, {"pagina": pagina} if pagina else {})
    assert response.status_code == 200
    return TITULO.findall(response.content.decode())


def test_at_the_door_stand_the_last_that_moved_and_how_many_there_are(gobierno: Gobierno) -> None:
    publicar(gobierno, 0, 9)

    assert mostradas(INICIO) == [f"Meta {n}" for n in (8, 7, 6, 5, 4, 3)]
    assert f'<a href="{TODAS}">Todas las metas (9)</a>' in Client().get(INICIO).content.decode()


def test_what_was_never_updated_moved_when_it_began(gobierno: Gobierno) -> None:
    publicar(gobierno, 0, 3)
    Meta.objects.filter(titulo="Meta 0").update(
        actualizada_en=None, iniciada_en=LUNES + timedelta(days=1)
    )

    assert mostradas(TODAS) == ["Meta 0", "Meta 2", "Meta 1"]


def test_all_of_them_page_by_page(gobierno: Gobierno) -> None:
    publicar(gobierno, 0, 43)
    primera = Client().get(TODAS).content.decode()

    assert "Del 1 al 20, de 43" in primera
    assert 'rel="next" href="?pagina=2"' in primera
    leidas = [una for pagina in "123" for una in mostradas(TODAS, pagina)]
    assert leidas == [f"Meta {n}" for n in range(42, -1, -1)]


@pytest.mark.parametrize("pagina", ["²", "\x00", "abc", "-3", "0", "1.5", "9" * 30, "9" * 5000])
def test_a_page_that_is_none_is_the_nearest(gobierno: Gobierno, pagina: str) -> None:
    publicar(gobierno, 0, 1)

    assert mostradas(TODAS, pagina) == ["Meta 0"]


@pytest.mark.parametrize("path", [INICIO, TODAS])
@pytest.mark.parametrize(
    "cambio", [{"publica": False}, {"nivel_reserva": 1}, {"estado": states.APROBADA}]
)
def test_what_is_not_public_and_under_way_is_neither_shown_nor_counted(
    gobierno: Gobierno, path: str, cambio: dict[str, object]
) -> None:
    publicar(gobierno, 0, 2)
    Meta.objects.filter(titulo="Meta 1").update(**cambio)

    assert mostradas(path) == ["Meta 0"]
    assert "Todas las metas (1)" in Client().get(INICIO).content.decode()


def test_without_any_it_says_so_and_the_door_leaves_them_out(gobierno: Gobierno) -> None:
    assert "Todavía no hay metas en marcha." in Client().get(TODAS).content.decode()
    assert "Metas de gobierno" not in Client().get(INICIO).content.decode()


@pytest.mark.parametrize("path", [INICIO, TODAS])
def test_many_cost_what_few_do_and_are_as_light(gobierno: Gobierno, path: str) -> None:
    publicar(gobierno, 0, 25)
    pocas = cuantas(lambda: Client().get(path))
    publicar(gobierno, 25, 60)

    assert cuantas(lambda: Client().get(path)) == pocas <= 6
    assert peso(Client(), path) < 60 * 1024
    assert len(Client().get(path).content) < 60 * 1024
