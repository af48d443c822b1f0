"""A long choice is drawn in one go, and as Django's templates draw it."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from webui.components.dibujante import Dibujante

palabras = st.text(alphabet="aé<>&\"' {}%\n", max_size=6)
dichas = palabras | palabras.map(mark_safe) | st.just(gettext_lazy("Cualquiera"))
codigos = dichas | st.integers() | st.booleans()
sueltas = st.tuples(codigos | st.none(), dichas)
grupos = st.tuples(palabras, st.lists(st.tuples(codigos, dichas), max_size=3))
atributos = st.dictionaries(
    st.sampled_from(["class", "required", "disabled", "data-x"]),
    codigos,
    max_size=3,
)


def dibujar(renderer: DjangoTemplates, widget: forms.Select, value: Any, attrs: Any) -> str:
    return widget.render("campo", value, attrs, renderer)


@given(st.lists(sueltas | grupos, max_size=4), atributos, st.data())
def test_a_choice_looks_as_django_draws_it(
    choices: list[Any], attrs: dict[str, Any], data: st.DataObject
) -> None:
    elegida = data.draw(st.sampled_from([None, "", *(code for code, _label in choices)]))
    widget = forms.Select(attrs=attrs, choices=choices)
    extra = {"id": "id_campo"}
    assert dibujar(Dibujante(), widget, elegida, extra) == dibujar(
        DjangoTemplates(), widget, elegida, extra
    )


def test_an_option_that_cannot_be_chosen_keeps_its_mark() -> None:
    class Cerrado(forms.Select):
        def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
            option = super().create_option(*args, **kwargs)
            return option | {"attrs": option["attrs"] | {"disabled": True, "hidden": False}}

    widget = Cerrado(choices=[("a", "A")])
    html = dibujar(Dibujante(), widget, "a", {})
    assert '<option value="a" selected disabled>A</option>' in html
    assert html == dibujar(DjangoTemplates(), widget, "a", {})


@pytest.mark.parametrize("widget", [forms.SelectMultiple, forms.NullBooleanSelect])
def test_its_relatives_are_drawn_alike(widget: type[forms.Select]) -> None:
    una = widget()
    una.choices = [("true", "Sí"), ("false", "No")]
    assert dibujar(Dibujante(), una, "true", {}) == dibujar(DjangoTemplates(), una, "true", {})


def test_every_form_is_drawn_by_it() -> None:
    assert isinstance(forms.Form().renderer, Dibujante)
