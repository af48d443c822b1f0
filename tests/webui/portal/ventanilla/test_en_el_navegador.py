"""The counter of the portal on a telephone: with scripts and without, looked at by axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from core.models import Lugar
from tests.mirada import pagina
from tests.webui.portal.ventanilla.conftest import RUTA
from tests.workflows.solicitudes.portal import presentar
from workflows.solicitudes.models import Solicitud

Abrir = Callable[..., Page]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def abrir(live_server: LiveServer, browser: Browser) -> Iterator[Abrir]:
    """A browser of nobody: `abrir(pagina.TELEFONO, scripts=False)`."""
    abiertos: list[BrowserContext] = []

    def make(tamano: ViewportSize = pagina.TELEFONO, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            locale="es-PA",
            reduced_motion="reduce",
            viewport=tamano,
            java_script_enabled=scripts,
        )
        abiertos.append(context)
        return context.new_page()

    yield make
    for context in abiertos:
        context.close()


def escribir(page: Page, **cambios: Any) -> None:
    """Fill in what must be."""
    page.get_by_label("Qué pide, en una frase").fill("Agua potable para la escuela")
    page.get_by_label("Cuéntenos").fill("Desde abril no llega agua.")
    page.get_by_label("Su nombre y apellido").fill("Dalys Mora")
    page.get_by_label("Su correo").fill("dalys@vecina.test")
    page.get_by_label("Permito que el municipio").check()


def enviar(page: Page) -> None:
    page.get_by_role("button", name="Enviar la solicitud").click()


def mirar(page: Page) -> None:
    """Nothing for axe to say, and nothing wider than the window."""
    assert pagina.axe(page) == []
    with pagina.espaciado(page):
        assert pagina.preguntar(page, "cut") + pagina.preguntar(page, "wide") == []


def test_with_scripts_no_sum_is_asked(abrir: Abrir, settings: Settings, el_roble: Lugar) -> None:
    settings.PORTAL_TRABAJO_BITS = 12
    page = abrir()
    page.goto(RUTA)
    expect(page.get_by_label("¿Cuánto suman")).to_be_hidden()
    escribir(page)
    enviar(page)

    expect(page.get_by_role("heading", name="Recibimos su solicitud")).to_be_visible()
    mirar(page)
    assert Solicitud.objects.count() == 1


def test_who_is_quicker_than_the_work_waits_a_moment(abrir: Abrir, settings: Settings) -> None:
    settings.PORTAL_TRABAJO_BITS = 15
    page = abrir()
    page.goto(RUTA)
    escribir(page)
    page.evaluate("document.querySelector('button[type=submit].main').click()")

    expect(page.get_by_role("heading", name="Recibimos su solicitud")).to_be_visible(timeout=30_000)


def test_what_is_wrong_takes_the_focus_and_the_work_is_not_done_again(abrir: Abrir) -> None:
    page = abrir()
    page.goto(RUTA)
    escribir(page)
    page.get_by_label("Su nombre y apellido").fill("")
    enviar(page)

    expect(page.get_by_role("alert")).to_be_focused()
    mirar(page)
    page.get_by_label("Su nombre y apellido").fill("Dalys Mora")
    enviar(page)
    expect(page.get_by_role("heading", name="Recibimos su solicitud")).to_be_visible()


def test_without_scripts_the_sum_is_answered(abrir: Abrir) -> None:
    page = abrir(scripts=False)
    page.goto(RUTA)
    escribir(page)
    cuenta = page.get_by_label("¿Cuánto suman")
    pregunta = page.locator("label[for=cuenta]").inner_text()
    cuenta.fill(str(sum(int(uno) for uno in pregunta.replace("?", "").split() if uno.isdigit())))
    enviar(page)

    expect(page.get_by_role("heading", name="Recibimos su solicitud")).to_be_visible()


@pytest.mark.parametrize("tamano", [pagina.TELEFONO, pagina.ESCRITORIO], ids=["390", "1440"])
def test_every_page_can_be_read_by_everybody(
    abrir: Abrir, tamano: ViewportSize, el_roble: Lugar
) -> None:
    recibida = presentar()
    page = abrir(tamano)
    for ruta in (
        "/solicitar/",
        RUTA,
        "/solicitar/invitacion/",
        "/privacidad/",
        "/mi-solicitud/pin/",
    ):
        page.goto(ruta)
        mirar(page)
    page.goto(f"/mi-solicitud/?codigo={recibida.solicitud.codigo}")
    page.get_by_label("PIN").fill(recibida.pin)
    page.get_by_role("button", name="Consultar").click()
    expect(page.get_by_role("heading", name=recibida.solicitud.titulo)).to_be_visible()
    mirar(page)
    for enlace in ("Agregar archivos", "Retirar la solicitud", "Cambiar el correo"):
        page.goto("/mi-solicitud/caso/")
        with page.expect_navigation():
            page.get_by_role("link", name=enlace).click()
        mirar(page)
