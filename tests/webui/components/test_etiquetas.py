"""The small components: signs, dates, history, facts, frame."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from core.models import Usuario
from tests.webui.components import muestras
from tests.webui.components.conftest import Draw
from webui.components.formas import Cuenta, Enlace, Entrada, Luz, Seccion
from workflows.compromisos.models import Compromiso


def test_an_icon_is_hidden_from_readers(draw: Draw) -> None:
    html = draw('{% load sigo %}{% icon "inbox" %}')
    assert 'href="/static/vendor/tabler.svg#inbox"' in html
    assert 'aria-hidden="true"' in html


def test_a_mistyped_icon_breaks_no_page(draw: Draw) -> None:
    assert "#point" in draw('{% load sigo %}{% icon "inbocs" %}')


@pytest.mark.parametrize(
    ("color", "shape"),
    [
        ("verde", "<circle"),
        ("amarillo", "M6 .8l5.7"),
        ("rojo", "M1 1h10"),
        ("azul", "M6 0l6 6"),
        ("gris", "evenodd"),
        ("violeta", "evenodd"),
    ],
)
def test_a_light_has_a_shape_and_a_word_beside_its_colour(
    draw: Draw, color: str, shape: str
) -> None:
    html = draw("{% load sigo %}{% light luz %}", luz=Luz(color, "Así va"))
    assert shape in html
    assert "Así va" in html
    assert "<details" not in html


def test_a_light_gives_its_reasons_on_demand(draw: Draw) -> None:
    html = draw("{% load sigo %}{% light luz %}", luz=muestras.AMARILLO)
    assert "<summary>" in html
    assert "<li>Nadie ha reportado.</li>" in html


def test_what_is_kept_of_words_is_not_given_for_the_same_words_as_html(draw: Draw) -> None:
    source = '{% load sigo %}{% estado "a" palabra %}{% light luz %}'
    for _again in range(2):
        html = draw(source, palabra="<i>x</i>", luz=Luz("verde", "<i>y</i>", ["<i>z</i>"]))
        assert "<i>" not in html
        marked = [format_html("<i>{}</i>", one) for one in "xyz"]
        html = draw(source, palabra=marked[0], luz=Luz("verde", marked[1], marked[2:]))
        assert html.count("<i>") == 3


def test_what_is_kept_is_kept_for_each_language(draw: Draw) -> None:
    source = '{% load sigo %}{% estado "a" palabra %}'
    for language, word in (("es", "lunes"), ("en", "Monday"), ("es", "lunes")):
        with translation.override(language):
            assert f">{word}<" in draw(source, palabra=gettext_lazy("Monday"))


def test_steps_that_are_kept_drawn_send_back_the_token_of_who_is_shown_them(draw: Draw) -> None:
    paso = SimpleNamespace(
        verb="aceptar",
        label="Aceptar",
        allowed=True,
        motivo="",
        primary=True,
        danger=False,
        directo=True,
        version=3,
    )
    source = '{% load sigo %}{% pasos pasos "CMP-2026-00057" "/c/1/" %}'
    for token in ("deTomas", "deRosa"):
        html = draw(source, pasos=[paso], csrf_token=token)
        assert f'name="csrfmiddlewaretoken" value="{token}"' in html
        assert html.count("csrfmiddlewaretoken") == 1


def test_a_line_of_a_pile_escapes_what_people_wrote(draw: Draw) -> None:
    caso = SimpleNamespace(titulo="<b>Puente</b>", codigo="SOL-2026-00001")
    source = '{% load sigo %}{% renglon caso "/s/1/" datos None "" nada True %}'
    html = draw(source, caso=caso, datos=[("user", "<i>Rosa</i>"), ("", "")], nada=())
    assert "&lt;b&gt;Puente" in html
    assert "&lt;i&gt;Rosa" in html
    assert html.count("<span>") == 2
    assert '<h3 id="f-SOL-2026-00001">' in html


def test_a_person_who_is_called_otherwise_has_other_initials(draw: Draw) -> None:
    persona = Usuario(pk=1, nombre="Rosa Medina")
    assert ">RM<" in draw("{% load sigo %}{% avatar persona %}", persona=persona)
    persona.nombre = "Ana Him"
    assert ">AH<" in draw("{% load sigo %}{% avatar persona %}", persona=persona)


def test_a_menu_whose_counts_changed_is_drawn_anew(draw: Draw) -> None:
    for count in (3, 4, 3):
        nav = [Seccion("Agenda", [Enlace("Solicitudes", "/s/", "inbox", count)])]
        assert f"<span>{count}</span>" in draw("{% load sigo %}{% menu nav %}", nav=nav)


@pytest.mark.django_db
def test_the_state_of_a_row_is_said_in_the_word_of_its_model(draw: Draw) -> None:
    caso = Compromiso(estado="por_verificar")
    assert draw('{% load sigo %}{% estado_de caso "bien" %}', caso=caso).strip() == (
        '<span class="estado bien" data-estado="por_verificar">Por verificar</span>'
    )
    caso = Compromiso(estado="raro")
    assert ">raro<" in draw("{% load sigo %}{% estado_de caso %}", caso=caso)


def test_no_light_is_nothing(draw: Draw) -> None:
    assert draw("{% load sigo %}{% light luz %}", luz=None).strip() == ""


def test_a_date_says_the_exact_one_on_hover(draw: Draw) -> None:
    html = draw("{% load sigo %}{% fecha dia %}", dia=muestras.AHORA + timedelta(days=1))
    assert html == (
        '<time datetime="2026-11-24T09:30:00-05:00" '
        'title="martes 24 de noviembre de 2026, 09:30">mañana 09:30</time>'
    )


def test_an_instant_is_shown_in_the_zone_of_the_municipality(draw: Draw) -> None:
    assert "09:30" in draw('{% load sigo %}{% fecha dia "exacta" %}', dia=muestras.now())


def test_no_date_is_a_dash(draw: Draw) -> None:
    assert draw("{% load sigo %}{% fecha dia %}", dia=None) == "—"


def test_a_count_of_zero_is_not_shown_and_a_big_one_is_cut(draw: Draw) -> None:
    assert draw("{% load sigo %}{% cuenta 0 %}") == ""
    assert "99+" in draw("{% load sigo %}{% cuenta 340 %}")


def test_progress_says_what_was_expected(draw: Draw) -> None:
    html = draw('{% load sigo %}{% avance 40 52 "Agua" %}')
    assert 'aria-label="Agua: 40 % hecho, 52 % esperado"' in html
    assert 'width="40%"' in html


def test_progress_stays_within_its_bar(draw: Draw) -> None:
    html = draw("{% load sigo %}{% avance 140 %}")
    assert 'width="100%"' in html
    assert 'class="mark"' not in html


def test_a_deadline_tells_how_it_was_counted_and_what_it_was(draw: Draw) -> None:
    html = draw("{% load sigo %}{% cuenta_plazo plazo %}", plazo=muestras.PLAZO)
    assert "¿Cómo se contó?" in html
    assert "14 días corridos desde el lunes 9 de noviembre." in html
    assert "movido 1 vez" in html
    assert "10 nov, 09:30" in html


def test_all_clocks_stand_in_one_line_that_opens_once(draw: Draw) -> None:
    html = draw("{% load sigo %}{% relojes relojes %}", relojes=muestras.RELOJES)
    linea, abierto = html.split("</summary>")
    assert html.count("<details") == html.count("¿Cómo se contó?") == 1
    assert "Legal <time" in linea
    assert "· Interno <time" in linea
    assert "17:00</time>" not in linea  # the day; the hour is said below
    assert "Meta interna de respuesta:" in abierto
    assert "5 días hábiles desde el lunes 23 de noviembre." in abierto


@pytest.mark.parametrize(("pasado", "como"), [(False, "a tiempo"), (True, "tarde")])
def test_a_clock_that_ended_says_when_and_whether_in_time(
    draw: Draw, pasado: bool, como: str
) -> None:
    terminado = replace(muestras.PLAZO, cerrado_en=muestras.AHORA, pasado=pasado)
    html = draw("{% load sigo %}{% relojes relojes %}", relojes=[terminado])
    linea, abierto = html.split("</summary>")
    assert f"</time>, {como}<" in linea
    assert f"Terminó {como}: <time" in abierto
    assert "14 días corridos desde el lunes 9 de noviembre." in abierto


def test_one_that_runs_says_neither_though_it_has_passed(draw: Draw) -> None:
    pasado = replace(muestras.PLAZO, pasado=True)
    html = draw("{% load sigo %}{% relojes relojes %}", relojes=[pasado])
    assert "tarde" not in html
    assert "Terminó" not in html


def test_it_is_less_to_send_than_each_at_length(draw: Draw) -> None:
    cada_uno = "{{ uno.nombre }}: {% cuenta_plazo uno %}"
    todos = f"{{% load sigo %}}{{% for uno in relojes %}}{cada_uno}{{% endfor %}}"
    en_linea = draw("{% load sigo %}{% relojes relojes %}", relojes=muestras.RELOJES)
    assert len(en_linea) < 0.9 * len(draw(todos, relojes=muestras.RELOJES))


def test_what_has_no_clock_takes_no_line(draw: Draw) -> None:
    assert draw("{% load sigo %}{% relojes relojes %}", relojes=[]).strip() == ""


def test_a_deadline_that_was_not_moved_says_nothing_of_it(draw: Draw) -> None:
    plazo = Cuenta(vence_en=muestras.AHORA, explicacion=[], original_en=muestras.AHORA)
    html = draw("{% load sigo %}{% cuenta_plazo plazo %}", plazo=plazo)
    assert "original" not in html
    assert "<details" not in html


def test_the_history_says_on_whose_behalf_and_keeps_what_was_written_as_text(draw: Draw) -> None:
    entrada = Entrada("Rosa", "devolvió", muestras.AHORA, por="Tomás", texto="<b>No</b>")
    html = draw("{% load sigo %}{% historia entradas %}", entradas=[entrada])
    assert "por Tomás" in html
    assert "&lt;b&gt;No&lt;/b&gt;" in html


def test_a_long_history_folds_what_is_old(draw: Draw) -> None:
    html = draw("{% load sigo %}{% historia entradas %}", entradas=muestras.ENTRADAS * 3)
    assert "Ver 5 entradas anteriores" in html


def test_a_history_without_entries_says_what_will_stand_there(draw: Draw) -> None:
    assert "quién, cuándo y por qué" in draw("{% load sigo %}{% historia entradas %}", entradas=[])


def test_the_hilo_marks_where_one_is_and_links_the_rest(draw: Draw) -> None:
    html = draw("{% load sigo %}{% hilo nudos %}", nudos=muestras.NUDOS)
    assert html.count('aria-current="step"') == 1
    assert html.count("<a href") == 3


def test_facts_take_pairs_and_objects(draw: Draw) -> None:
    html = draw("{% load sigo %}{% datos datos %}", datos=muestras.DATOS)
    assert '<dd><a href="#">Junta Comunal El Roble</a></dd>' in html
    assert "<dt>Origen</dt><dd>—</dd>" in html


def test_breadcrumbs_end_in_this_page(draw: Draw) -> None:
    html = draw("{% load sigo %}{% migas migas %}", migas=[("Metas", "/metas/"), ("Agua", "")])
    assert '<a href="/metas/">Metas</a>' in html
    assert '<span aria-current="page">Agua</span>' in html


def test_the_bar_of_a_telephone_has_three_places_and_the_whole_menu(draw: Draw) -> None:
    html = draw('{% load sigo %}{% barra nav "/buscar/" %}', nav=muestras.NAV)
    bar, _details, sheet = html.partition("<details>")
    assert bar.count("<a ") == 3
    assert sheet.count("<a ") == 9
    assert 'action="/buscar/"' in sheet


def test_places_chosen_for_the_telephone_come_first(draw: Draw) -> None:
    chosen = SimpleNamespace(
        label="Metas", url="/m/", icon="flag", count=0, current=False, tab=True
    )
    nav = [*muestras.NAV, SimpleNamespace(label="", items=[chosen])]
    html = draw("{% load sigo %}{% barra nav %}", nav=nav)
    bar, _details, _sheet = html.partition("<details>")
    assert bar.count("<a ") == 1


def test_messages_have_a_sign_for_each_level(draw: Draw) -> None:
    html = draw("{% load sigo %}{% mensajes %}", messages=muestras.AVISOS)
    for icon in ("circle-check", "alert-triangle", "alert-circle", "info-circle"):
        assert f"#{icon}" in html


def test_the_default_colour_needs_no_style_element(draw: Draw) -> None:
    assert draw('{% load sigo %}{% acento "#0b6b53" %}') == ""
    assert draw("{% load sigo %}{% acento color %}", color=None) == ""


def test_another_colour_is_written_with_the_nonce_of_the_policy(draw: Draw) -> None:
    html = draw('{% load sigo %}{% acento "#1d4ed8" %}')
    assert html.startswith('<style nonce="n0nce">:root{--muni:#1d4ed8;')
    assert ":root[data-theme=dark]" in html


def test_a_colour_that_is_no_colour_writes_nothing(draw: Draw) -> None:
    assert draw("{% load sigo %}{% acento color %}", color="red}</style>") == ""


@pytest.mark.parametrize(
    ("cookie", "attribute"), [("dark", 'data-theme="dark"'), ('x" onload="', ""), ("", "")]
)
def test_only_a_known_theme_reaches_the_page(draw: Draw, cookie: str, attribute: str) -> None:
    assert draw("{% load sigo %}{% tema %}", cookies={"tema": cookie}) == attribute
