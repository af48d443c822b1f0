"""*Elevar* on a telephone: what belongs to a suggestion is asked with it, and not before."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.mirada import pagina
from tests.webui.conftest import Navegar
from tests.webui.solicitudes.paginas import url
from tests.workflows.solicitudes.builders import Despacho
from webui.assets import STYLE
from webui.solicitudes.forms_pasos import ElevarForm
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud

PREGUNTAS = {
    "Delegar": "Si se delega, en quién",
    "Derivar": "Si se deriva, a qué área",
    "Declinar": "Si se declina, por qué",
}


def vistas(page: Page) -> list[str]:
    """Which of the three questions are seen."""
    return [una for una in PREGUNTAS.values() if page.get_by_label(una).is_visible()]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scripts", [True, False])
def test_each_question_comes_with_the_suggestion_it_belongs_to(
    navegar: Navegar, despacho: Despacho, scripts: bool
) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)
    page = navegar(despacho.jefe, telefono=True, scripts=scripts)
    page.goto(url(solicitud, "elevar"))
    assert vistas(page) == []

    for sugerencia, pregunta in PREGUNTAS.items():
        page.get_by_label(sugerencia, exact=True).check()
        assert vistas(page) == [pregunta]
        if scripts:
            assert pagina.axe(page) == []
    page.get_by_label("Atender", exact=True).check()
    assert vistas(page) == []

    page.get_by_label("Declinar", exact=True).check()
    page.get_by_label("Si se declina, por qué").select_option("agenda")
    page.get_by_label("Recomendación").fill("No hay fecha.")
    page.get_by_role("button", name="Elevar a decisión").click()
    expect(page.get_by_text("Elevada: ya espera decisión.")).to_be_visible()
    assert Solicitud.objects.get(pk=solicitud.pk).motivo_sugerido == "agenda"


def test_the_style_sheet_knows_every_suggestion_that_asks_for_something() -> None:
    hoja = STYLE.read_text()

    for sugerencia in ElevarForm.segun.values():
        regla = f".form:not(:has([value={sugerencia.value}]:checked)) .when-{sugerencia.value}"
        assert regla in hoja.replace('"', "")
