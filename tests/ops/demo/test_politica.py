"""The forms of the steps, which arrive by themselves, and the administration of the framework."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from ops.screenshots import Visitors, walk
from tests.mirada import pagina
from tests.ops.demo.consola import Consola

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

ADMINISTRACION = re.compile(r"^/administracion/[a-z_]+/[a-z]+/$")
# Between them, nearly every form that a step asks with.
CASOS = (
    ("agenda", "/solicitudes/?estado=en_analisis"),
    ("alcalde", "/solicitudes/?estado=en_decision"),
    ("agenda", "/compromisos/?estado=por_verificar&mios=programador"),
    ("obras", "/compromisos/?estado=en_gestion&mios=responsable"),
    ("metas", "/metas/?estado=en_ejecucion"),
    ("agua", "/metas/?estado=en_programacion"),
    ("prensa", "/piezas/?estado=borrador"),
    ("alcalde", "/piezas/?estado=en_revision"),
)


@pytest.mark.parametrize(("quien", "lista"), CASOS)
def test_the_form_of_each_step_comes_and_goes(quien: str, lista: str, visitantes: Visitors) -> None:
    context = visitantes.context(quien, reduced_motion="reduce")
    page = context.new_page()
    consola = Consola(page)
    walk(page, f"{lista} > tbody a[href*='-20']")
    pasos = page.locator(".objeto .pasos > a[hx-get]")
    dialogo = page.get_by_role("dialog")
    quejas: list[str] = []
    for n in range(pasos.count()):
        pasos.nth(n).press("Enter")
        expect(dialogo).to_be_visible()
        expect(dialogo.locator(":focus")).to_have_count(1)
        quejas += pagina.axe(page)
        page.keyboard.press("Escape")
        expect(dialogo).to_be_hidden()
        expect(pasos.nth(n)).to_be_focused()
    context.close()
    assert [*quejas, *consola.quejas] == []


def test_the_administration(visitantes: Visitors) -> None:
    """Every list there, the form of a new one, and the first of those there are."""
    context = visitantes.context("sistemas")
    page = context.new_page()
    consola = Consola(page)
    page.goto("/administracion/")
    enlaces = page.locator("main a, #content a").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    listas = sorted({una for una in enlaces if una and ADMINISTRACION.match(una)})
    assert len(listas) >= 4  # the hours of the routines, and the mails
    for lista in listas:
        _abrir_todo(page, lista)
    context.close()
    assert consola.quejas == []


def _abrir_todo(page: Page, lista: str) -> None:
    for selector in ("#result_list th a", ".object-tools .addlink"):
        page.goto(lista)
        uno = page.locator(selector)
        if uno.count():
            page.goto(str(uno.first.evaluate("one => one.href")))
