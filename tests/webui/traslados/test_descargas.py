"""Screens of what leaves as a sheet."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from core.models import Actor, Usuario
from tests.builders import un_compromiso
from tests.webui.conftest import Entrar
from tests.workflows.traslados.builders import leer_csv, leer_xlsx
from webui.traslados.listas import FILTROS
from workflows.traslados import actions
from workflows.traslados.models import Exportacion

pytestmark = pytest.mark.django_db


@pytest.fixture
def tres(rosa: Usuario, luis: Usuario, junta: Actor) -> None:
    for titulo in ("Acueducto", "Baches", "Canchas"):
        un_compromiso(rosa, luis, junta, titulo=titulo)


@pytest.mark.parametrize("nombre", FILTROS)
def test_every_list_offers_both_forms(
    nombre: str, entrar: Entrar, rosa: Usuario, tres: None, agua: object, el_roble: object
) -> None:
    pagina = entrar(rosa).get(f"/{nombre}/").content.decode()
    if nombre in {"compromisos", "actores", "temas", "lugares"}:
        assert f'href="/descargas/{nombre}.csv?"' in pagina
        assert f'href="/descargas/{nombre}.xlsx?"' in pagina
    else:  # of an empty list there is nothing to take along
        assert "/descargas/" not in pagina


def test_the_menu_keeps_filters_and_order(entrar: Entrar, rosa: Usuario, tres: None) -> None:
    pagina = entrar(rosa).get("/compromisos/?q=ba&orden=-fecha&pagina=2").content.decode()
    assert 'href="/descargas/compromisos.csv?q=ba&amp;orden=-fecha"' in pagina


def test_a_short_list_comes_at_once_with_what_is_filtered(
    entrar: Entrar, rosa: Usuario, tres: None
) -> None:
    response = entrar(rosa).get("/descargas/compromisos.csv?q=ba")

    assert [fila["Título"] for fila in leer_csv(b"".join(response))] == ["Baches"]
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="compromisos-')
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not Exportacion.objects.exists()


def test_a_workbook_opens(entrar: Entrar, rosa: Usuario, tres: None) -> None:
    response = entrar(rosa).get("/descargas/compromisos.xlsx?orden=codigo")
    filas = leer_xlsx(b"".join(response))
    assert [fila["Título"] for fila in filas] == ["Acueducto", "Baches", "Canchas"]


def test_headings_are_in_the_language_of_the_person(entrar: Entrar, rosa: Usuario) -> None:
    browser = entrar(rosa)
    browser.cookies["idioma"] = "en"
    primera = b"".join(browser.get("/descargas/actores.csv")).decode("utf-8-sig")
    assert primera.startswith("Type,Name,Organization,")


def test_a_long_list_is_asked_about_and_begins_nothing(
    entrar: Entrar, rosa: Usuario, tres: None, settings: Settings
) -> None:
    settings.EXPORTAR_EN_LINEA = 2
    pagina = entrar(rosa).get("/descargas/compromisos.csv?orden=fecha").content.decode()
    assert "Son 3 filas: se preparan aparte" in pagina
    assert 'href="/compromisos/?orden=fecha"' in pagina
    assert not Exportacion.objects.exists()


def test_a_long_list_is_left_to_a_worker_and_followed(
    entrar: Entrar, rosa: Usuario, tres: None, settings: Settings
) -> None:
    settings.EXPORTAR_EN_LINEA = 2
    browser = entrar(rosa)

    response = browser.post("/descargas/compromisos.csv?q=ca&orden=fecha")
    descarga = Exportacion.objects.get()
    assert response.headers["Location"] == f"/descargas/{descarga.pk}/"
    assert (descarga.filtro, descarga.orden) == ({"q": "ca"}, "fecha")
    pagina = browser.get(f"/descargas/{descarga.pk}/").content.decode()
    assert "En espera" in pagina
    assert 'hx-trigger="every 2s"' in pagina
    assert browser.get(f"/descargas/{descarga.pk}/archivo/").status_code == 404

    actions.exportar()

    parte = browser.get(f"/descargas/{descarga.pk}/", headers={"HX-Target": "progreso"})
    assert "hx-trigger" not in parte.content.decode()
    assert "<h1" not in parte.content.decode()
    archivo = browser.get(f"/descargas/{descarga.pk}/archivo/")
    assert [fila["Título"] for fila in leer_csv(b"".join(archivo))] == ["Canchas"]
    assert archivo.headers["X-Content-Type-Options"] == "nosniff"
    assert descarga.nombre in browser.get("/descargas/").content.decode()


def test_nobody_sees_what_somebody_else_asked_for(
    entrar: Entrar, rosa: Usuario, tomas: Usuario, tres: None
) -> None:
    entrar(rosa).post("/descargas/compromisos.csv")
    actions.exportar()
    descarga = Exportacion.objects.get()

    browser = entrar(tomas)
    assert browser.get(f"/descargas/{descarga.pk}/").status_code == 404
    assert browser.get(f"/descargas/{descarga.pk}/archivo/").status_code == 404
    assert descarga.nombre not in browser.get("/descargas/").content.decode()


def test_whoever_has_several_under_way_is_told_so(entrar: Entrar, rosa: Usuario) -> None:
    browser = entrar(rosa)
    for _vez in range(4):
        response = browser.post("/descargas/compromisos.csv", follow=True)
    assert "Ya tiene varias descargas en preparación." in response.content.decode()
    assert Exportacion.objects.count() == 3


def test_one_that_failed_says_why(entrar: Entrar, rosa: Usuario) -> None:
    entrar(rosa).post("/descargas/compromisos.csv")
    Exportacion.objects.update(estado="fallida", motivo="No cupo en el disco.")
    descarga = Exportacion.objects.get()
    assert "No cupo en el disco." in entrar(rosa).get(f"/descargas/{descarga.pk}/").content.decode()


def test_who_asked_for_nothing_is_told_how(entrar: Entrar, rosa: Usuario) -> None:
    assert "Use «Descargar» en cualquier lista." in entrar(rosa).get("/descargas/").content.decode()
