"""Spanish unless one chooses English; remembered, and without a script."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.webui.conftest import Entrar
from tests.workflows.comunicacion.builders import Redaccion
from workflows.comunicacion import states

FORM = re.compile(r'<form class="idioma" action="([^"]+)" method="post">(.*?)</form>', re.DOTALL)
CAMPO = re.compile(r'name="(\w+)" value="([^"]*)"')


def cambiar(client: Client, path: str) -> str:
    """Press the button that the page offers; where it leads."""
    found = FORM.search(client.get(path).content.decode())
    assert found
    response = client.post(found[1], dict(CAMPO.findall(found[2])))
    assert response.status_code == 302
    return str(response.headers["Location"])


@pytest.mark.parametrize("path", ["/", "/metas-de-gobierno/", "/noticias/", "/noticias/?pagina=1"])
def test_one_reads_in_english_and_comes_back(redaccion: Redaccion, path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert '<html lang="es"' in client.get(path).content.decode()

    assert cambiar(client, path) == path
    en_ingles = client.get(path)
    assert '<html lang="en"' in en_ingles.content.decode()
    assert en_ingles.headers["Content-Language"] == "en"
    assert ">Español<" in en_ingles.content.decode()
    assert client.cookies["idioma"]["max-age"] == 365 * 24 * 3600

    assert cambiar(client, path) == path
    assert '<html lang="es"' in client.get(path).content.decode()


def test_what_the_municipality_wrote_stays_spanish_and_says_so(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.APROBADA, canales=["web"])
    client = Client()
    cambiar(client, "/")

    pagina = client.get(f"/p/{pieza.token}").content.decode()

    assert f'<h1 lang="es">{pieza.titulo}</h1>' in pagina
    assert "More news" in pagina


def test_one_who_has_both_pages_open_gets_each_in_its_language(redaccion: Redaccion) -> None:
    client = Client()
    cambiar(client, "/")

    assert "Cookie" in client.get("/").headers["Vary"]


def test_the_office_offers_it_in_the_menu_of_the_person(
    entrar: Entrar, redaccion: Redaccion
) -> None:
    client = entrar(redaccion.autora)

    assert ">English<" in re.sub(r"\s*<svg.*?</svg>", "", client.get("/mi-dia/").content.decode())
    client.post("/idioma/", {"language": "en", "next": "/mi-dia/"})
    assert '<html lang="en"' in client.get("/mi-dia/").content.decode()


@pytest.mark.parametrize("siguiente", ["https://malo.test/", "//malo.test/", "javascript:alert(1)"])
def test_it_never_leads_elsewhere(redaccion: Redaccion, siguiente: str) -> None:
    response = Client().post("/idioma/", {"language": "en", "next": siguiente})

    assert "malo" not in response.headers.get("Location", "")
    assert "javascript" not in response.headers.get("Location", "")


@pytest.mark.parametrize("idioma", ["xx", "", "\x00", "a" * 5000])
def test_a_language_there_is_not_changes_nothing(redaccion: Redaccion, idioma: str) -> None:
    client = Client()

    client.post("/idioma/", {"language": idioma, "next": "/"})

    assert '<html lang="es"' in client.get("/").content.decode()
