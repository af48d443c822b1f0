"""What the small script adds, and that nothing depends on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from tests.webui.components import muestras
from tests.webui.components.conftest import Draw
from tests.webui.components.paginas import PAGES, MotivoForm, paso

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestRemovedIn10Warning")

STEP = "compromisos/CMP-2026-00057/devolver"


@pytest.fixture
def site(draw: Draw, gallery: str, drawn_pages: Path) -> str:
    """The gallery with its pages, and the form of one step as htmx gets it."""
    for name in ("galeria", "objeto", "formulario", "entrar"):
        template, context = PAGES[name]
        Path(drawn_pages, name).write_text(draw(template, **{**muestras.marco(), **context}))
    folder = drawn_pages / STEP
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(draw("paso.html", htmx=True, **paso(MotivoForm())))
    return gallery


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_step_opens_in_a_dialog_and_goes_away_again(page: Page, site: str) -> None:
    page.goto(f"{site}/objeto")
    page.get_by_role("link", name="Devolver con motivo").click()
    dialog = page.get_by_role("dialog", name="Devolver con motivo")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Qué falta")).to_be_focused()
    dialog.get_by_role("button", name="Cerrar").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("link", name="Devolver con motivo").click()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_step_that_cannot_be_fetched_is_followed_as_a_link(page: Page, site: str) -> None:
    page.goto(f"{site}/galeria")
    page.get_by_role("link", name="Derivar").first.click()
    page.wait_for_url("**/solicitudes/SOL-2026-00131/derivar/")


def test_a_step_that_does_not_arrive_says_so_and_keeps_what_was_typed(
    page: Page, site: str
) -> None:
    page.route("**/devolver/**", lambda ruta: _roto(ruta) if _envia(ruta) else ruta.continue_())
    page.goto(f"{site}/objeto")
    page.get_by_role("link", name="Devolver con motivo").click()
    dialog = page.get_by_role("dialog", name="Devolver con motivo")
    dialog.get_by_label("Qué falta").fill("El plano firmado.")

    for _vez in range(2):
        dialog.locator("button.main").click()
        expect(dialog.get_by_role("alert")).to_contain_text("Lo que escribió sigue aquí")
        expect(dialog.get_by_role("alert")).to_be_focused()
    expect(dialog.get_by_label("Qué falta")).to_have_value("El plano firmado.")


def _envia(ruta: Route) -> bool:
    return ruta.request.method == "POST"


def _roto(ruta: Route) -> None:
    ruta.fulfill(status=500, body="<h1>Algo falló</h1>")


def test_reasons_open_one_at_a_time_and_close_with_escape(page: Page, site: str) -> None:
    page.goto(f"{site}/objeto")
    reason, refusal = page.get_by_text("Nadie ha reportado."), page.get_by_text("No se puede: está")
    page.get_by_text("Vence mañana").click()
    expect(reason).to_be_visible()
    page.locator("summary", has_text="Reprogramar").focus()
    page.keyboard.press("Enter")
    expect(refusal).to_be_visible()
    expect(reason).to_be_hidden()
    page.keyboard.press("Escape")
    expect(refusal).to_be_hidden()
    expect(page.locator("summary", has_text="Reprogramar")).to_be_focused()


def test_control_k_goes_to_the_search(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1200, "height": 800})
    page.goto(f"{site}/objeto")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_message_can_be_put_away(page: Page, site: str) -> None:
    page.goto(f"{site}/galeria")
    message = page.locator(".toast").first
    message.get_by_role("button", name="Cerrar").click()
    expect(page.locator(".toast")).to_have_count(len(muestras.AVISOS) - 1)


def test_the_theme_changes_and_is_remembered(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{site}/objeto")
    page.locator(".who summary").click()
    page.get_by_role("button", name="Usar el tema oscuro").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Usar el tema claro")).to_be_visible()
    assert page.context.cookies()[0].items() >= {"name": "tema", "value": "dark"}.items()


def test_the_count_follows_what_is_typed(page: Page, site: str) -> None:
    page.goto(f"{site}/formulario")
    page.get_by_label("Detalle").fill("¿Y la ñ? 👍🏽")
    expect(page.locator(".counter")).to_have_text("11 de 280")
    page.get_by_label("Detalle").fill("a" * 281)
    expect(page.locator(".counter")).to_have_class(re.compile("over"))


def test_a_chosen_picture_is_shown(page: Page, site: str) -> None:
    page.goto(f"{site}/formulario")
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    chosen: FilePayload = {"name": "planos.svg", "mimeType": "image/svg+xml", "buffer": picture}
    page.get_by_label("Fotografía").set_input_files([chosen])
    expect(page.get_by_text("planos.svg · 1 kB")).to_be_visible()
    expect(page.locator("#id_foto_preview img")).to_have_attribute("src", re.compile("^data:image"))


def test_a_long_list_is_narrowed_without_minding_accents(page: Page, site: str) -> None:
    page.goto(f"{site}/formulario")
    page.get_by_text("Más datos").click()
    page.get_by_label("Tema 7").check()
    page.get_by_label("Buscar en Temas").fill("TÉMA 12")
    expect(page.get_by_label("Tema 12")).to_be_visible()
    expect(page.get_by_label("Tema 7")).to_be_visible()
    expect(page.get_by_label("Tema 3")).to_be_hidden()


def test_a_password_can_be_looked_at(page: Page, site: str) -> None:
    page.goto(f"{site}/entrar")
    secret = page.get_by_label("Contraseña")
    secret.fill("clave")
    page.get_by_role("button", name="Mostrar").click()
    expect(secret).to_have_attribute("type", "text")
    page.get_by_role("button", name="Ocultar").click()
    expect(secret).to_have_attribute("type", "password")


def test_a_form_goes_once(page: Page, site: str) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.route("**/cuenta/login/", lambda route: route.fulfill(status=204))
    page.goto(f"{site}/entrar")
    button = page.get_by_role("button", name="Entrar", exact=True)
    button.click()
    expect(button).to_have_attribute("aria-disabled", "true")
    page.evaluate("document.querySelector('form').requestSubmit()")
    assert sent.count("POST") == 1


def test_everything_can_be_read_and_followed_without_script(plain: Page, site: str) -> None:
    plain.set_viewport_size({"width": 390, "height": 844})
    plain.goto(f"{site}/objeto")
    plain.get_by_text("Vence mañana").click()
    assert plain.get_by_text("Nadie ha reportado.").is_visible()
    plain.locator(".tabbar summary").click()
    assert plain.get_by_role("link", name="Lugares").is_visible()
    plain.locator(".tabbar summary").click()
    assert not plain.get_by_role("button", name="Usar el tema oscuro").is_visible()
    plain.get_by_role("link", name="Devolver con motivo").click()
    expect(plain).to_have_url(f"{site}/{STEP}/")


def test_filters_stand_open_on_a_desk_without_script(
    plain: Page, gallery: str, drawn_pages: Path, draw: Draw
) -> None:
    template, context = PAGES["lista"]
    Path(drawn_pages, "lista").write_text(draw(template, **{**muestras.marco(), **context}))
    plain.set_viewport_size({"width": 1440, "height": 900})
    plain.goto(f"{gallery}/lista")
    assert plain.get_by_label("Estado").is_visible()
    plain.set_viewport_size({"width": 390, "height": 844})
    assert not plain.get_by_label("Estado").is_visible()
