"""What waits is settled on Mi día itself: the page stays, the row goes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Entrar

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
