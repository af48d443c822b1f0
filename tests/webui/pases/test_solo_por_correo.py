"""An official who lives in the mail: accepts, asks for more time and reports, and never logs in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from core import clock
from tests.mirada import pagina
from tests.webui.pases.conftest import Enlaces
from tests.workflows.compromisos.builders import Oficina
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::pytest.PytestRemovedIn10Warning"),
]


@pytest.fixture
def telefono(live_server: LiveServer, browser: Browser) -> Iterator[Page]:
    """A telephone that has never been here."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="es-PA",
        viewport=pagina.TELEFONO,
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def sin_quejas(page: Page) -> None:
    for color in ("light", "dark"):
        page.emulate_media(color_scheme=color)
        assert pagina.axe(page) == []
    assert pagina.preguntar(page, "wide") == []
    assert pagina.preguntar(page, "cut") == []


def test_from_the_mail_to_the_evidence(oficina: Oficina, enlaces: Enlaces, telefono: Page) -> None:
    hoy = clock.today()
    compromiso = oficina.crear(fecha=hoy + timedelta(days=20))
    page = telefono

    page.goto(enlaces(oficina.responsable, compromiso)["Aceptar"])
    sin_quejas(page)
    page.get_by_role("button", name="Aceptar").click()
    page.get_by_text("Aceptado. Ahora está en gestión.").wait_for()
    sin_quejas(page)

    page.get_by_role("link", name="Pedir prórroga").click()
    page.get_by_label("Nueva fecha que pide").fill(f"{hoy + timedelta(days=30)}")
    page.get_by_label("Por qué").fill("Llueve.")
    page.get_by_role("button", name="Pedir prórroga").click()
    page.get_by_text("Prórroga pedida.").wait_for()

    page.goto(enlaces(oficina.responsable, compromiso)["Reportar cumplido"])
    page.get_by_role("button", name="Reportar cumplido").click()
    page.get_by_text("Este campo es obligatorio").first.wait_for()
    sin_quejas(page)
    page.get_by_label("Qué se hizo").fill("Se entregaron los planos.")
    page.get_by_label("O un enlace que lo muestre").fill("https://alborada.test/foto")
    page.get_by_role("button", name="Reportar cumplido").click()
    page.get_by_text("Reportado.").wait_for()

    page.goto(enlaces(oficina.monitor, compromiso, "T06")["Verificar y cerrar"])
    page.get_by_text("Se entregaron los planos.").wait_for()
    sin_quejas(page)
    page.set_viewport_size(pagina.ESCRITORIO)
    sin_quejas(page)
    page.get_by_role("button", name="Verificar y cerrar").click()
    page.get_by_text("Verificado y cerrado.").wait_for()

    assert Compromiso.objects.get(pk=compromiso.pk).estado == states.CUMPLIDA
    page.goto(enlaces(oficina.responsable, compromiso, "T01").get("Aceptar", "/pase/x/"))
    sin_quejas(page)
