"""What prensa writes becomes HTML in which nothing can run."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from workflows.comunicacion.redaccion import a_html, resumen


def test_the_lead_is_the_first_paragraph_and_the_body_follows() -> None:
    assert a_html("Abrió <hoy>.", "Mide **40** metros.") == (
        '<p class="entradilla">Abrió &lt;hoy&gt;.</p>\n<p>Mide <strong>40</strong> metros.</p>\n'
    )


def test_without_a_lead_there_is_the_body_alone() -> None:
    assert a_html("", "Hola") == "<p>Hola</p>\n"


def test_a_line_of_its_own_stays_one() -> None:
    assert a_html("", "Lunes: cerrado\nMartes: abierto") == (
        "<p>Lunes: cerrado<br>\nMartes: abierto</p>\n"
    )


def test_the_title_of_the_page_stays_the_only_one() -> None:
    assert a_html("", "# Uno\n\n###### Seis") == "<h2>Uno</h2>\n<h4>Seis</h4>\n"


def test_tables_and_lists_are_kept() -> None:
    pagina = a_html("", "| a |\n|---|\n| 1 |\n\n- uno\n\n3. tres")

    assert "<td>1</td>" in pagina
    assert "<li>uno</li>" in pagina
    assert '<ol start="3">' in pagina


class Visto(HTMLParser):
    """Every tag of a page, and every attribute with its value."""

    def __init__(self, pagina: str) -> None:
        super().__init__()
        self.etiquetas: set[str] = set()
        self.atributos: dict[str, str] = {}
        self.feed(pagina)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.etiquetas.add(tag)
        self.atributos |= {nombre: valor or "" for nombre, valor in attrs}


@pytest.mark.parametrize(
    "cuerpo",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '<a href="#" onclick="alert(1)">x</a>',
        "![x](https://otro.example/espia.png)",
        "<iframe src=https://otro.example></iframe>",
        '[x](https://a.example "\\" onmouseover=alert(1)")',
        "<style>p{}</style>",
        "`<img src=x onerror=alert(1)>`",
    ],
)
def test_nothing_in_it_can_run_or_be_fetched(cuerpo: str) -> None:
    visto = Visto(a_html("", cuerpo))

    assert visto.etiquetas <= {"p", "a", "code"}
    assert visto.atributos.keys() <= {"href", "title", "rel"}
    assert visto.atributos.get("href", "https:").startswith("https:")


def test_links_lead_out_without_telling_from_where() -> None:
    assert a_html("", "[El plano](https://muni.example/plano.pdf)") == (
        '<p><a href="https://muni.example/plano.pdf" rel="noopener noreferrer">El plano</a></p>\n'
    )


@pytest.mark.parametrize(
    ("pagina", "dicho"),
    [
        (a_html("Tom & «Ana» <3", "Más."), "Tom & «Ana» <3"),
        (a_html("", "Mide **40**\nmetros.\n\nOtro."), "Mide 40 metros."),
        ("", ""),
    ],
)
def test_the_summary_is_the_first_paragraph_in_plain_text(pagina: str, dicho: str) -> None:
    assert resumen(pagina) == dicho
