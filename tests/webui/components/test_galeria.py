"""Every component in every state, and the pages made of them, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from tests.webui.components import muestras
from tests.webui.components.conftest import GALLERY, Draw
from tests.webui.components.paginas import PAGES

# pytest-base-url, which pytest-playwright brings, is older than the warning.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestRemovedIn10Warning")

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
Put = Callable[[str], str]


@pytest.fixture
def put(draw: Draw, gallery: str, drawn_pages: Path) -> Put:
    """Draw one of the pages; the address where it stands."""

    def drawn(name: str) -> str:
        template, context = PAGES[name]
        context = {**muestras.marco(), **context}
        Path(drawn_pages, name).write_text(
            draw(template, "/?orden=-vence&estado=gestion", **context)
        )
        return f"{gallery}/{name}"

    return drawn


def check(page: Page, address: str, size: ViewportSize, *, dark: bool) -> None:
    """Visit a page, keep its picture in var/galeria, and find nothing to say against it."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_viewport_size(size)
    page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
    page.goto(address)
    name = f"{address.rpartition('/')[2]}-{size['width']}-{'dark' if dark else 'light'}.png"
    page.screenshot(path=GALLERY / name, full_page=True)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert complaints == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["390", "1440"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_gallery_is_accessible_and_breaks_no_policy(
    page: Page, put: Put, size: ViewportSize, dark: bool
) -> None:
    check(page, put("galeria"), size, dark=dark)


@pytest.mark.parametrize("number", range(1, len(PAGES)), ids=list(PAGES)[1:])
def test_a_page_is_accessible_and_breaks_no_policy(page: Page, put: Put, number: int) -> None:
    # The gallery has every component in every theme; here each page is seen in one of the four.
    size = PHONE if number % 2 else DESK
    check(page, put(list(PAGES)[number]), size, dark=number % 4 > 1)
