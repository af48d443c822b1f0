"""People at their screens: what they read and press, by the words on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.cast import CAST, PASSWORD
from tests.espera import esperar
from tests.journeys.manos import Mano, Raton, Valor

Campos = Mapping[str, Valor]


class Persona:
    """Somebody of the cast, logged in, with one page open; without scripts no dialog opens."""

    def __init__(
        self,
        nombre: str,
        context: BrowserContext,
        *,
        mano: Callable[[Page], Mano] = Raton,
        scripts: bool = True,
    ) -> None:
        self.nombre = CAST[nombre][0]
        self.correo = f"{nombre}@alborada.test"
        self.page: Page = context.new_page()
        self.mano = mano(self.page)
        self._donde_se_llena: Literal["dialog", "main"] = "dialog" if scripts else "main"
        self._entrar()

    def _entrar(self) -> None:
        self.ir("/mi-dia/")
        self.mano.poner(self.page.get_by_label("Correo"), self.correo)
        self.mano.poner(self.page.get_by_label("Contraseña").first, PASSWORD)
        self.tocar(self.page.get_by_role("button", name="Entrar", exact=True))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(self.nombre.split()[0])

    def ir(self, ruta: str) -> None:
        self.page.goto(ruta)

    def tocar(self, cosa: Locator) -> None:
        """Press a button, follow a link, open what is folded."""
        self.mano.tocar(cosa)

    @property
    def donde(self) -> str:
        """The address of the page, whichever part of it was gone to."""
        return self.page.url.partition("#")[0]

    def seguir(self, titulo: str) -> None:
        """Follow a link by its words, and arrive."""
        enlace = self.page.get_by_role("main").get_by_role("link", name=titulo).first
        ruta = enlace.get_attribute("href")
        self.tocar(enlace)
        self.page.wait_for_url(f"**{ruta}")

    def dar(self, paso: str, campos: Campos | None = None, *, hecho: str) -> None:
        """Take a step of the object on the page and wait until it says that it is done."""
        self.pulsar(paso)
        if campos is not None:
            self._llenar_dialogo(paso, campos)
        self.ve(hecho)

    def pulsar(self, paso: str) -> None:
        """Press the button of a step, wherever the page keeps it."""
        boton = self._paso(paso)
        expect(boton).to_be_attached()
        if not boton.is_visible():
            self.tocar(self._pasos().get_by_text("Más pasos"))
        self.tocar(boton)

    def _pasos(self) -> Locator:
        return self.page.get_by_role("group", name=re.compile("^Pasos de "))

    def _paso(self, paso: str) -> Locator:
        """Its button or link; a step that is not possible says so, and is neither."""
        return self._pasos().locator("a, button").filter(has_text=re.compile(f"^\\s*{paso}\\s*$"))

    def _llenar_dialogo(self, paso: str, campos: Campos) -> None:
        formulario = self.page.get_by_role(self._donde_se_llena)
        boton = formulario.get_by_role("button", name=paso, exact=True)
        expect(boton).to_be_visible()
        self.llenar(campos, formulario)
        self.tocar(boton)

    def llenar(self, campos: Campos, donde: Locator | None = None) -> None:
        """Fill in what is asked, each field by its label, on the page or in a part of it."""
        donde = donde or self.page.get_by_role("main")
        for etiqueta, valor in campos.items():
            campo = donde.get_by_label(etiqueta).first
            expect(campo).to_be_attached()
            if not campo.is_visible():
                self.tocar(donde.get_by_text("Más datos"))
            self.mano.poner(campo, valor)

    def ve(self, texto: str) -> None:
        """Wait until the page says it."""
        visto = self.page.get_by_text(texto).filter(visible=True).first
        expect(visto).to_be_visible(timeout=20_000)

    def espera_paso(self, paso: str) -> None:
        """Look again and again until a worker has made the step possible."""

        def posible() -> bool:
            self.page.reload()
            return self._paso(paso).count() > 0

        esperar(posible, que=f"el paso «{paso}»", cada=0.5)

    def espera(self, texto: str) -> None:
        """Look at the page again and again until it says it."""

        def dicho() -> bool:
            self.page.reload()
            return self.page.get_by_text(texto).count() > 0

        esperar(dicho, que=f"que la página diga «{texto}»", cada=0.5)

    def avisos(self) -> list[str]:
        """What the bell tells and has not been read."""
        self.ir("/avisos/")
        return self.page.get_by_role("main").locator(".row b").all_inner_texts()
