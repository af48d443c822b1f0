"""What a neighbour does on the portal, on her telephone, from the form to the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

CORREO = "dalys@vecina.test"


@dataclass(frozen=True)
class Numeros:
    """What she wrote down."""

    codigo: str
    pin: str


class Vecina:
    """Somebody without an account, with a telephone; without scripts she answers the sum."""

    def __init__(self, page: Page, *, scripts: bool) -> None:
        self.page, self.scripts = page, scripts

    def presenta(self, asunto: str, carpeta: Path) -> Numeros:
        """Dalys asks, with a picture, and writes down code and PIN."""
        self.page.goto("/")
        self.page.get_by_role("link", name="Presentar una solicitud").first.click()
        self.page.get_by_role("link", name="Petición formal").click()
        self._campo("Qué pide, en una frase").fill(asunto)
        self._campo("Cuéntenos").fill("La bomba falla desde abril. Somos cuarenta familias.")
        self._campo("Barrio o comunidad de que se trata").select_option(label="El Roble")
        self._campo("Fotos o documentos").set_input_files(una_foto(carpeta))
        self._campo("Su nombre y apellido").fill("Dalys Mora")
        self._campo("Su correo").fill(CORREO)
        self._campo("Permito que el municipio").check()
        if not self.scripts:
            self._campo("¿Cuánto suman").fill(self._suma())
        self._esperar_como_una_persona()
        self.page.get_by_role("button", name="Enviar la solicitud").click()
        self.ve("Recibimos su solicitud")
        codigo, pin = self.page.locator("dd.codigo").all_inner_texts()
        return Numeros(codigo, pin)

    def consulta(self, numeros: Numeros) -> None:
        """By the link of the mail, which brings the code, and the PIN."""
        self.page.goto(f"/mi-solicitud/?codigo={numeros.codigo}")
        self._campo("PIN").fill(numeros.pin)
        self.page.get_by_role("button", name="Consultar", exact=True).click()
        expect(self.page).to_have_url(re.compile("/mi-solicitud/caso/"))

    def ve(self, texto: str) -> None:
        """Wait until the page says it."""
        visto = self.page.get_by_role("main").get_by_text(texto).filter(visible=True).first
        expect(visto).to_be_visible(timeout=30_000)

    def _campo(self, rotulo: str) -> Locator:
        campo = self.page.get_by_label(rotulo).first
        campo.wait_for(state="attached")  # until its page has come
        if not campo.is_visible():
            self.page.get_by_text("Más datos").click()
        return campo

    def _suma(self) -> str:
        pregunta = self.page.locator("label[for=cuenta]").inner_text()
        return str(sum(int(uno) for uno in re.findall(r"\d+", pregunta)))

    def _esperar_como_una_persona(self) -> None:
        """Nobody writes it in less than three seconds."""
        self.page.wait_for_timeout(3200)


def una_foto(carpeta: Path) -> Path:
    """A picture of the pump."""
    foto = carpeta / "bomba.png"
    Image.new("RGB", (60, 40), "#9fc6d8").save(foto)
    return foto
