"""What stands around every page: the way here, the menu, messages, shield, colour, theme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.template.context import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.translation import gettext as _

from core import origen
from webui.components import (
    colores,
    formas,
)
from webui.components.etiquetas.registro import PARTS, Values, kept, part, register

THEMES = frozenset({"light", "dark"})


@part("migas")
def migas(enlaces: Iterable[Any] | None) -> Values:
    """The way here: (label, url) pairs or objects with these; the last is this page."""
    found = [
        one if not isinstance(one, tuple) else dict(zip(("label", "url"), one, strict=False))
        for one in enlaces or ()
    ]
    return {"enlaces": found}


@kept("menu")
def menu(nav: Iterable[Any] | None) -> Values:
    """The sections of the menu, which a page shows twice."""
    return {"nav": tuple((one.label, tuple(map(lugar, one.items))) for one in nav or ())}


def lugar(enlace: Any) -> formas.Enlace:
    """A place of the menu by its values, whatever carries them."""
    return formas.Enlace(
        conditional_escape(enlace.label), enlace.url, enlace.icon, enlace.count, enlace.current
    )


@part("tabs")
def tabs(enlaces: Iterable[Any], etiqueta: str = "") -> Values:
    """Views of the same thing side by side; each is a link of its own."""
    return {"enlaces": enlaces, "etiqueta": etiqueta or _("Vistas")}


@part("barra")
def barra(nav: Iterable[Any] | None, buscar_url: str = "") -> Values:
    """The bar at the foot of a telephone: the first three places and the whole menu."""
    sections = list(nav or [])
    every = [one for section in sections for one in section.items]
    chosen = [one for one in every if getattr(one, "tab", False)] or every
    return {"lugares": chosen[:3], "nav": sections, "buscar_url": buscar_url}


@register.inclusion_tag(PARTS.format("mensajes"), takes_context=True)
def mensajes(context: Context) -> Values:
    """What the application has to say about the step just taken."""
    keys = ("request", "csrf_token")
    return {"messages": context.get("messages") or [], **{key: context.get(key) for key in keys}}


@register.inclusion_tag(PARTS.format("escudo"))
def escudo(municipio: Any = None) -> Values:
    """The municipality's shield, or its initial drawn in its colour."""
    huella = getattr(municipio, "huella_del_escudo", "")
    return {
        "url": reverse("portal:escudo", args=[huella]) if huella else "",
        "inicial": getattr(municipio, "inicial", ""),
    }


@register.simple_tag(takes_context=True)
def acento(context: Context, color: str | None) -> str:
    """A style element with the municipality's colour, made readable on light and dark ground.

    Nothing for the default colour, which the style sheet has already.
    """
    if not color or color.lower() == colores.DEFAULT or not colores.is_hex(color):
        return ""
    day, night = colores.light(color).declarations(), colores.dark(color).declarations()
    return format_html(
        '<style nonce="{}">:root{{{}}}@media(prefers-color-scheme:dark)'
        "{{:root:not([data-theme=light]){{{}}}}}:root[data-theme=dark]{{{}}}</style>",
        context.get("CSP_NONCE", ""),
        day,
        night,
        night,
    )


@register.simple_tag(takes_context=True)
def tema(context: Context) -> str:
    """The theme the person chose, as an attribute of <html>; nothing: as the device has it."""
    request = context.get("request")
    chosen = request.COOKIES.get(f"{settings.PREFIX}tema", "") if request else ""
    return format_html('data-theme="{}"', chosen) if chosen in THEMES else ""


@register.simple_tag(name="origen")
def origen_() -> str:
    """The id under which this request stands in the log."""
    return origen.actual()
