"""How forms are drawn: by Django's templates, but a choice among many in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.forms import Select
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.safestring import SafeString


class Dibujante(DjangoTemplates):
    """Two templates for each of a hundred options took longer than the rest of the page."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        if template_name == Select.template_name:
            return desplegable(context["widget"])
        return super().render(template_name, context, request)


class Eleccion(Select):
    """A choice among rows, of whose options no more is made than is drawn of them."""

    def create_option(
        self,
        name: str,
        value: Any,
        label: int | str,
        selected: bool,
        index: int,
        subindex: int | None = None,
        attrs: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return what `opcion` needs."""
        return {"value": value, "label": label, "attrs": {"selected": True} if selected else {}}


def desplegable(widget: Mapping[str, Any]) -> SafeString:
    """A <select> as `django/forms/widgets/select.html` draws it, to the letter."""
    nombre, attrs = escrito(widget["name"]), atributos(widget["attrs"])
    grupos = "".join(grupo(titulo, opciones) for titulo, opciones, _ in widget["optgroups"])
    # Each of its three parts was escaped where it was made.
    return SafeString(f'<select name="{nombre}"{attrs}>{grupos}\n</select>')  # nosec B703


def grupo(titulo: object, opciones: Iterable[Mapping[str, Any]]) -> str:
    dibujadas = "".join(map(opcion, opciones))
    if not titulo:
        return dibujadas
    return f'\n  <optgroup label="{escrito(titulo)}">{dibujadas}\n  </optgroup>'


def opcion(una: Mapping[str, Any]) -> str:
    valor, attrs, rotulo = una["value"], atributos(una["attrs"]), localize(una["label"])
    return f'\n  <option value="{escrito(valor)}"{attrs}>{escrito(rotulo)}</option>\n'


def atributos(attrs: Mapping[str, Any]) -> str:
    """True is a name alone, False is nothing."""
    return "".join(
        f" {escrito(nombre)}" if valor is True else f' {escrito(nombre)}="{escrito(valor)}"'
        for nombre, valor in attrs.items()
        if valor is not False
    )


def escrito(valor: object) -> str:
    """`conditional_escape` without what it costs beside a word or two."""
    texto = str(valor)
    return texto if isinstance(texto, SafeString) else escape(texto)
