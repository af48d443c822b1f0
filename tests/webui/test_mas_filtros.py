"""The seldom used filters of a list: brought when they are opened, kept while they are not."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page, expect

from core.models import Actor, Lugar, Usuario
from tests.webui.conftest import Entrar, Navegar
from tests.workflows.compromisos.builders import Oficina

LISTA = "/compromisos/"


def test_a_list_reads_no_choices_that_it_does_not_draw(
    entrar: Entrar, rosa: Usuario, oficina: Oficina
) -> None:
    client = entrar(rosa)
    with CaptureQueriesContext(connection) as hechas:
        page = client.get(LISTA).text
    assert 'name="lugar"' not in page
    assert not [una for una in hechas if 'FROM "core_lugar" ORDER' in una["sql"]]
    assert '<select name="lugar"' in client.get(f"{LISTA}?filtros=todos").text


def test_what_they_are_set_to_is_said_and_stays_with_the_next_search(
    entrar: Entrar, rosa: Usuario, oficina: Oficina, el_roble: Lugar, junta: Actor
) -> None:
    page = entrar(rosa).get(LISTA, {"lugar": el_roble.pk, "actor": junta.pk}).text
    assert "Lugar: El Roble" in page
    assert "Actor: Junta Comunal El Roble" in page
    assert f'<input type="hidden" name="lugar" value="{el_roble.pk}"' in page


def test_what_nobody_understands_is_not_said(entrar: Entrar, rosa: Usuario) -> None:
    page = entrar(rosa).get(LISTA, {"lugar": "999999", "responsable": "nadie"}).text
    assert 'class="chip"' not in page


def abrir(page: Page) -> None:
    filtros = page.get_by_text("Buscar y filtrar")
    if filtros.is_visible():
        filtros.click()
    page.get_by_text("Más filtros").click()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("telefono", [False, True])
def test_they_come_when_they_are_opened(
    navegar: Navegar,
    rosa: Usuario,
    oficina: Oficina,
    el_roble: Lugar,
    junta: Actor,
    telefono: bool,
) -> None:
    page = navegar(rosa, telefono=telefono)
    page.goto(f"{LISTA}?lugar={el_roble.pk}")
    abrir(page)
    expect(page.get_by_label("Lugar", exact=True)).to_have_value(str(el_roble.pk))
    page.get_by_label("Actor", exact=True).select_option(label="Junta Comunal El Roble")
    page.get_by_role("button", name="Aplicar").click()
    expect(page).to_have_url(
        re.compile(rf"lugar={el_roble.pk}.*actor={junta.pk}|actor={junta.pk}.*lugar={el_roble.pk}")
    )
    expect(page.locator(".chip")).to_have_count(2)


@pytest.mark.django_db(transaction=True)
def test_without_scripts_a_link_brings_them(
    navegar: Navegar, rosa: Usuario, oficina: Oficina, el_roble: Lugar
) -> None:
    page = navegar(rosa, scripts=False)
    page.goto(f"{LISTA}?lugar={el_roble.pk}")
    abrir(page)
    page.get_by_role("link", name="Ver todos los filtros").click()
    expect(page.get_by_label("Lugar", exact=True)).to_have_value(str(el_roble.pk))
