"""No screen breaks its own security policy: the console of the browser says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import ConsoleMessage, Page

from ops.screenshots import SCREENS
from tests.journeys.conftest import Entrar
from tests.journeys.instalacion import Instalacion

pytestmark = pytest.mark.xdist_group("journeys")

# Who looks where in this installation, in place of the people of the demonstration.
EN_LUGAR_DE = {
    "alcalde": "tomas", "agenda": "rosa", "recepcion": "ines", "metas": "carmen",
    "agua": "gabriel", "prensa": "paula", "obras": "luis", "contraparte": "elena",
    "consulta": "omar",
}  # fmt: skip
ADMINISTRACION = re.compile(r"^/administracion/[a-z_]+/[a-z]+/$")
POLITICA = re.compile("Content.Security.Policy|Refused to", re.IGNORECASE)


class Consola:
    """What the console of a page says of the policy."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.quejas: list[str] = []
        page.on("console", self._oir)
        page.add_init_script(
            "addEventListener('securitypolicyviolation', (one) => console.error("
            "`Content-Security-Policy ${one.violatedDirective} ${one.blockedURI}`))"
        )

    def _oir(self, mensaje: ConsoleMessage) -> None:
        if POLITICA.search(mensaje.text):
            self.quejas.append(f"{self.page.url}: {mensaje.text}")

    def abrir(self, ruta: str) -> None:
        self.page.goto(ruta, wait_until="load")


def _rutas() -> Iterator[tuple[str | None, str]]:
    """The address of each screen of the screenshots, and who looks."""
    for _nombre, quien, camino in SCREENS:
        yield (EN_LUGAR_DE[quien] if quien else None), camino.split(" > ")[0]


@pytest.mark.parametrize("quien", sorted({quien for quien, _ruta in _rutas() if quien}))
def test_las_pantallas_de_cada_quien(quien: str, entra: Entrar) -> None:
    persona = entra(quien)
    consola = Consola(persona.page)
    for ruta in dict.fromkeys(ruta for uno, ruta in _rutas() if uno == quien):
        consola.abrir(ruta)
        primera = persona.page.locator("main tbody a[href*='-20']")
        if primera.count():
            consola.abrir(str(primera.first.get_attribute("href")))
            _dialogos(consola)
    assert consola.quejas == []


def _dialogos(consola: Consola) -> None:
    """The form of each step, which arrives by itself and is put into the page."""
    pasos = consola.page.locator("[role=group] a[hx-get]")
    for n in range(pasos.count()):
        if pasos.nth(n).is_visible():
            pasos.nth(n).click()
            consola.page.wait_for_load_state("networkidle")
            consola.page.keyboard.press("Escape")


def test_lo_publico(ciudad: Instalacion, page: Page) -> None:
    consola = Consola(page)
    for ruta in dict.fromkeys(ruta for quien, ruta in _rutas() if quien is None):
        consola.abrir(f"{ciudad.url}{ruta}")
    assert consola.quejas == []


def test_la_administracion(entra: Entrar) -> None:
    """Every list there, the form of a new one, and the first of those there are."""
    sofia = entra("sofia")
    consola = Consola(sofia.page)
    consola.abrir("/administracion/")
    enlaces = sofia.page.locator("main a, #content a").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    listas = sorted({una for una in enlaces if una and ADMINISTRACION.match(una)})
    assert len(listas) >= 4  # the hours of the routines, and the mails
    for lista in listas:
        consola.abrir(lista)
        for selector in ("#result_list th a", ".object-tools .addlink"):
            consola.page.goto(lista)
            uno = sofia.page.locator(selector)
            if uno.count():
                consola.abrir(str(uno.first.evaluate("one => one.href")))
    assert consola.quejas == []
