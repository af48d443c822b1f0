"""A request taken in at the counter by the keyboard alone: counted in keys, not in seconds."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.mirada.pagina import axe
from tests.webui.conftest import Navegar
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes.models import Solicitud

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_what_and_it_is_saved_with_two_keys_beside_what_is_typed(
    navegar: Navegar, despacho: Despacho
) -> None:
    page = navegar(despacho.asistente)
    page.goto("/solicitudes/nueva/")
    expect(page.get_by_label("Quién lo pide")).to_be_focused()

    page.keyboard.type("Délfido Cáceres")
    page.keyboard.press("Tab")
    page.keyboard.type("Un muro de contención")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Un muro de contención")
    solicitud = Solicitud.objects.get()
    assert solicitud.solicitante.nombre == "Délfido Cáceres"


def test_what_looks_the_same_is_found_while_it_is_typed(
    navegar: Navegar, despacho: Despacho
) -> None:
    suya = despacho.registrar(titulo="Un muro de contención")
    page = navegar(despacho.asistente)
    page.goto("/solicitudes/nueva/")
    page.keyboard.type("junta")
    expect(page.locator("#quienes option")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.type("un muro de contencion")

    aviso = page.get_by_text("Puede que ya esté registrada")
    expect(aviso).to_be_visible()
    expect(page.get_by_role("link", name=suya.codigo)).to_be_visible()
    assert axe(page) == []


def test_another_begins_at_once(navegar: Navegar, despacho: Despacho) -> None:
    page = navegar(despacho.asistente)
    page.goto("/solicitudes/nueva/")
    for quien, asunto in (("Délfido Cáceres", "Un muro"), ("Ana Ríos", "Una poda")):
        page.keyboard.type(quien)
        page.keyboard.press("Tab")
        page.keyboard.type(asunto)
        page.keyboard.press("Control+Shift+Enter")
        expect(page.get_by_label("Quién lo pide")).to_be_focused()
        expect(page.get_by_label("Quién lo pide")).to_have_value("")

    assert Solicitud.objects.count() == 2
