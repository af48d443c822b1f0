"""Forms say what is missing, where, and keep what was typed."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.utils.safestring import mark_safe

from core.models import Municipio
from tests.webui.components.conftest import Draw
from tests.webui.components.formularios import CompromisoForm, bound_form
from webui.components import formularios

CAMPO = "{% load sigo %}{% campo field %}"


class VersionForm(forms.Form):
    """A form with a hidden field that is wrong."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class FilaForm(forms.Form):
    """A choice among rows."""

    municipio = forms.ModelChoiceField(Municipio.objects.none())


@pytest.mark.parametrize(
    ("source", "words"),
    [(CAMPO, "Elija…"), ('{% include "componentes/filtro.html" %}', "Cualquiera")],
)
def test_a_choice_not_made_is_called_by_a_word(draw: Draw, source: str, words: str) -> None:
    html = draw(source, field=FilaForm()["municipio"])
    assert f'<option value="" selected>{words}</option>' in html


class AyudaForm(forms.Form):
    """A field whose help repeats what somebody wrote."""

    correo = forms.CharField(help_text="Se enviará a <svg/onload=alert(1)>.")
    clave = forms.CharField(help_text=mark_safe("<ul><li>Ocho letras.</li></ul>"))


def test_the_help_of_a_field_is_text_unless_it_says_that_it_is_html(draw: Draw) -> None:
    form = AyudaForm()
    assert "Se enviará a &lt;svg/onload=alert(1)&gt;." in draw(CAMPO, field=form["correo"])
    assert "<li>Ocho letras.</li>" in draw(CAMPO, field=form["clave"])


def test_a_group_with_nothing_in_it_says_so(draw: Draw) -> None:
    form = forms.Form()
    form.fields["temas"] = forms.MultipleChoiceField(label="Temas")
    assert "Todavía no hay nada que elegir." in draw(CAMPO, field=form["temas"])


def test_every_error_stands_beside_its_field_and_is_tied_to_it(draw: Draw) -> None:
    html = draw(CAMPO, field=bound_form()["titulo"])
    assert 'id="id_titulo_error"' in html
    assert 'aria-describedby="id_titulo_helptext id_titulo_error"' in html
    assert 'aria-invalid="true"' in html


def test_what_was_typed_is_kept(draw: Draw) -> None:
    assert "Con acta firmada." in draw(CAMPO, field=bound_form()["detalle"])


def test_what_may_be_left_out_says_so(draw: Draw) -> None:
    form = CompromisoForm()
    assert "(opcional)" in draw(CAMPO, field=form["detalle"])
    assert "(opcional)" not in draw(CAMPO, field=form["titulo"])


def test_a_text_with_a_limit_shows_how_much_is_used(draw: Draw) -> None:
    html = draw(CAMPO, field=bound_form()["detalle"])
    assert "17 de 280" in html
    assert 'data-max="280"' in html
    assert "maxlength" not in html


def test_a_text_counted_by_the_server_asks_it(draw: Draw) -> None:
    source = '{% load sigo %}{% campo field contador="/piezas/contar/" %}'
    html = draw(source, field=CompromisoForm()["detalle"])
    assert 'hx-post="/piezas/contar/"' in html
    assert "data-max" not in html


@pytest.mark.parametrize("name", ["tipo", "lugares", "temas"])
def test_a_choice_of_several_is_a_group_with_a_legend(draw: Draw, name: str) -> None:
    html = draw(CAMPO, field=CompromisoForm()[name])
    assert "<legend>" in html
    ids = re.findall(r'<input[^>]* id="([^"]+)"', html)
    assert ids
    assert ids == re.findall(r'<label for="([^"]+)"', html)


def test_a_list_of_many_keeps_what_was_ticked(draw: Draw) -> None:
    form = CompromisoForm({"lugares": ["El Roble", "Centro"]})
    html = draw(CAMPO, field=form["lugares"])
    assert html.count("checked") == 2
    assert html.count('name="lugares"') == 4


def test_a_long_list_can_be_narrowed(draw: Draw) -> None:
    assert "data-narrow" in draw(CAMPO, field=CompromisoForm()["temas"])
    assert "data-narrow" not in draw(CAMPO, field=CompromisoForm()["lugares"])


def test_a_file_field_shows_what_is_there_already(draw: Draw) -> None:
    source = '{% load sigo %}{% campo field previa="/adjuntos/7/mini/" %}'
    form = CompromisoForm(initial={"foto": "planos.jpg"})
    html = draw(source, field=form["foto"])
    assert '<img src="/adjuntos/7/mini/"' in html
    assert "planos.jpg" in html
    assert 'type="file"' in html


def test_a_file_field_for_several_lets_choose_several(draw: Draw) -> None:
    form = forms.Form()
    form.fields["fotos"] = forms.FileField(widget=SeveralFiles)
    assert " multiple" in draw(CAMPO, field=form["fotos"])


class SeveralFiles(forms.ClearableFileInput):
    """An input that takes more than one file."""

    allow_multiple_selected = True


def test_the_first_fields_are_seen_and_the_rest_unfolds() -> None:
    reparto = formularios.repartir(CompromisoForm())
    assert [field.name for field in reparto.primeros] == CompromisoForm.primeros
    assert [field.name for field in reparto.demas] == ["temas", "publico", "clave"]
    assert not reparto.abierto


def test_the_rest_is_open_where_something_was_chosen_there() -> None:
    assert formularios.repartir(CompromisoForm({"temas": ["3"]})).abierto


def test_a_form_without_preference_shows_everything() -> None:
    form = forms.Form()
    form.fields["a"] = forms.CharField()
    assert [field.name for field in formularios.repartir(form).primeros] == ["a"]


def test_the_summary_names_each_field_and_leads_to_it(draw: Draw) -> None:
    html = draw("{% load sigo %}{% errores form %}", form=bound_form())
    assert "Hay 6 datos por corregir" in html
    assert '<a href="#id_titulo">Qué se va a hacer</a>' in html
    assert '<a href="#id_tipo_0">Qué es</a>' in html
    assert "Un compromiso necesita decir a quién se prometió." in html


def test_an_error_of_a_hidden_field_is_told_too(draw: Draw) -> None:
    html = draw("{% load sigo %}{% errores form %}", form=VersionForm({"version": "x"}))
    assert "Hay 1 dato por corregir" in html


def test_a_blank_form_has_no_summary(draw: Draw) -> None:
    assert draw("{% load sigo %}{% errores form %}", form=CompromisoForm()).strip() == ""
