"""Every screen opens for whoever may see it."""

from __future__ import annotations

import pytest
from django.test import Client

from core.models import Usuario
from tests.builders import un_compromiso

pytestmark = pytest.mark.django_db


def browser(user: Usuario) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    "path",
    [
        "/mi-dia/", "/solicitudes/", "/solicitudes/nueva/", "/compromisos/", "/compromisos/nuevo/",
        "/metas/", "/metas-intermedias/", "/piezas/", "/piezas/nueva/", "/actores/", "/temas/",
        "/lugares/", "/avisos/", "/lo-que-sigo/",
        "/mis-avisos/", "/mis-vistas/", "/buscar/sugerencias/",
        "/descargas/", "/importar/", "/importar/nueva/",
    ],
)  # fmt: skip
def test_the_lists_and_forms_open(path: str, rosa: Usuario) -> None:
    assert browser(rosa).get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/ajustes/", "/ajustes/cambios/", "/ajustes/reglas/",
        "/ajustes/reglas/de/compromiso.vence/nueva/", "/ajustes/plazos/", "/ajustes/tipos/",
        "/ajustes/tipos/nuevo/", "/ajustes/umbrales/", "/ajustes/feriados/",
        "/ajustes/umbrales-de-compromisos/",
        "/ajustes/feriados/nuevo/", "/ajustes/horario/", "/ajustes/municipio/",
        "/ajustes/personas/", "/ajustes/personas/nueva/", "/ajustes/funciones/", "/ajustes/areas/",
        "/ajustes/areas/nueva/", "/ajustes/cargos/", "/ajustes/cargos/nuevo/",
    ],
)  # fmt: skip
def test_the_settings_open_for_who_administers(path: str, elena: Usuario) -> None:
    assert browser(elena).get(path).status_code == 200


def test_the_actors_stand_in_their_list(rosa, junta) -> None:
    assert junta.nombre in browser(rosa).get("/actores/").content.decode()


def test_a_compromiso_opens(rosa, luis, junta) -> None:
    compromiso = un_compromiso(rosa, luis, junta)

    response = browser(luis).get(f"/compromisos/{compromiso.codigo}/")
    assert response.status_code == 200
    assert "Aceptar" in response.content.decode()


def test_a_compromiso_of_no_place_says_so(rosa, luis, junta, el_roble) -> None:
    de_ninguno = un_compromiso(rosa, luis, junta)
    de_uno = un_compromiso(rosa, luis, junta, lugares=[el_roble])

    def pagina(codigo: str) -> str:
        return browser(luis).get(f"/compromisos/{codigo}/").content.decode()

    assert "Sin lugar" in pagina(de_ninguno.codigo)
    assert "Sin lugar" not in pagina(de_uno.codigo)


@pytest.mark.parametrize(
    "path",
    [
        "/", "/metas-de-gobierno/", "/noticias/", "/noticias.atom", "/cuenta/login/", "/salud/",
        "/solicitar/", "/mi-solicitud/", "/mi-solicitud/pin/", "/privacidad/",
        "/compromisos-de-gobierno/", "/compromisos-de-gobierno.csv",
        "/compromisos-de-gobierno.json",
    ],
)  # fmt: skip
def test_the_public_pages_open_for_nobody(path: str, db: None) -> None:
    assert Client().get(path).status_code == 200


@pytest.mark.parametrize("path", ["/mi-dia/", "/compromisos/", "/canales/", "/e/CMP-2026-00001/"])
def test_the_office_asks_nobody_in(path: str, db: None) -> None:
    response = Client().get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/cuenta/login/")
