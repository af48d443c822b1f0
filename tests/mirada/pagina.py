"""What axe, and eyes and fingers of other kinds, have to say against a page that is open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

GUION = Path(__file__).with_name("mirada.js").read_text()
AXE = Axe().axe_script
# WCAG 2.2 AA, targets of 24 px included, and what is good practice beyond.
REGLAS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CORRER = """(options) => axe.run(document, {resultTypes: ['violations'], ...options}).then(
    (found) => found.violations.flatMap((one) => one.nodes.map((node) =>
        `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 200)}`)))"""

ESCRITORIO: ViewportSize = {"width": 1440, "height": 900}
TELEFONO: ViewportSize = {"width": 390, "height": 844}
# What a window of 1280 by 1024 is to who enlarges it to 400 %.
AL_400: ViewportSize = {"width": 320, "height": 256}
Tema = Literal["light", "dark"]


def axe(page: Page, *, contraste: bool = False) -> list[str]:
    """The violations of axe; with `contraste` only those of colours, which is quicker."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE)
    solo: Any = ["color-contrast", "link-in-text-block"] if contraste else REGLAS
    with _sin_barras(page):
        return list(page.evaluate(CORRER, {"runOnly": solo}))


def preguntar(page: Page, que: str) -> list[str]:
    """One of the questions of `mirada.js`."""
    page.evaluate(GUION)
    return list(page.evaluate(f"mirada.{que}()"))


def espaciado(page: Page) -> AbstractContextManager[None]:
    """The text of the page is as wide apart as a reader may ask for (WCAG 1.4.12)."""
    return _puesto(page, "space")


def _sin_barras(page: Page) -> AbstractContextManager[None]:
    """What stays while the page scrolls covers nothing of it, wherever the page happens to be."""
    return _puesto(page, "settle")


@contextmanager
def _puesto(page: Page, que: str) -> Iterator[None]:
    """Something of `mirada.js` is on meanwhile."""
    page.evaluate(GUION)
    page.evaluate(f"mirada.{que}(true)")
    yield
    page.evaluate(f"mirada.{que}(false)")
