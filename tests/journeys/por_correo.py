"""Somebody who never logs in: reads the mail and follows its links, on a browser of his own."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.gente import Campos
from tests.journeys.instalacion import Instalacion
from tests.journeys.manos import Raton


class PorCorreo:
    """An official who lives in the mail, or somebody outside who has nothing else."""

    def __init__(self, ciudad: Instalacion, correo: str, page: Page) -> None:
        self.ciudad, self.correo, self.page = ciudad, correo, page
        self.mano = Raton(page)

    def abre(self, asunto: str, boton: str) -> None:
        """Follow one of the links of the mail with that subject, by what it is called."""
        texto = self.ciudad.espera_correo(self.correo, asunto)["text"]
        enlace = re.search(rf"^{re.escape(boton)}:\s+(\S+)", texto, re.MULTILINE)
        assert enlace, f"Ningún enlace «{boton}» en: {texto}"
        self.page.goto(enlace[1])

    def elige(self, paso: str) -> None:
        """Go on to one of the steps that the page offers."""
        self.page.get_by_role("main").get_by_role("link", name=paso, exact=True).click()

    def hace(self, paso: str, campos: Campos | None = None, *, hecho: str) -> None:
        """Fill in what the page asks for, press its button and wait until it says it is done."""
        principal = self.page.get_by_role("main")
        for etiqueta, valor in (campos or {}).items():
            self.mano.poner(principal.get_by_label(etiqueta).first, valor)
        principal.get_by_role("button", name=paso, exact=True).click()
        self.ve(hecho)

    def ve(self, texto: str) -> None:
        """Wait until the page says it."""
        visto = self.page.get_by_role("main").get_by_text(texto).filter(visible=True).first
        expect(visto).to_be_visible(timeout=20_000)

    def nunca_entro(self) -> bool:
        """No session was ever given to this browser."""
        return self.page.context.cookies() == []
