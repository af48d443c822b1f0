"""One page with its permalink: what people read, and what networks read of it."""

from __future__ import annotations

import io
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils.dateparse import parse_datetime
from PIL import Image
from pytest_django import Settings

from core import adjuntos
from core.adjuntos import Contenido
from tests.webui.conftest import Entrar
from tests.workflows.comunicacion.builders import Redaccion, con_imagen, pasados
from workflows.comunicacion import queries, states
from workflows.comunicacion.models import Pieza

SITIO = "https://alborada.gob.pa"
ATOM = "{http://www.w3.org/2005/Atom}"
MALO = "<script>alert(1)</script>\"'&"


@pytest.fixture(autouse=True)
def sitio(settings: Settings) -> None:
    settings.SITE_URL = SITIO


def metas(pagina: str) -> dict[str, str]:
    """The tags of the head that networks read, by name."""
    return dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)"', pagina))


def leido(feed: bytes) -> ET.Element:
    return ET.fromstring(feed)  # noqa: S314 - what we wrote ourselves


def foto(ancho: int, alto: int, formato: str = "PNG", modo: str = "RGB") -> Contenido:
    archivo = io.BytesIO()
    Image.effect_noise((ancho, alto), 60).convert(modo).save(archivo, format=formato)
    archivo.seek(0)
    return adjuntos.revisar(archivo, f"foto.{formato.lower()}", solo_imagen=True)


def publicada(redaccion: Redaccion, **campos: Any) -> Pieza:
    return redaccion.hasta(states.APROBADA, canales=["web"], **campos)


def test_it_is_read_by_anybody(redaccion: Redaccion) -> None:
    pieza = publicada(redaccion)

    response = Client().get(f"/p/{pieza.token}")

    assert response.status_code == 200
    pagina = response.content.decode()
    for parte in (pieza.titulo, pieza.entradilla, "<strong>muelle</strong>"):
        assert parte in pagina


def test_networks_read_its_card(redaccion: Redaccion) -> None:
    pieza = publicada(redaccion, **con_imagen(imagen=foto(1600, 800)))

    pagina = Client().get(f"/p/{pieza.token}").content.decode()

    leidas = metas(pagina)
    aqui = f"{SITIO}/p/{pieza.token}"
    assert leidas["og:title"] == pieza.titulo
    assert leidas["og:description"] == leidas["description"] == pieza.entradilla
    assert (leidas["og:type"], leidas["og:url"]) == ("article", aqui)
    assert (leidas["og:url"], leidas["og:locale"]) == (queries.permalink(pieza), "es_LA")
    assert leidas["og:image"] == f"{aqui}/imagen"
    assert (leidas["og:image:width"], leidas["og:image:height"]) == ("1200", "600")
    assert leidas["og:image:alt"] == leidas["twitter:image:alt"] == "El muelle, con tres lanchas"
    assert leidas["twitter:card"] == "summary_large_image"
    assert f'<link rel="canonical" href="{aqui}">' in pagina


def test_without_a_picture_its_card_is_small(redaccion: Redaccion) -> None:
    pieza = publicada(redaccion)

    leidas = metas(Client().get(f"/p/{pieza.token}").content.decode())

    assert leidas["twitter:card"] == "summary"
    assert "og:image" not in leidas


def test_of_a_withdrawn_one_only_the_note_stands(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.RETIRADA, canales=["web"], **con_imagen())
    client = Client()

    response = client.get(f"/p/{pieza.token}")

    assert response.status_code == 410
    pagina = response.content.decode()
    assert "La fecha era otra. Pedimos disculpas." in pagina
    assert pieza.titulo not in pagina
    assert metas(pagina) == {"viewport": metas(pagina)["viewport"], "robots": "noindex"}
    assert client.get(f"/p/{pieza.token}/imagen").status_code == 404
    assert client.get(f"/p/{pieza.token}/miniatura").status_code == 404


def test_a_correction_says_when(redaccion: Redaccion) -> None:
    pieza = publicada(redaccion)
    assert "corregida" not in Client().get(f"/p/{pieza.token}").content.decode()

    with pasados(60 * 24):
        redaccion.editar(pieza, titulo="Corregido")
        redaccion.enviar(pieza)
        redaccion.aprobar(pieza)
        pagina = Client().get(f"/p/{pieza.token}").content.decode()

    assert "corregida" in pagina
    assert "2026-09-10T10:00:00-05:00" in pagina


@pytest.mark.parametrize(
    "path", ["/p/nada", "/p/nada/imagen", "/p/nada/miniatura", "/p/%00", "/p/", "/p/../etc/passwd"]
)
def test_what_never_stood_there_is_not_found(redaccion: Redaccion, path: str) -> None:
    assert Client().get(path).status_code == 404


