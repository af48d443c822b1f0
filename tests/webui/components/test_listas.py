"""Lists live in the address."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import QueryDict

from tests.webui.components.conftest import Draw
from tests.webui.components.formularios import FiltroForm
from webui.components import listas


def test_sorting_keeps_the_filters_and_goes_back_to_the_first_page() -> None:
    cabecera = listas.cabecera(QueryDict("q=agua&pagina=4"), "vence")
    assert cabecera.url == "?q=agua&orden=vence"
    assert cabecera.sentido == ""


def test_sorting_twice_turns_the_order_round() -> None:
    ascending = listas.cabecera(QueryDict("orden=vence"), "vence")
    assert (ascending.url, ascending.sentido) == ("?orden=-vence", "ascending")
    descending = listas.cabecera(QueryDict("orden=-vence"), "vence")
    assert (descending.url, descending.sentido) == ("?orden=vence", "descending")


def test_the_default_order_is_shown_where_none_was_chosen() -> None:
    assert listas.cabecera(QueryDict(""), "vence", "-vence").sentido == "descending"


def test_filters_that_are_on_are_said_in_words_with_their_way_out() -> None:
    consulta = QueryDict("q=agua&estado=gestion&luz=&pagina=2")
    activos = listas.filtros_activos(FiltroForm(consulta), consulta)
    assert [(one.etiqueta, one.valor, one.url) for one in activos] == [
        ("Buscar", "agua", "?estado=gestion&luz="),
        ("Estado", "En gestión", "?q=agua&luz="),
    ]


def test_pages_keep_the_address(draw: Draw) -> None:
    page = Paginator(range(100), 10).page(5)
    html = draw("{% load sigo %}{% paginas page %}", "/?q=agua&pagina=5", page=page)
    assert "Del 41 al 50, de 100" in html
    assert 'href="?q=agua&amp;pagina=6"' in html
    assert 'aria-current="page"' in html


def test_one_page_has_no_way_to_others_and_none_has_no_bar(draw: Draw) -> None:
    source = "{% load sigo %}{% paginas page %}"
    assert "<ol>" not in draw(source, page=Paginator(range(3), 10).page(1))
    assert draw(source, page=Paginator([], 10).page(1)).strip() == ""


def test_the_bar_of_filters_keeps_the_order(draw: Draw) -> None:
    html = draw("{% load sigo %}{% filtros form %}", "/?orden=-vence", form=FiltroForm({}))
    assert '<input type="hidden" name="orden" value="-vence">' in html
    assert "Más filtros" in html
    assert "Quitar todos" not in html
