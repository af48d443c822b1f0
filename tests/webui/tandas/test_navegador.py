"""Several of a list given one step, as a person does it: with a script and without."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from core.models import Usuario
from tests.webui.conftest import Navegar
from tests.workflows.compromisos.builders import Oficina
from workflows.compromisos import states

pytestmark = pytest.mark.django_db(transaction=True)


def faltas(page: Page) -> list[str]:
    """What axe has against the page."""
    found = Axe().run(page).response["violations"]
    return [f"{una['id']}: {una['nodes'][0]['html']}" for una in found]


def test_the_bar_offers_what_the_chosen_can_be_given(
    navegar: Navegar, rosa: Usuario, oficina: Oficina
) -> None:
    casos = [oficina.crear(titulo=f"Bacheo {n}") for n in range(4)]
    borrador = oficina.hasta(states.BORRADOR)
    page = navegar(rosa)
    page.goto("/compromisos/")
    barra = page.get_by_role("form", name="Los elegidos")
    expect(barra).to_be_hidden()
    page.get_by_label(f"Elegir {casos[0].codigo}").check()
    expect(barra).to_contain_text("Elegidos: 1")
    expect(barra.get_by_role("button", name="Reiterar")).to_be_visible()
    # From the first to the third, by shift.
    page.get_by_label(f"Elegir {casos[2].codigo}").click(modifiers=["Shift"])
    expect(barra).to_contain_text("Elegidos: 3")
    page.get_by_label(f"Elegir {borrador.codigo}").check()
    expect(barra.get_by_role("button", name="Reiterar 3 de 4")).to_be_visible()
    assert faltas(page) == []

    barra.get_by_role("button", name="Reiterar 3 de 4").click()
    dialogo = page.get_by_role("dialog", name="Reiterar")
    expect(dialogo).to_contain_text("Se hará a 3, uno por uno")
    dialogo.get_by_text("1 no lo admite ahora").click()
    expect(dialogo).to_contain_text("No se puede: está en «Borrador».")
    dialogo.get_by_label("Qué se le recuerda").fill("Los vecinos esperan.")
    assert faltas(page) == []
    dialogo.get_by_role("button", name="Reiterar: 3").click()

    expect(page.get_by_text("3 hechos · 1 no se pudo")).to_be_visible()
    expect(page.get_by_label(f"Elegir {borrador.codigo}")).to_be_checked()
    expect(page.get_by_role("button", name="Enviar")).to_have_count(0)
    assert faltas(page) == []


def test_all_of_a_page_are_chosen_at_its_head(
    navegar: Navegar, rosa: Usuario, oficina: Oficina
) -> None:
    for n in range(3):
        oficina.crear(titulo=f"Bacheo {n}")
    page = navegar(rosa)
    page.goto("/compromisos/")
    todos = page.get_by_label("Elegir todos los de esta página")
    todos.check()
    expect(page.get_by_role("form", name="Los elegidos")).to_contain_text("Elegidos: 3")
    todos.uncheck()
    expect(page.get_by_role("form", name="Los elegidos")).to_be_hidden()


def test_without_a_script_it_takes_three_pages(
    navegar: Navegar, rosa: Usuario, oficina: Oficina
) -> None:
    caso = oficina.crear()
    page = navegar(rosa, scripts=False, telefono=True)
    page.goto("/compromisos/")
    page.get_by_label(f"Elegir {caso.codigo}").check()
    page.get_by_role("button", name="Ver qué pasos admiten").click()
    page.get_by_role("button", name="Reiterar").click()
    page.get_by_label("Qué se le recuerda").fill("Los vecinos esperan.")
    page.get_by_role("button", name="Reiterar: 1").click()
    expect(page.get_by_text("1 hecho", exact=False).first).to_be_visible()
    page.get_by_role("link", name="Volver a la lista").click()
    page.wait_for_url("**/compromisos/")


def test_what_is_left_goes_on_by_itself(
    navegar: Navegar, rosa: Usuario, oficina: Oficina, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webui.tandas.tanda.avanzar.__kwdefaults__", {"segundos": 0})
    for n in range(4):
        oficina.crear(titulo=f"Bacheo {n}")
    page = navegar(rosa)
    page.goto("/compromisos/")
    page.get_by_label("Elegir todos los de esta página").check()
    page.get_by_role("button", name="Reiterar").click()
    page.get_by_label("Qué se le recuerda").fill("Los vecinos esperan.")
    page.get_by_role("button", name="Reiterar: 4").click()
    expect(page.get_by_text("4 hechos")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
