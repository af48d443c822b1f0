"""Talking about a case on its page: names are offered, the page stays, the other hears of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Entrar

pytestmark = pytest.mark.xdist_group("journeys")


def test_a_name_is_chosen_and_who_bears_it_hears_of_it(entra: Entrar) -> None:
    luis, tomas = entra("luis", telefono=True), entra("tomas")
    luis.ir("/compromisos/")
    luis.seguir("Señalizar el cruce")
    quejas: list[str] = []
    luis.page.on("console", lambda dicho: quejas.append(dicho.text))
    luis.page.evaluate("window.misma = true")
    campo = luis.page.get_by_label("Escriba un comentario")

    campo.press_sequentially("Ya hablé con @tom")
    luis.page.get_by_role("button", name="Tomás Vega").click()
    expect(campo).to_be_focused()
    expect(campo).to_have_value("Ya hablé con @Tomás Vega ")
    campo.press_sequentially("sobre las señales.")
    luis.page.get_by_role("button", name="Comentar").click()

    tarjeta = luis.page.get_by_role("region", name="Comentarios")
    expect(tarjeta).to_contain_text("Ya hablé con @Tomás Vega sobre las señales.")
    expect(tarjeta.locator(".said b")).to_have_text("@Tomás Vega")
    expect(campo).to_have_value("")
    expect(luis.page.get_by_role("button", name="Dejar de seguir")).to_be_visible()
    assert luis.page.evaluate("window.misma")
    assert quejas == []
    assert any("Luis Ábrego le escribe en Señalizar" in aviso for aviso in tomas.avisos())

    tarjeta.get_by_role("button", name="Retirar").click()
    expect(tarjeta).to_contain_text("comentario retirado por quien lo escribió")
