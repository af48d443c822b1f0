"""Where every tag is registered, and the two ways to draw one from a template of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from webui.components import guardadas

register = template.Library()
Values = dict[str, Any]

PARTS = "componentes/{}.html"


def part(name: str) -> Any:
    """A tag that draws `componentes/<name>.html` with the values it returns."""
    return register.inclusion_tag(PARTS.format(name))


def kept(name: str, *, takes_context: bool = False, keep: int = guardadas.KEPT) -> Any:
    """The same, drawn once for equal values (`webui.components.guardadas`)."""

    def tag(values: Callable[..., Values]) -> Callable[..., SafeString]:
        drawn = guardadas.kept(PARTS.format(name), values, keep)
        return register.simple_tag(drawn, takes_context=takes_context)

    return tag
