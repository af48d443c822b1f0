"""How people touch a page: with a mouse or a finger, or only with the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

from tests.mirada import pagina

Valor = str | bool | Path
# More stops than any page has.
PARADAS = 250
SALTAR = "Saltar al contenido"


class Mano(Protocol):
    """Presses buttons and links, and fills in fields."""

    def tocar(self, cosa: Locator) -> None: ...

    def poner(self, campo: Locator, valor: Valor) -> None: ...


class Raton:
    """Goes straight to things."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tocar(self, cosa: Locator) -> None:
        cosa.click()

    def poner(self, campo: Locator, valor: Valor) -> None:
        if isinstance(valor, bool):
            campo.set_checked(valor)
        elif isinstance(valor, Path):
            campo.set_input_files(valor)
        elif _es(campo, "select"):
            campo.select_option(label=valor)
        else:
            campo.fill(valor)


class Teclado:
    """Goes from stop to stop with Tab, past the menu by the skip link; each stop must be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        # From now on, not from the moment of the key: a busy browser would open its own dialog.
        page.on("filechooser", lambda _: None)

    def tocar(self, cosa: Locator) -> None:
        self._ir_a(cosa)
        self.page.keyboard.press("Enter")

    def poner(self, campo: Locator, valor: Valor) -> None:
        self._ir_a(campo)
        if isinstance(valor, bool):
            self._marcar(campo, valor)
        elif isinstance(valor, Path):
            with self.page.expect_file_chooser() as elegir:
                self.page.keyboard.press("Enter")
            elegir.value.set_files(valor)
        elif _es(campo, "select"):
            self._elegir(campo, valor)
        elif _es(campo, "input[type=date]"):
            self._escribir_fecha(campo, date.fromisoformat(valor))
        else:
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(valor)
            expect(campo).to_have_value(valor)

    def _ir_a(self, cosa: Locator) -> None:
        """Tab until it has the focus; on a new page, over the skip link."""
        expect(cosa).to_be_visible()
        if self._acaba_de_llegar() and cosa.evaluate("one => !!one.closest('main')"):
            self._saltar()
        for _ in _hasta(lambda: self._esta_en(cosa), f"con Tab a {cosa}"):
            self.page.keyboard.press("Tab")
            self._se_ve()

    def _acaba_de_llegar(self) -> bool:
        return bool(
            self.page.evaluate(
                "document.activeElement === document.body"
                " && !document.querySelector('dialog[open]')"
            )
        )

    def _saltar(self) -> None:
        """The first stop of a page leads past what all pages have."""
        self.page.keyboard.press("Tab")
        enlace = self.page.get_by_role("link", name=SALTAR)
        expect(enlace).to_be_focused()
        self._se_ve()
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#contenido")).to_be_focused()

    def _se_ve(self) -> None:
        """Where the keyboard is can be seen (the window's own buttons are none of the page)."""
        if not self.page.evaluate("document.activeElement === document.body"):
            quejas = pagina.preguntar(self.page, "focused")
            assert not quejas, f"{self.page.url}: {quejas}"

    def _esta_en(self, cosa: Locator) -> bool:
        """On it; of a group of radio buttons Tab knows one, from which arrows go on."""
        if _es(cosa, "input[type=radio]"):
            return bool(cosa.evaluate("one => document.activeElement.name === one.name"))
        return bool(cosa.evaluate("one => one === document.activeElement"))

    def _marcar(self, campo: Locator, valor: bool) -> None:
        if _es(campo, "input[type=radio]"):
            self.page.keyboard.press("Space")
            for _ in _hasta(campo.is_checked, f"con flechas a {campo}"):
                self.page.keyboard.press("ArrowDown")
        elif campo.is_checked() != valor:
            self.page.keyboard.press("Space")
        expect(campo).to_be_checked(checked=valor)

    def _elegir(self, campo: Locator, rotulo: str) -> None:
        def elegido() -> bool:
            return bool(campo.evaluate("one => one.selectedOptions[0].label.trim()") == rotulo)

        self.page.keyboard.press("Home")
        for _ in _hasta(elegido, f"con flechas a {rotulo}"):
            self.page.keyboard.press("ArrowDown")

    def _escribir_fecha(self, campo: Locator, dia: date) -> None:
        """Its parts stand as in the language of the browser itself: the month first."""
        self.page.keyboard.type(f"{dia:%m%d%Y}")
        expect(campo).to_have_value(dia.isoformat())


def _hasta(llegado: Callable[[], bool], que: str) -> Iterator[None]:
    """Turns until one has arrived; a page that never lets one arrive holds the keyboard."""
    for _ in range(PARADAS):
        if llegado():
            return
        yield
    raise AssertionError(f"No se llega {que}.")


def _es(campo: Locator, selector: str) -> bool:
    return bool(campo.evaluate("(one, selector) => one.matches(selector)", selector))
