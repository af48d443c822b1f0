"""Small signs: an icon, a light, a state, a count, how far something is."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from webui.components import (
    guardadas,
    iconos,
    pasos,
    valores,
)
from webui.components.etiquetas.registro import Values, kept, part, register

LIGHTS = {
    "verde": "circulo",
    "amarillo": "triangulo",
    "rojo": "cuadrado",
    "azul": "hecho",
    "gris": "anillo",
}


@register.simple_tag
@lru_cache(maxsize=guardadas.KEPT, typed=True)
def icon(nombre: str, clase: str = "") -> SafeString:
    """An icon of the sprite. It says nothing to a screen reader: the word stands beside it."""
    sprite = static("vendor/tabler.svg")
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f"icon {clase}".strip(),
        sprite,
        iconos.known(nombre),
    )


@kept("light")
def light(luz: Any) -> Values:
    """A light: shape, word and colour; its reasons on demand."""
    color = getattr(luz, "color", "gris")
    return {
        "color": color,
        "forma": LIGHTS.get(color, "anillo"),
        "palabra": getattr(luz, "palabra", ""),
        "razones": tuple(conditional_escape(una) for una in getattr(luz, "razones", ())),
    }


@kept("estado")
def estado(codigo: str, palabra: object, tono: str = "") -> Values:
    """The state as a word. Tones: activo, bien, cuidado, mal, or none."""
    return {"codigo": codigo, "palabra": palabra, "tono": tono}


@kept("estado")
def estado_de(caso: Any, tono: str = "") -> Values:
    """The state of a row, in the word of its model."""
    codigo, modelo = caso.estado, caso._meta.model
    palabra = valores.palabras(modelo, "estado").get(codigo, codigo)
    return {"codigo": codigo, "palabra": palabra, "tono": tono}


@part("chip")
def chip(texto: object, icono: str = "", url: str = "") -> Values:
    """A small label, with an icon or a link where given."""
    return {"texto": texto, "icono": icono, "url": url}


@register.simple_tag
def cuenta(numero: int | None, tono: str = "") -> str:
    """A count in a pill; nothing at all for zero. Tone: hot, for what waits."""
    if not numero:
        return ""
    shown = str(numero) if numero < 100 else "99+"
    return format_html('<span class="{}">{}</span>', f"count {tono}".strip(), shown)


@kept("avatar")
def avatar(persona: object, clase: str = "") -> Values:
    """The initials of a person. The name stands beside it."""
    return {"iniciales": pasos.iniciales(str(persona)), "clase": clase}


@part("avance")
def avance(hecho: float, esperado: float | None = None, que: str = "") -> Values:
    """A bar of progress in per cent, with a mark where it was expected to be by now."""
    done = min(max(float(hecho), 0), 100)
    mark = None if esperado is None else min(max(float(esperado), 0), 100)
    return {"hecho": round(done), "esperado": None if mark is None else round(mark), "que": que}
