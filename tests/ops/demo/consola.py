"""An ear on the console of a page: what breaks its policy, and what its scripts fail at."""

from __future__ import annotations

import re

from playwright.sync_api import ConsoleMessage, Page

POLITICA = re.compile("Content.Security.Policy|Refused to", re.IGNORECASE)


class Consola:
    """What was said from now on, in `quejas`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.quejas: list[str] = []
        page.on("console", self._oir)
        page.on("pageerror", lambda error: self.quejas.append(f"{page.url}: {error}"))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', (one) => console.error("
            "`Content-Security-Policy ${one.violatedDirective} ${one.blockedURI}`))"
        )

    def _oir(self, mensaje: ConsoleMessage) -> None:
        if POLITICA.search(mensaje.text):
            self.quejas.append(f"{self.page.url}: {mensaje.text}")
