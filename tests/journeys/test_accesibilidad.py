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
    ),
    "paula": ("/mi-dia/", "/piezas/", "/piezas/nueva/", "/publicaciones/", "/canales/"),
}  # fmt: skip
LISTAS = ("/solicitudes/", "/compromisos/", "/metas/", "/piezas/")
PORTAL = ("/", "/noticias/", "/cuenta/password/reset/")


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
    faltas = []
    for tema in ("light", "dark"):
        quien.page.emulate_media(color_scheme=tema)
        hallado = Axe().run(quien.page).response["violations"]
        faltas += [
            f"{ruta} {tema} {falta['id']}: {nodo['html'][:160]}"
            for falta in hallado
            for nodo in falta["nodes"]
        ]
    return faltas
