"""A file is given only to whom its case file may be shown."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from core import adjuntos
from core.models import Actor, Adjunto, Usuario
from tests.builders import un_compromiso
from tests.documentos import un_pdf
from tests.webui.conftest import Entrar

PDF = un_pdf("<script>alert(1)</script>")


def guardar(datos: bytes, nombre: str, luis: Usuario, rosa: Usuario, junta: Actor) -> Adjunto:
    contenido = adjuntos.revisar(io.BytesIO(datos), nombre)
    return adjuntos.guardar(un_compromiso(rosa, luis, junta), contenido, actor=luis)


@pytest.fixture
def acta(rosa: Usuario, luis: Usuario, junta: Actor) -> Adjunto:
    return guardar(PDF, "acta de mañana.pdf", luis, rosa, junta)


@pytest.fixture
def foto(rosa: Usuario, luis: Usuario, junta: Actor) -> Adjunto:
    salida = io.BytesIO()
    Image.new("RGB", (8, 8)).save(salida, "PNG")
    return guardar(salida.getvalue(), "pozo.png", luis, rosa, junta)


def test_a_document_is_a_download_that_runs_nothing(
    entrar: Entrar, luis: Usuario, acta: Adjunto
) -> None:
    response = entrar(luis).get(f"/adjuntos/{acta.pk}/")

    assert response.getvalue() == Path(acta.archivo.path).read_bytes()
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "acta%20de%20ma%C3%B1ana.pdf" in response.headers["Content-Disposition"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "private" in response.headers["Cache-Control"]


def test_a_picture_is_shown_in_the_page(entrar: Entrar, luis: Usuario, foto: Adjunto) -> None:
    response = entrar(luis).get(f"/adjuntos/{foto.pk}/")
    response.close()

    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Content-Disposition"].startswith("inline")


def test_who_may_not_see_the_case_file_finds_no_file(
    entrar: Entrar, marta: Usuario, sofia: Usuario, acta: Adjunto
) -> None:
    for nadie in (marta, sofia):
        assert entrar(nadie).get(f"/adjuntos/{acta.pk}/").status_code == 404


def test_nobody_is_asked_in_first(client, acta: Adjunto) -> None:
    response = client.get(f"/adjuntos/{acta.pk}/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/cuenta/login/")


def test_there_is_nothing_to_post_and_no_other_number(
    entrar: Entrar, luis: Usuario, acta: Adjunto
) -> None:
    assert entrar(luis).post(f"/adjuntos/{acta.pk}/").status_code == 405
    assert entrar(luis).get("/adjuntos/999999/").status_code == 404
    assert entrar(luis).get("/adjuntos/99999999999999999999/").status_code == 404


def test_its_page_lists_it(entrar: Entrar, luis: Usuario, acta: Adjunto) -> None:
    pagina = entrar(luis).get(f"/compromisos/{acta.expediente.codigo}/").content.decode()

    assert f"/adjuntos/{acta.pk}/" in pagina
    assert "acta de mañana.pdf" in pagina
