"""The base pages: with everything, with nothing, in a dialog; and what they weigh."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.webui.components import muestras
from tests.webui.components.conftest import STATIC, Draw
from tests.webui.components.paginas import PAGES, MotivoForm, paso

TEMPLATES = Path(settings.BASE_DIR, "webui", "templates")
KB = 1000


@pytest.mark.parametrize("number", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_needs_no_context(draw: Draw, number: str) -> None:
    html = draw(f"{number}.html")
    assert "<h1>" in html
    assert "Ir al inicio" in html
    assert f"Error {number[:3]}" in html


def test_the_frame_shows_who_is_logged_in_and_what_waits(draw: Draw) -> None:
    html = draw("oficina.html", **muestras.marco())
    assert "Rosa Medina" in html
    assert '<span class="count hot">4</span>' in html
    assert html.count('aria-current="page"') == 3


def test_the_frame_stands_without_anybody(draw: Draw) -> None:
    html = draw("oficina.html")
    assert "Su cuenta" not in html
    assert 'id="contenido"' in html


def test_a_step_is_a_page_of_its_own(draw: Draw) -> None:
    html = draw("paso.html", **paso(MotivoForm()), **muestras.marco())
    assert "<h1>Devolver con motivo</h1>" in html
    assert 'action="/devolver/"' in html


def test_a_step_asked_for_by_htmx_is_only_what_the_dialog_holds(draw: Draw) -> None:
    html = draw("paso.html", htmx=True, **paso(MotivoForm()))
    assert "<html" not in html
    assert '<h2 id="dialogo-titulo">Devolver con motivo</h2>' in html
    assert 'hx-post="/devolver/"' in html


def test_a_refused_step_offers_no_form(draw: Draw) -> None:
    html = draw("paso.html", **paso(MotivoForm(), motivo="No le corresponde a usted."))
    assert "No le corresponde a usted." in html
    assert "<textarea" not in html


def test_a_list_with_nothing_teaches_the_first_step(draw: Draw) -> None:
    template, context = PAGES["vacia"]
    html = draw(template, **context)
    assert "Anotar el primero" in html
    assert "<table" not in html


def test_a_portal_page_has_no_script(draw: Draw) -> None:
    template, context = PAGES["portal"]
    assert "<script" not in draw(template, **muestras.marco(), **context)


@pytest.mark.parametrize(("name", "limit"), [("objeto", 120), ("lista", 120), ("portal", 60)])
def test_a_page_is_light_on_the_wire(draw: Draw, name: str, limit: int) -> None:
    template, context = PAGES[name]
    html = draw(template, **muestras.marco(), **context)
    files = set(re.findall(r'(?:src|href)="/static/([^"#]+)', html))
    sent = [html.encode(), *(Path(STATIC, one).read_bytes() for one in files)]
    weight = sum(len(gzip.compress(one)) for one in sent)
    assert weight < limit * KB / 2


@pytest.mark.parametrize(
    "template", [str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")]
)
def test_a_template_has_nothing_that_the_policy_forbids(template: str) -> None:
    source = TEMPLATES.joinpath(template).read_text()
    assert not re.search(r"<[^>]+\s(style|on\w+)=", source)
    assert not re.search(r'<script(?![^>]*(src=|type="application/json"))', source)
    assert "http://" not in source
