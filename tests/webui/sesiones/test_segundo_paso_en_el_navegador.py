"""The second factor in a real browser, under our own security policy, on a telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, ConsoleMessage, Locator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from core.models import Usuario
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

TELEFONO = {"width": 390, "height": 844}


@pytest.fixture
def quejas(page: Page) -> Iterator[list[str]]:
    """What the console says; nothing at the end."""
    dichas: list[str] = []

    def oir(mensaje: ConsoleMessage) -> None:
        if mensaje.type in {"error", "warning"}:
            dichas.append(mensaje.text)

    page.on("console", oir)
    page.on("pageerror", lambda error: dichas.append(str(error)))
    yield dichas
    assert dichas == []


@pytest.fixture
def telefono(page: Page) -> CDPSession:
    """A telephone with a lock of its own, which says yes."""
    page.set_viewport_size({"width": TELEFONO["width"], "height": TELEFONO["height"]})
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return cdp


@pytest.fixture
def sitio(live_server: LiveServer, settings: Settings) -> str:
    """Its address by name: a key is of a name, not of a number."""
    settings.SEGUNDO_FACTOR = frozenset({"titular"})
    return live_server.url.replace("127.0.0.1", "localhost")


def entrar(page: Page, sitio: str, user: Usuario) -> None:
    page.goto(f"{sitio}/mi-dia/")
    page.get_by_label("Correo").fill(user.email)
    page.get_by_label("Contraseña").first.fill(PASSWORD)
    page.get_by_role("button", name="Entrar", exact=True).click()
    expect(page.get_by_label("Correo")).to_have_count(0)


def confirmar(page: Page) -> None:
    page.get_by_label("Contraseña").first.fill(PASSWORD)
    page.get_by_role("button", name="Confirmar").click()


def cabe(page: Page, llegada: Locator) -> None:
    """On the page that shows `llegada` nothing stands out of the screen at the side."""
    expect(llegada).to_be_visible()
    ancho = page.evaluate("document.documentElement.scrollWidth")
    assert ancho <= TELEFONO["width"], page.url


@pytest.mark.usefixtures("telefono", "quejas")
def test_with_the_lock_of_ones_telephone(
    page: Page, sitio: str, tomas: Usuario, tmp_path: Path
) -> None:
    entrar(page, sitio, tomas)
    cabe(page, page.get_by_text("exige un segundo paso"))
    page.get_by_role("link", name="Ver y agregar llaves").click()
    agregar = page.get_by_role("link", name="Agregar una llave")
    cabe(page, agregar)
    agregar.click()
    confirmar(page)
    nombre = page.get_by_label("Nombre")
    cabe(page, nombre)
    nombre.fill("Mi teléfono")
    page.get_by_role("button", name="Agregar").click()
    cabe(page, page.get_by_role("heading", name="Códigos de recuperación"))
    page.get_by_role("link", name="Ir a Mi día").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tomás")

    page.context.clear_cookies()
    entrar(page, sitio, tomas)
    llave = page.get_by_role("button", name="Usar una llave de seguridad")
    cabe(page, llave)
    llave.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tomás")


@pytest.mark.usefixtures("telefono", "quejas")
def test_a_key_is_given_another_name_and_taken_away(page: Page, sitio: str, luis: Usuario) -> None:
    entrar(page, sitio, luis)
    page.goto(f"{sitio}/cuenta/2fa/webauthn/add/")
    confirmar(page)
    page.get_by_role("button", name="Agregar").click()
    expect(page.get_by_role("heading", name="Códigos de recuperación")).to_be_visible()

    page.goto(f"{sitio}/cuenta/2fa/webauthn/")
    page.get_by_role("link", name=re.compile("Cambiar el nombre")).click()
    nombre = page.get_by_label("Nombre")
    cabe(page, nombre)
    nombre.fill("La de casa")
    page.get_by_role("button", name="Guardar").click()
    cabe(page, page.get_by_text("La de casa"))
    page.get_by_role("link", name="Quitar La de casa").click()
    quitarla = page.get_by_role("button", name="Quitarla")
    cabe(page, quitarla)
    quitarla.click()
    expect(page.get_by_text("Todavía no tiene llaves")).to_be_visible()


@pytest.mark.usefixtures("telefono", "quejas")
def test_every_screen_of_it_speaks_english_too(page: Page, sitio: str, luis: Usuario) -> None:
    entrar(page, sitio, luis)
    page.context.add_cookies([{"name": "idioma", "value": "en", "url": sitio}])
    page.goto(f"{sitio}/cuenta/2fa/totp/activate/")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    for ruta, dicho in (
        ("totp/activate/", "Activate the authenticator app"),
        ("webauthn/", "Security keys"),
        ("webauthn/add/", "Add a key"),
        ("", "Second step to sign in"),
    ):
        page.goto(f"{sitio}/cuenta/2fa/{ruta}")
        cabe(page, page.get_by_role("heading", level=1, name=dicho, exact=True))
    page.goto(f"{sitio}/mis-sesiones/")
    cabe(page, page.get_by_role("heading", level=1, name="My sessions"))
