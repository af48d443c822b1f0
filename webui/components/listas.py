"""Lists that live in the address: sorting, paging, filters that are on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Model
from django.forms import BoundField, Form
from django.http import QueryDict

ORDEN, PAGINA = "orden", "pagina"
# `filtros=todos`: draw the seldom used filters too. Their choices cost more than the list itself.
FILTROS, TODOS = "filtros", "todos"


@dataclass(frozen=True, slots=True)
class Cabecera:
    """The header of a column that sorts."""

    url: str
    sentido: str  # ascending, descending or empty: what aria-sort says
    icono: str


@dataclass(frozen=True, slots=True)
class FiltroActivo:
    """A filter that is on, and the address without it."""

    etiqueta: str
    valor: str
    url: str


def cambiada(consulta: QueryDict, **cambios: str | None) -> str:
    """The query with some parameters set, or removed where None; always back on the first page."""
    nueva = consulta.copy()
    nueva.pop(PAGINA, None)
    for nombre, valor in cambios.items():
        if valor is None:
            nueva.pop(nombre, None)
        else:
            nueva[nombre] = valor
    return "?" + nueva.urlencode()


def cabecera(consulta: QueryDict, campo: str, por_defecto: str = "") -> Cabecera:
    """The header of `campo`: its link sorts by it, or turns the order round if it is already on."""
    actual = consulta.get(ORDEN) or por_defecto
    if actual == campo:
        return Cabecera(cambiada(consulta, orden=f"-{campo}"), "ascending", "arrow-up")
    url = cambiada(consulta, orden=campo)
    if actual == f"-{campo}":
        return Cabecera(url, "descending", "arrow-down")
    return Cabecera(url, "", "")


def numeros(page: Page[Any]) -> Iterator[int | str]:
    """The page numbers to offer, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


def filtros_activos(form: Form, consulta: QueryDict) -> list[FiltroActivo]:
    """Every filter of the form that has a value, in words."""
    found = []
    for campo in form.visible_fields():
        valor = en_palabras(campo)
        if valor:
            url = cambiada(consulta, **{campo.html_name: None})
            found.append(FiltroActivo(str(campo.label), valor, url))
    return found


def en_palabras(campo: BoundField) -> str:
    """What was chosen or typed, as the person sees it: labels, not codes."""
    understood = getattr(campo.form, "cleaned_data", {}).get(campo.name)
    if isinstance(understood, Model):
        return str(understood)
    valor = campo.value()
    elegidos = valor if isinstance(valor, list) else [valor]
    chosen = {str(one) for one in elegidos if one not in (None, "", False)}
    # The choices of the widget: those of the field would be read again.
    choices = getattr(campo.field.widget, "choices", None)
    if choices is None:
        return ", ".join(sorted(chosen)) if valor is not True else str(campo.label)
    if not chosen:
        return ""
    return ", ".join(label for code, label in flat(choices) if str(code) in chosen)


def flat(choices: Any) -> Iterator[tuple[object, str]]:
    for code, label in choices:
        if isinstance(label, list | tuple):
            yield from flat(label)
        else:
            yield code, str(label)
