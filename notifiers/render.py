"""The same message as text and as HTML, in the municipality's name and colour."""

from __future__ import annotations

from django.template import Context, Engine
from django.utils import translation

from core.models import Municipio
from notifiers.mensajes import Mensaje

BLANCO, NEGRO = "#ffffff", "#111111"
# WCAG 1.4.3: text of this size needs this contrast with its ground.
AA = 4.5


def texto(mensaje: Mensaje) -> str:
    """The message as plain text."""
    return _render("base.txt", mensaje, autoescape=False).strip() + "\n"


def html(mensaje: Mensaje) -> str:
    """The message as HTML; whatever people wrote is escaped here."""
    return _render("base.html", mensaje, autoescape=True)


def tinta(fondo: str) -> str:
    """White or black, whichever can be read on `fondo` (#rrggbb)."""
    return BLANCO if 1.05 / (_luminancia(fondo) + 0.05) >= AA else NEGRO


def _render(plantilla: str, mensaje: Mensaje, *, autoescape: bool) -> str:
    municipio = Municipio.actual()
    contexto = {
        "mensaje": mensaje,
        "municipio": municipio,
        "fondo": municipio.color,
        "tinta": tinta(municipio.color),
    }
    with translation.override(mensaje.idioma):
        template = Engine.get_default().get_template(f"notifiers/{plantilla}")
        return str(template.render(Context(contexto, autoescape=autoescape)))


def _luminancia(color: str) -> float:
    """Relative luminance of WCAG 2, from 0 (black) to 1 (white)."""
    partes = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    rojo, verde, azul = (
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in partes
    )
    return 0.2126 * rojo + 0.7152 * verde + 0.0722 * azul
