"""Every screen of the screenshots, as people of every kind find it.

Each is opened once, with an ear on its console, and then looked at: by axe in the light and in the
dark, on a desk and on a telephone; enlarged to 400 %; with the spacing of letters that a reader may
ask for; from key to key; by who cannot bear movement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.template import Template
from django.test.signals import template_rendered
from playwright.sync_api import BrowserContext, Page

from ops.screenshots import SCREENS, Visitors, walk
from tests.mirada import pagina
from tests.mirada.pagina import AL_400, ESCRITORIO, TELEFONO
from tests.ops.demo.consola import Consola

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

CAMINOS = {nombre: (quien, camino) for nombre, quien, camino in SCREENS}
PLANTILLAS = settings.BASE_DIR / "webui" / "templates"
# Pages that no screen shows, each for a reason.
ERROR = "needs a request that goes wrong; one frame, which the page of 404 shows"
CARTA = "needs a link that came by mail; the same frame as the other pages of an account"
CLAVE = "needs a second factor, or the password once more"
PASE = "needs the signed address of a mail (tests/webui/pases/test_solo_por_correo.py)"
HECHO = "needs something that was sent a moment before"
SIN_FOTO = {
    **dict.fromkeys(
        ("400.html", "403.html", "403_csrf.html", "413.html", "500.html", "503.html"), ERROR
    ),
    **dict.fromkeys(
        (
            "account/email_confirm.html",
            "account/password_reset_from_key.html",
            "account/password_reset_from_key_done.html",
            "account/verification_sent.html",
            "account/verified_email_required.html",
        ),
        CARTA,
    ),
    **dict.fromkeys(
        (
            "pases/base.html",
            "pases/dar.html",
            "pases/encargo.html",
            "pases/no.html",
            "pases/ya.html",
        ),
        PASE,
    ),
    **dict.fromkeys(
        (
            "mfa/authenticate.html",
            "mfa/reauthenticate.html",
            "mfa/recovery_codes/generate.html",
            "mfa/recovery_codes/index.html",
            "mfa/totp/deactivate_form.html",
            "mfa/webauthn/add_form.html",
            "mfa/webauthn/authenticator_confirm_delete.html",
            "mfa/webauthn/edit_form.html",
            "mfa/webauthn/reauthenticate.html",
        ),
        CLAVE,
    ),
    **dict.fromkeys(
        (
            "claves/hecha.html",
            "comentarios/lista.html",
            "tandas/elegir.html",
            "tandas/informe.html",
            "traslados/columnas.html",
            "traslados/descarga.html",
            "traslados/importacion.html",
            "traslados/preguntar.html",
            "portal/confirmar_correo.html",
            "portal/mi_paso.html",
            "portal/mi_solicitud.html",
            "portal/recibida.html",
            "portal/sin_novedades.html",
        ),
        HECHO,
    ),
    **dict.fromkeys(
        (
            "account/email_change.html",
            "account/password_set.html",
            "account/signup.html",
            "allauth/layouts/entrance.html",
        ),
        "of allauth, for what this installation does not do",
    ),
    "admin/djcelery/change_periodictask_form.html": "the framework's administration",
    "galeria.html": "for tests/webui/components alone",
}
Abrir = Callable[[str], Page]
Quejas = list[str]


@pytest.fixture(scope="module")
def dibujadas() -> Iterator[set[str]]:
    """The templates that were drawn since the first of these tests."""
    nombres: set[str] = set()

    def anotar(template: Template, **_: Any) -> None:
        nombres.add(template.name or "")

    template_rendered.connect(anotar)
    yield nombres
    template_rendered.disconnect(anotar)


@pytest.fixture(scope="module")
def abiertas() -> set[str]:
    """The screens that were opened since then."""
    return set()


@pytest.fixture
def abrir(visitantes: Visitors, dibujadas: set[str], abiertas: set[str]) -> Iterator[Abrir]:
    """A new window of whoever looks at a screen, and asks for less movement."""
    ventanas: list[BrowserContext] = []

    def nueva(nombre: str) -> Page:
        abiertas.add(nombre)
        quien, _camino = CAMINOS[nombre]
        ventana = visitantes.context(quien, reduced_motion="reduce", viewport=ESCRITORIO)
        ventanas.append(ventana)
        return ventana.new_page()

    yield nueva
    for ventana in ventanas:
        ventana.close()


@pytest.mark.parametrize("nombre", CAMINOS)
def test_a_screen_is_for_everybody(nombre: str, abrir: Abrir) -> None:
    page = abrir(nombre)
    consola = Consola(page)
    walk(page, CAMINOS[nombre][1])

    quejas = [*_en_el_escritorio(page), *_en_el_telefono(page), *_al_400(page), *consola.quejas]
    page.close()

    assert quejas == []


def test_every_page_is_among_them(abrir: Abrir, abiertas: set[str], dibujadas: set[str]) -> None:
    """A new page is looked at, too: its way stands in `ops/screenshots.py`, or here why not."""
    for nombre in CAMINOS.keys() - abiertas:
        page = abrir(nombre)
        walk(page, CAMINOS[nombre][1])
        page.close()
    paginas = {
        str(una.relative_to(PLANTILLAS))
        for una in PLANTILLAS.rglob("*.html")
        if "{% extends" in una.read_text()
    }
    sin_foto = sorted(paginas - dibujadas)
    assert sin_foto == sorted(SIN_FOTO), " ".join(sin_foto)


def _en_el_escritorio(page: Page) -> Quejas:
    page.emulate_media(color_scheme="light")
    quejas = pagina.axe(page)
    quejas += pagina.preguntar(page, "moving")
    quejas += pagina.preguntar(page, "order")
    quejas += _con_espacio(page)
    page.emulate_media(color_scheme="dark")
    return quejas + pagina.axe(page, contraste=True)


def _en_el_telefono(page: Page) -> Quejas:
    page.set_viewport_size(TELEFONO)
    return pagina.axe(page) + _con_espacio(page)


def _con_espacio(page: Page) -> Quejas:
    with pagina.espaciado(page):
        return pagina.preguntar(page, "cut") + pagina.preguntar(page, "wide")


def _al_400(page: Page) -> Quejas:
    page.set_viewport_size(AL_400)
    quejas = pagina.preguntar(page, "wide") + pagina.preguntar(page, "cut")
    page.keyboard.press("Tab")
    return quejas + pagina.preguntar(page, "stopsSeen")
