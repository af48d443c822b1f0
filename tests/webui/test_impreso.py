"""What paper shows of a page: the municipality, the date, the words; no menu and no buttons."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from core.models import Usuario
from tests.webui.conftest import Navegar
from tests.workflows.compromisos.builders import Oficina
from webui.models import Tanda

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("miercoles")]
A4_SIN_MARGENES: ViewportSize = {"width": 673, "height": 1000}
DE_PANTALLA = ".side, .tabbar, .tools, .search, .pasos, .filtros, .pick, .tanda, .btn, button"


def imprimir(page: Page, ruta: str) -> Page:
    """The page as the printer gets it."""
    page.goto(ruta)
    page.set_viewport_size(A4_SIN_MARGENES)
    page.emulate_media(media="print")
    expect(page.locator(".printed")).to_contain_text("Impreso el ")
    expect(page.locator(".printed")).to_contain_text("por Rosa Medina")
    expect(page.locator(".top .brand")).to_be_visible()
    assert [one.inner_html() for one in page.locator(DE_PANTALLA).all() if one.is_visible()] == []
    return page


def test_a_list_is_a_table_with_its_filters_in_words(
    navegar: Navegar, rosa: Usuario, oficina: Oficina
) -> None:
    for n in range(26):
        oficina.crear(titulo=f"Bacheo {n}")
    page = imprimir(navegar(rosa), "/compromisos/?estado=abiertos&orden=codigo")
    expect(page.locator(".active")).to_have_text("Estado: Abiertos", use_inner_text=True)
    expect(page.get_by_role("columnheader", name="Responsable")).to_be_visible()
    fila = page.get_by_role("row").filter(has_text="Bacheo 0")
    for palabra in ("CMP-", "Luis Ábrego", "Asignado", "18 sep"):
        expect(fila).to_contain_text(palabra)
    expect(fila.locator(".light")).to_be_visible()
    # Paper says that there is more than it shows.
    expect(page.get_by_text("Del 1 al 25, de 26")).to_be_visible()


def test_a_case_has_its_facts_before_its_history(
    navegar: Navegar, rosa: Usuario, oficina: Oficina
) -> None:
    caso = oficina.crear()
    page = imprimir(navegar(rosa), f"/compromisos/{caso.codigo}/")
    expect(page.get_by_text(caso.codigo).first).to_be_visible()
    datos = page.get_by_role("heading", name="Datos").bounding_box()
    historia = page.get_by_role("heading", name="Historia").bounding_box()
    assert datos
    assert historia
    assert datos["y"] < historia["y"]


def test_mi_dia_and_a_report(navegar: Navegar, rosa: Usuario, oficina: Oficina) -> None:
    caso = oficina.crear()
    una = Tanda.objects.create(
        usuario=rosa, clase="compromiso", verbo="reiterar", negados=[[caso.codigo, "Ya pasó."]]
    )
    page = navegar(rosa)
    imprimir(page, "/mi-dia/")
    imprimir(page, f"/tandas/{una.pk}/")
    expect(page.get_by_role("row").filter(has_text=caso.codigo)).to_contain_text("Ya pasó.")
