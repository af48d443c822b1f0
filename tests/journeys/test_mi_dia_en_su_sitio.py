"""What waits is settled on Mi día itself: the page stays, the row goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys import prensa
from tests.journeys.conftest import Entrar
from tests.journeys.gente import Persona
from tests.journeys.instalacion import Instalacion

pytestmark = pytest.mark.xdist_group("journeys")


def test_the_page_stays_and_the_row_goes(entra: Entrar) -> None:
    luis = entra("luis")
    luis.ir("/mi-dia/")
    fila = luis.page.locator("article.row").filter(has_text="Señalizar el cruce")
    por_aceptar = luis.page.get_by_role("region", name="Por aceptar")
    expect(por_aceptar).to_contain_text("Señalizar el cruce")
    menu = luis.page.locator("#menu").get_by_role("link", name="Compromisos")
    antes = menu.inner_text()
    luis.page.evaluate("window.misma = true")

    fila.get_by_role("button", name="Aceptar").click()

    expect(luis.page.get_by_role("status").first).to_contain_text("Aceptado.")
    expect(por_aceptar).to_have_count(0)
    expect(fila).to_contain_text("Usted quedó en cumplirlo.")
    expect(luis.page.locator("#contenido")).to_be_focused()
    expect(luis.page.locator("#contenido")).to_have_count(1)
    assert luis.page.evaluate("window.misma")
    assert luis.page.url.endswith("/mi-dia/")
    expect(menu).to_have_text(antes, use_inner_text=True)

    fila.get_by_role("link", name="Reportar cumplido").click()
    dialogo = luis.page.get_by_role("dialog")
    dialogo.get_by_label("Qué se hizo").fill("Señales puestas.")
    dialogo.get_by_label("O un enlace que lo muestre").fill("https://a.test/foto")
    dialogo.get_by_role("button", name="Reportar").click()

    expect(fila).to_have_count(0)
    expect(dialogo).to_be_hidden()
    expect(luis.page.get_by_role("status").first).to_contain_text("Reportado.")
    assert luis.page.evaluate("window.misma")
    expect(menu).not_to_have_text(antes, use_inner_text=True)


def test_a_channel_that_failed_is_tried_again_from_its_line(
    ciudad: Instalacion, entra: Entrar, tmp_path: Path
) -> None:
    titulo = "Techo nuevo para la escuela"
    ciudad.sandbox.fault("x", "bad_media", times=None)
    bruno, paula = entra("bruno"), entra("paula", telefono=True)
    prensa.lee_para_aprobar(paula, prensa.escribe(bruno, titulo, prensa.dibujo(tmp_path)))
    prensa.aprueba(paula)
    for persona in (bruno, paula):
        persona.ir("/mi-dia/")
        persona.espera("X no aceptó la publicación")
        persona.page.evaluate("window.misma = true")
    ciudad.sandbox.clear()

    _con_problemas(bruno, titulo).get_by_role("button", name="Reintentar").click()

    expect(bruno.page.get_by_role("status").first).to_contain_text("En camino otra vez.")
    expect(_con_problemas(bruno, titulo)).to_have_count(0)
    assert bruno.page.evaluate("window.misma")
    assert bruno.page.url.endswith("/mi-dia/")
    prensa.espera_en_red(ciudad, "x", titulo)

    _con_problemas(paula, titulo).get_by_role("button", name="Reintentar").click()

    dialogo = paula.page.get_by_role("dialog")
    expect(dialogo).to_contain_text("La publicación ya no está en ese estado.")
    dialogo.get_by_role("link", name="Volver").click()
    expect(dialogo).to_be_hidden()
    assert paula.page.evaluate("window.misma")


def _con_problemas(persona: Persona, titulo: str) -> Locator:
    grupo = persona.page.get_by_role("region", name="Publicaciones con problemas")
    return grupo.locator("article.row").filter(has_text=titulo)
