"""One installation for all journeys, on one worker of the test run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys import instalacion
from tests.journeys.gente import Persona
from tests.journeys.instalacion import Instalacion
from tests.journeys.manos import Mano, Raton

ESCRITORIO = {"width": 1440, "height": 900}
TELEFONO = {"width": 390, "height": 844}
Entrar = Callable[..., Persona]


@pytest.fixture(scope="session")
def viva(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instalacion]:
    """The installation, up for all the journeys."""
    with instalacion.en_marcha(tmp_path_factory.mktemp("instalacion")) as viva:
        yield viva


@pytest.fixture
def ciudad(viva: Instalacion) -> Iterator[Instalacion]:
    """The installation on a Monday morning of its own, with networks that behave."""
    viva.semana_nueva()
    yield viva
    viva.sandbox.clear()


@pytest.fixture
def entra(ciudad: Instalacion, browser: Browser) -> Iterator[Entrar]:
    """Logs people in: `entra("rosa")`, or `entra("tomas", telefono=True)`, each with a screen;
    `mano=Teclado` has no mouse, `scripts=False` a browser that runs none.
    """
    abiertos: list[BrowserContext] = []

    def entrar(
        nombre: str,
        *,
        telefono: bool = False,
        mano: Callable[[Page], Mano] = Raton,
        scripts: bool = True,
    ) -> Persona:
        pantalla: dict[str, Any] = {"viewport": TELEFONO if telefono else ESCRITORIO}
        # A dialog that is still fading in has not the contrast it will have.
        context = browser.new_context(
            base_url=ciudad.url,
            locale="es-PA",
            reduced_motion="reduce",
            java_script_enabled=scripts,
            **pantalla,
        )
        abiertos.append(context)
        return Persona(nombre, context, mano=mano, scripts=scripts)

    yield entrar
    for context in abiertos:
        context.close()
