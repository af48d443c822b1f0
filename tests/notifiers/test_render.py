"""The same words as text and as HTML, in the municipality's colour, whatever people wrote."""

from __future__ import annotations

import pytest

from core.models import Municipio
from notifiers import render
from notifiers.mensajes import Mensaje, Punto

pytestmark = pytest.mark.django_db

MENSAJE = Mensaje(
    titulo="Vence mañana: <b>Planos</b>",
    codigo="CMP-2026-00057",
    saludo="Hola, Luis:",
    cuerpo="Está a su cargo.\n\n«<script>alert(1)</script>»",
    razon="Recibe este aviso porque participa.",
    boton="Reportar lo hecho",
    enlace="http://localhost:8000/e/CMP-2026-00057/?a=1&b=2",
    puntos=(Punto("Otro & más", "CMP-1", "http://localhost:8000/e/CMP-1/"),),
)


def test_text_says_everything_and_escapes_nothing() -> None:
    texto = render.texto(MENSAJE)

    for parte in (MENSAJE.saludo, MENSAJE.cuerpo, MENSAJE.razon, MENSAJE.boton, MENSAJE.enlace):
        assert parte in texto
    assert "Otro & más" in texto
    assert Municipio.actual().nombre in texto


def test_html_escapes_what_people_wrote() -> None:
    html = render.html(MENSAJE)

    assert "<script>" not in html
    assert "&lt;b&gt;Planos&lt;/b&gt;" in html
    assert "Otro &amp; más" in html
    assert html.count("<h1") == 1


def test_html_has_one_button_and_no_table() -> None:
    html = render.html(MENSAJE)

    assert html.count(">Reportar lo hecho</a>") == 1
    assert "<table" not in html
    assert '<html lang="es">' in html


def test_without_a_link_there_is_no_button() -> None:
    html = render.html(Mensaje("Asunto", "Hola:", "Cuerpo", "Razón"))

    assert "<a " not in html


@pytest.mark.parametrize(
    ("fondo", "tinta"),
    [("#0b6b53", "#ffffff"), ("#ffd400", "#111111"), ("#000000", "#ffffff")],
)
def test_the_button_can_be_read_on_any_colour(fondo: str, tinta: str) -> None:
    assert render.tinta(fondo) == tinta
