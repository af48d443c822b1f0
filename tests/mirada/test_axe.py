"""How large a target is does not depend on where the page happens to be scrolled to."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.mirada import pagina

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestRemovedIn10Warning")

HOJA = """<!doctype html><html lang="es"><title>Lista</title><main><h1>Lista</h1>
<div style="height: 780px"></div>{}<div style="height: 900px"></div>
<div style="position: {}; bottom: 0; height: 30px; left: 0; right: 0; background: white">
<button style="width: 100%; height: 30px">Enviar</button></div>
</main></html>"""
PLIEGUE = "<details><summary style='height: 32px'>Motivo</summary>La lluvia.</details>"
CHICO = "<button style='width: 9px; height: 9px; padding: 0' aria-label='Más'></button>"
POSICION = "one => getComputedStyle(one).position"


@pytest.mark.parametrize("barra", ["sticky", "fixed"])
def test_a_bar_that_stays_makes_no_target_small(page: Page, barra: str) -> None:
    page.set_viewport_size(pagina.ESCRITORIO)
    page.set_content(HOJA.format(PLIEGUE, barra))

    for hasta in range(0, 40, 5):
        page.evaluate(f"scrollTo(0, {hasta})")
        assert pagina.axe(page) == []

    assert page.locator("div", has=page.get_by_role("button")).evaluate(POSICION) == barra


def test_a_target_that_is_small_is_found_under_it(page: Page) -> None:
    page.set_viewport_size(pagina.ESCRITORIO)
    page.set_content(HOJA.format(CHICO * 2, "sticky"))

    assert [una.split(":")[0] for una in pagina.axe(page)] == ["target-size"] * 2
