"""The public home and the news: for anybody, light, and the same whoever asks."""

from __future__ import annotations

import pytest
from django.test import Client

from core.models import Usuario
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from tests.webui.portal.peso import peso
from tests.workflows.comunicacion.builders import Redaccion, con_imagen
from workflows.comunicacion import states

PAGINAS = ["/", "/metas-de-gobierno/", "/noticias/", "/noticias.atom"]
KB = 1024


def publicar(redaccion: Redaccion, cuantas: int, **campos: object) -> None:
    for numero in range(cuantas):
        redaccion.hasta(states.APROBADA, titulo=f"Noticia {numero}", canales=["web"], **campos)


def test_the_newest_stand_first_with_their_small_pictures(redaccion: Redaccion) -> None:
    publicar(redaccion, 8)
    pieza = redaccion.hasta(states.APROBADA, titulo="Última", canales=["web"], **con_imagen())

    pagina = Client().get("/").content.decode()

    assert pagina.count('<article class="news">') == 6
    assert pagina.index("Última") < pagina.index("Noticia 7") < pagina.index("Noticia 3")
    assert "Noticia 2" not in pagina
    assert f'src="/p/{pieza.token}/miniatura" alt="El muelle, con tres lanchas" width="8"' in pagina


def test_what_is_not_published_is_not_there(redaccion: Redaccion) -> None:
    for estado in (states.BORRADOR, states.EN_REVISION, states.DEVUELTA, states.RETIRADA):
        redaccion.hasta(estado, titulo="Zafiro")

    for path in PAGINAS:
        assert "Zafiro" not in Client().get(path).content.decode()


def test_an_empty_portal_says_so(redaccion: Redaccion) -> None:
    for path in ("/", "/noticias/"):
        assert "Todavía no hay noticias." in Client().get(path).content.decode()


def test_the_news_page_by_page(redaccion: Redaccion) -> None:
    publicar(redaccion, 22)

    primera = Client().get("/noticias/").content.decode()
    segunda = Client().get("/noticias/", {"pagina": "2"}).content.decode()

    assert 'rel="next" href="?pagina=2"' in primera
    assert 'rel="prev" href="?pagina=1"' in segunda
    assert "Noticia 0" in segunda
    assert "Noticia 21" not in segunda


@pytest.mark.parametrize(
    "pagina", ["", "²", "\x00", "abc", "-3", "0", "1.5", "9" * 30, "9" * 5000, "1e9", "٣"]
)
def test_a_page_that_is_none_is_the_nearest(redaccion: Redaccion, pagina: str) -> None:
    publicar(redaccion, 1)

    response = Client().get("/noticias/", {"pagina": pagina})

    assert response.status_code == 200
    assert "Noticia 0" in response.content.decode()


@pytest.mark.parametrize("path", PAGINAS)
def test_it_is_the_same_for_who_has_logged_in_and_may_be_kept_by_anybody(
    entrar: Entrar, redaccion: Redaccion, path: str
) -> None:
    publicar(redaccion, 1)
    de_dentro = entrar(redaccion.autora)
    de_dentro.get("/mi-dia/")

    response, de_fuera = de_dentro.get(path), Client().get(path)

    assert response.content == de_fuera.content
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in response.headers["Vary"]
    for una in (response, de_fuera):
        assert "Set-Cookie" not in una.headers
        assert not una.cookies
    assert de_dentro.get("/mi-dia/").status_code == 200


def test_who_reads_it_costs_no_query(entrar: Entrar, redaccion: Redaccion) -> None:
    publicar(redaccion, 2)
    client = entrar(redaccion.autora)

    assert cuantas(lambda: client.get("/")) == cuantas(lambda: Client().get("/")) <= 6


def test_many_news_cost_what_few_do(redaccion: Redaccion) -> None:
    publicar(redaccion, 2, **con_imagen())
    dos = cuantas(lambda: Client().get("/noticias/"))
    publicar(redaccion, 18, **con_imagen())

    assert cuantas(lambda: Client().get("/noticias/")) == dos <= 3


@pytest.mark.parametrize(("path", "limite"), [("/", 60), ("/noticias/", 60), ("/p/{}", 60)])
def test_it_is_light_before_its_pictures(redaccion: Redaccion, path: str, limite: int) -> None:
    publicar(redaccion, 20, **con_imagen())
    larga = redaccion.hasta(
        states.APROBADA, canales=["web"], cuerpo="Palabra tras palabra. " * 1300, **con_imagen()
    )

    assert peso(Client(), path.format(larga.token)) < limite * KB


@pytest.mark.parametrize("path", ["/mi-dia/", "/piezas/", "/piezas/{}/", "/piezas/nueva/"])
def test_an_inner_page_is_light_too(entrar: Entrar, redaccion: Redaccion, path: str) -> None:
    publicar(redaccion, 20)
    pieza = redaccion.hasta(states.EN_REVISION)

    assert peso(entrar(redaccion.editor), path.format(pieza.codigo)) < 120 * KB


def test_the_way_in_is_for_officials(redaccion: Redaccion, luis: Usuario) -> None:
    assert 'href="/mi-dia/"' in Client().get("/").content.decode()
