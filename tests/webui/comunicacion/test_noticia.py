"""A page of the portal as people, feed readers and the networks' robots read it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import Settings

from tests.workflows.comunicacion.builders import TITULO, Redaccion, con_imagen
from workflows.comunicacion import queries, states

SITIO = "https://alborada.gob.pa"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def sitio(settings: Settings) -> None:
    settings.SITE_URL = SITIO


def etiquetas(pagina: str) -> dict[str, str]:
    """What its `meta` tags say, by their name."""
    head = pagina.partition("</head>")[0].split("<meta ")[1:]
    partes = [una.split(">")[0].split('"') for una in head]
    return {una[1]: una[3] for una in partes if len(una) > 3}


def test_the_networks_find_what_a_card_needs(redaccion: Redaccion, client: Client) -> None:
    pieza = redaccion.hasta(states.APROBADA, **con_imagen())

    dicho = etiquetas(client.get(f"/p/{pieza.token}").content.decode())

    assert dicho["og:type"] == "article"
    assert dicho["og:title"] == TITULO
    assert dicho["og:description"] == "Ochenta familias de pescadores ya lo usan."
    assert dicho["og:url"] == queries.permalink(pieza) == f"{SITIO}/p/{pieza.token}"
    assert dicho["og:image"].startswith(f"{SITIO}/p/{pieza.token}/")
    assert dicho["og:image:alt"] == dicho["twitter:image:alt"] == "El muelle, con tres lanchas"
    assert dicho["og:locale"] == "es_LA"
    assert dicho["twitter:card"] == "summary_large_image"
    imagen = client.get(dicho["og:image"].removeprefix(SITIO))
    assert imagen.headers["Content-Type"] == "image/png"
    imagen.close()


def test_without_picture_the_card_is_small(redaccion: Redaccion, client: Client) -> None:
    pieza = redaccion.hasta(states.APROBADA)

    dicho = etiquetas(client.get(f"/p/{pieza.token}").content.decode())

    assert dicho["twitter:card"] == "summary"
    assert "og:image" not in dicho


def test_what_was_withdrawn_leaves_its_note_and_no_card(
    redaccion: Redaccion, client: Client
) -> None:
    pieza = redaccion.hasta(states.RETIRADA, **con_imagen())

    response = client.get(f"/p/{pieza.token}")

    assert response.status_code == 410
    pagina = response.content.decode()
    assert "La fecha era otra. Pedimos disculpas." in pagina
    assert TITULO not in pagina
    assert etiquetas(pagina)["robots"] == "noindex"


@pytest.mark.parametrize("estado", [states.BORRADOR, states.EN_REVISION, states.DEVUELTA])
def test_what_nobody_approved_is_nowhere(estado: str, redaccion: Redaccion, client: Client) -> None:
    pieza = redaccion.hasta(estado)

    assert client.get(f"/p/{pieza.token}").status_code == 404
    assert TITULO not in client.get("/noticias.atom").content.decode()


def test_the_feed_is_atom_with_author_permalink_and_instants(
    redaccion: Redaccion, client: Client
) -> None:
    pieza = redaccion.hasta(states.APROBADA)

    feed = ET.fromstring(client.get("/noticias.atom").content)  # noqa: S314 - it is ours

    assert feed.findtext("a:author/a:name", namespaces=ATOM)
    [entrada] = feed.findall("a:entry", ATOM)
    assert entrada.findtext("a:title", namespaces=ATOM) == TITULO
    assert entrada.findtext("a:id", namespaces=ATOM) == queries.permalink(pieza)
    assert entrada.findtext("a:updated", namespaces=ATOM)
    enlaces = {uno.get("rel"): uno.get("href") for uno in feed.findall("a:link", ATOM)}
    assert set(enlaces) == {"alternate", "self"}
