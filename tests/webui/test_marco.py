"""What stands around every page: shield, menu, bell, account; and what a browser may keep of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from core.models import Actor, Municipio, Usuario
from tests.consultas import cuantas
from tests.webui.conftest import Entrar

pytestmark = pytest.mark.django_db
EDITAR = "/ajustes/municipio/"


@pytest.fixture(autouse=True)
def municipio_de_otros() -> Iterator[None]:
    """What is kept of the municipality for two seconds is not for the next test."""
    yield
    Municipio.olvidar()


def dibujo(lado: int = 900, formato: str = "PNG") -> bytes:
    salida = io.BytesIO()
    Image.new("RGB", (lado, lado), "#0b6b53").save(salida, formato)
    return salida.getvalue()


def datos(escudo: bytes | None, nombre: str = "escudo.png") -> dict[str, Any]:
    municipio = Municipio.objects.get()
    campos = ("nombre", "pais", "zona_horaria", "color", "dias_por_vencer", "dia_de_corte")
    return {campo: getattr(municipio, campo) for campo in campos} | (
        {"escudo": SimpleUploadedFile(nombre, escudo)} if escudo is not None else {}
    )


def test_the_shield_is_made_small_and_stands_on_every_page(entrar: Entrar, sofia: Usuario) -> None:
    assert entrar(sofia).post(EDITAR, datos(dibujo())).status_code == 302

    huella = Municipio.objects.get().huella_del_escudo
    url = f"/escudo/{huella}.png"
    for pagina in (Client().get("/"), entrar(sofia).get("/mi-dia/")):
        assert f'<img class="shield" src="{url}"' in pagina.content.decode()
    response = Client().get(url)
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert Image.open(io.BytesIO(response.getvalue())).size == (256, 256)


@pytest.mark.parametrize(
    ("archivo", "motivo"),
    [
        (b"<svg onload=alert(1)>", "Debe ser una imagen"),
        (b"%PDF-1.7\n%%EOF\n", "Debe ser una imagen"),
        (dibujo()[:80], "dañada"),
        (b"", "vacío"),
    ],
)
def test_what_is_not_an_image_is_refused(
    entrar: Entrar, sofia: Usuario, archivo: bytes, motivo: str
) -> None:
    response = entrar(sofia).post(EDITAR, datos(archivo))

    assert response.status_code == 422
    assert motivo in response.content.decode()
    assert not Municipio.objects.get().escudo


def test_without_a_shield_the_initial_is_drawn() -> None:
    Municipio.objects.update(nombre="Municipio de Puerto Alborada")
    Municipio.olvidar()

    assert '<text x="17" y="24">P</text>' in Client().get("/").content.decode()
    for huella in ("x", "0" * 20):
        assert Client().get(f"/escudo/{huella}.png").status_code == 404


def test_the_account_menu_has_what_one_changes_of_the_account(
    entrar: Entrar, luis: Usuario
) -> None:
    pagina = entrar(luis).get("/mi-dia/").content.decode()

    for ruta in ("/cuenta/password/change/", "/cuenta/2fa/"):
        assert f'href="{ruta}"' in pagina
        assert entrar(luis).get(ruta).status_code == 200
    for accion in ("/idioma/", "/cuenta/logout/"):
        assert f'<form action="{accion}" method="post"' in pagina


def test_a_fragment_does_not_pay_for_menu_and_bell(entrar: Entrar, paula: Usuario) -> None:
    client = entrar(paula)

    campana = cuantas(lambda: client.get("/avisos/campana/"))
    assert campana <= 4  # session, person, unread, roles
    texto = {"titulo": "Agua", "cuerpo": "Hay agua.", "canales": ["web"]}
    assert cuantas(lambda: client.post("/piezas/medir/", texto)) <= 6


@pytest.mark.parametrize("ruta", ["/mi-dia/", "/compromisos/", "/avisos/campana/", "/buscar/"])
def test_nobody_keeps_a_page_of_the_office(entrar: Entrar, rosa: Usuario, ruta: str) -> None:
    response = entrar(rosa).get(ruta)

    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in response.headers["Vary"]


@pytest.mark.parametrize("ruta", ["/cuenta/login/", "/mi-dia/", "/salud/"])
def test_nor_what_is_answered_to_nobody_at_its_door(ruta: str) -> None:
    assert "no-store" in Client().get(ruta).headers["Cache-Control"]


@pytest.mark.parametrize("ruta", ["/", "/metas-de-gobierno/", "/noticias/"])
def test_the_portal_may_be_kept_a_minute_but_not_with_somebodys_cookie(
    entrar: Entrar, rosa: Usuario, junta: Actor, ruta: str
) -> None:
    response = Client().get(ruta)

    assert "public" in response.headers["Cache-Control"]
    assert not response.cookies
    suya = entrar(rosa).get(ruta)
    assert suya.cookies == {} or suya.headers["Cache-Control"] == "private, no-store"
