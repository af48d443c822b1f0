"""The main screens, as people find them, break no rule of axe, in the light and in the dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import Entrar
from tests.journeys.gente import Persona
from tests.journeys.instalacion import Instalacion

pytestmark = pytest.mark.xdist_group("journeys")

OFICINA = {
    "rosa": (
        "/mi-dia/", "/solicitudes/", "/solicitudes/nueva/", "/compromisos/", "/compromisos/nuevo/",
        "/metas/", "/actores/", "/actores/nuevo/", "/temas/", "/lugares/", "/avisos/",
        "/mis-avisos/", "/mis-vistas/",
        "/mis-claves/", "/mis-claves/nueva/", "/descargas/",
    ),
    "paula": ("/mi-dia/", "/piezas/", "/piezas/nueva/", "/publicaciones/", "/canales/"),
    "elena": ("/lecturas/", "/mis-sesiones/"),
    "sofia": (
        "/motor/", "/motor/rutinas/tasks.deliver.entregar/", "/importar/", "/importar/nueva/",
        "/ajustes/", "/ajustes/reglas/",
        "/ajustes/feriados/", "/ajustes/horario/", "/ajustes/personas/", "/ajustes/funciones/",
        "/ajustes/municipio/", "/ajustes/personas/nueva/",
    ),
}  # fmt: skip
LISTAS = ("/solicitudes/", "/compromisos/", "/metas/", "/piezas/")
# One page of each kind that no list above leads to.
CADA_CLASE = {
    "rosa": (
        "/temas/ > tbody a", "/lugares/ > tbody a", "/actores/ > tbody a", "/buscar/?q=roble",
        "/cuenta/password/change/", "/cuenta/2fa/", "/cuenta/2fa/totp/activate/",
        "/cuenta/2fa/webauthn/", "/mis-sesiones/", "/compromisos/nuevo/ > form.form button.main",
    ),
    "paula": (
        "/canales/ > a[href*=reconectar]", "/piezas/nueva/ > form.form button.main",
    ),
    "gabriel": ("/metas/ > tbody a > article.row a",),
    "tomas": (
        "/compromisos/ > tbody a > a[href$='/cancelar/']",
        "/compromisos/ > tbody a > a[href$='/cancelar/'] > button.main",
    ),
}  # fmt: skip
PORTAL = ("/", "/metas-de-gobierno/", "/noticias/", "/api/v1/", "/cuenta/password/reset/")


@pytest.mark.parametrize("nombre", OFICINA)
def test_las_pantallas_de_la_oficina(nombre: str, entra: Entrar) -> None:
    persona = entra(nombre)
    faltas = [falta for ruta in OFICINA[nombre] for falta in _faltas(persona, ruta)]
    assert faltas == []


def test_las_paginas_de_cada_cosa_en_el_telefono(entra: Entrar) -> None:
    tomas = entra("tomas", telefono=True)
    paginas = [_primera(tomas, lista) for lista in LISTAS]
    abierto = _primera(tomas, "/compromisos/?estado=abiertos")
    paginas += [f"{abierto}editar/", f"{abierto}adjuntar/"]
    faltas = [falta for ruta in paginas for falta in _faltas(tomas, ruta)]
    assert faltas == []


def test_el_portal_y_la_puerta(entra: Entrar, ciudad: Instalacion) -> None:
    bruno = entra("bruno")
    bruno.page.context.clear_cookies()
    faltas = [falta for ruta in PORTAL for falta in _faltas(bruno, ruta)]
    assert faltas == []


@pytest.mark.parametrize("nombre", CADA_CLASE)
def test_una_pagina_de_cada_clase(nombre: str, entra: Entrar) -> None:
    persona = entra(nombre)
    faltas = []
    for camino in CADA_CLASE[nombre]:
        _andar(persona, camino)
        faltas += _halladas(persona, camino)
    assert faltas == []


def test_los_pasos_que_ya_no_se_pueden_dar(entra: Entrar) -> None:
    tomas = entra("tomas", telefono=True)
    _andar(tomas, "/compromisos/ > tbody a")
    caso = tomas.page.url
    faltas = []
    for verbo, version in (("cancelar", "0"), ("devolver", "1")):
        tomas.page.goto(f"{caso}cancelar/")
        tomas.page.get_by_label("Por qué se cancela").fill("Ya no hace falta.")
        formulario = tomas.page.locator("form.form")
        formulario.evaluate("(form, verbo) => (form.action = `../${verbo}/`)", verbo)
        formulario.locator("[name=version]").evaluate("(uno, v) => (uno.value = v)", version)
        formulario.get_by_role("button").click()
        tomas.ve("Ya no hace falta." if verbo == "devolver" else "cambió esto mientras")
        faltas += _halladas(tomas, verbo)
    assert faltas == []


def _andar(quien: Persona, camino: str) -> None:
    """Open an address, then click the first of each selector."""
    ruta, *clics = camino.split(" > ")
    quien.ir(ruta)
    for selector in clics:
        quien.page.locator(f":is(main, dialog) :is({selector})").first.click()
        quien.page.wait_for_load_state("networkidle")


def _primera(quien: Persona, lista: str) -> str:
    """The page of the first thing on a list."""
    quien.ir(lista)
    enlace = quien.page.get_by_role("main").locator('a[href*="-20"]').first
    return str(enlace.get_attribute("href"))


def _faltas(quien: Persona, ruta: str) -> list[str]:
    """What axe objects to on a page, with the place of each."""
    respuesta = quien.page.goto(ruta)
    assert respuesta
    assert respuesta.ok
    return _halladas(quien, ruta)


def _halladas(quien: Persona, donde: str) -> list[str]:
    """What axe objects to on the page that is open."""
    faltas = []
    for tema in ("light", "dark"):
        quien.page.emulate_media(color_scheme=tema)
        hallado = Axe().run(quien.page).response["violations"]
        faltas += [
            f"{donde} {tema} {falta['id']}: {nodo['html'][:160]}"
            for falta in hallado
            for nodo in falta["nodes"]
        ]
    return faltas