def test_what_is_not_out_yet_is_not_found_by_its_author_either(
    redaccion: Redaccion, entrar: Entrar
) -> None:
    pieza = redaccion.hasta(states.EN_REVISION, **con_imagen())

    assert pieza.titulo not in Client().get("/noticias.atom").content.decode()
    for cola in ("", "/imagen", "/miniatura"):
        assert entrar(redaccion.autora).get(f"/p/{pieza.token}{cola}").status_code == 404


def test_hostile_text_is_read_and_never_run(redaccion: Redaccion) -> None:
    pieza = publicada(
        redaccion,
        titulo=MALO,
        entradilla=MALO,
        cuerpo=f"{MALO} [a](javascript:alert(1)) ![b](https://malo.test/espia.png)",
        **con_imagen(imagen_alt=MALO),
    )

    for path in (f"/p/{pieza.token}", "/", "/noticias/", "/noticias.atom"):
        pagina = Client().get(path).content.decode()
        assert "<script" not in pagina
        assert 'href="javascript' not in pagina
        assert '<img src="https://malo' not in pagina
    pieza = redaccion.retirar(pieza, nota=MALO)
    assert "<script" not in Client().get(f"/p/{pieza.token}").content.decode()


@pytest.mark.parametrize(
    ("cola", "ancho", "alto"), [("imagen", 1200, 900), ("miniatura", 640, 480)]
)
@pytest.mark.parametrize(
    ("formato", "modo"), [("PNG", "RGB"), ("PNG", "RGBA"), ("JPEG", "L"), ("WEBP", "RGB")]
)
def test_its_picture_is_as_wide_as_it_is_shown(
    redaccion: Redaccion, cola: str, ancho: int, alto: int, formato: str, modo: str
) -> None:
    pieza = publicada(redaccion, **con_imagen(imagen=foto(2000, 1500, formato, modo)))

    response: Any = Client().get(f"/p/{pieza.token}/{cola}")

    imagen = Image.open(io.BytesIO(b"".join(response.streaming_content)))
    assert (imagen.format, imagen.size) == ("JPEG", (ancho, alto))
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    pagina = Client().get(f"/p/{pieza.token}").content.decode()
    assert f"/p/{pieza.token}/{cola} {ancho}w" in pagina
    assert 'width="1200" height="900"' in pagina


def test_it_is_made_once_and_never_larger_than_it_was(redaccion: Redaccion) -> None:
    pieza = publicada(redaccion, **con_imagen(imagen=foto(300, 200)))
    assert pieza.imagen is not None
    client = Client()

    primera: Any = client.get(f"/p/{pieza.token}/imagen")
    datos = b"".join(primera.streaming_content)
    assert Image.open(io.BytesIO(datos)).size == (300, 200)
    pieza.imagen.archivo.storage.delete(str(pieza.imagen.archivo.name))
    otra: Any = client.get(f"/p/{pieza.token}/imagen")
    assert b"".join(otra.streaming_content) == datos
    assert client.get(f"/p/{pieza.token}/miniatura").status_code == 404


def test_the_feed_is_atom(redaccion: Redaccion) -> None:
    pieza = publicada(redaccion, titulo="Abre el muelle & la feria")

    response = Client().get("/noticias.atom")

    assert response.headers["Content-Type"].startswith("application/atom+xml")
    feed = leido(response.content)
    assert feed.tag == f"{ATOM}feed"
    assert {uno.tag.removeprefix(ATOM) for uno in feed} >= {
        "title",
        "id",
        "updated",
        "link",
        "entry",
    }
    [entrada] = feed.findall(f"{ATOM}entry")
    assert entrada.findtext(f"{ATOM}title") == "Abre el muelle & la feria"
    enlace = entrada.find(f"{ATOM}link")
    assert enlace is not None
    assert enlace.attrib["href"] == queries.permalink(pieza)
    assert entrada.findtext(f"{ATOM}id") == queries.permalink(pieza)
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert {uno.get("rel") for uno in feed.findall(f"{ATOM}link")} == {"alternate", "self"}
    assert parse_datetime(entrada.findtext(f"{ATOM}updated") or "")


def test_an_empty_feed_is_atom_too(redaccion: Redaccion) -> None:
    feed = leido(Client().get("/noticias.atom").content)

    assert feed.findtext(f"{ATOM}updated")
    assert feed.findall(f"{ATOM}entry") == []


@pytest.mark.parametrize("path", ["/", "/noticias/", "/noticias.atom"])
def test_it_is_only_read(redaccion: Redaccion, path: str) -> None:
    assert Client().post(path).status_code == 405
