"""Dates and deadlines as people say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core import clock
from webui.components import (
    fechas,
    guardadas,
)
from webui.components.etiquetas.registro import Values, kept, register

# Ways of counting a deadline that are kept drawn: two kilobytes each.
COUNTS = 500


@register.simple_tag
def fecha(valor: date | None, forma: str = "palabras", vacia: str = "—") -> str:
    """A date as people say it, with the exact one on hover.

    Forms: palabras, corta (23 nov, 17:00), larga, exacta. A datetime is shown in the zone of
    the municipality.
    """
    if valor is None:
        return vacia
    ahora = clock.local(clock.now())
    local = clock.local(valor) if isinstance(valor, datetime) else valor
    if forma == "palabras" and isinstance(local, datetime):
        cercana = fechas.cercano(local - ahora)
        if cercana:
            return _fechada(local, cercana)
    return _del_dia(local.isoformat(), ahora.date(), forma, get_language())


# A list says a few dates many times, and what is not near reads the same all day.
@lru_cache(maxsize=guardadas.KEPT)
def _del_dia(iso: str, hoy: date, forma: str, _idioma: str | None) -> SafeString:
    valor = datetime.fromisoformat(iso) if "T" in iso else date.fromisoformat(iso)
    match forma:
        case "palabras":
            shown = fechas.lejano(valor, hoy)
        case "corta":
            shown = fechas.corta(valor, hoy)
        case "larga":
            shown = fechas.larga(valor)
        case _:
            shown = fechas.exacta(valor)
    return _fechada(valor, shown)


def _fechada(local: date, shown: str) -> SafeString:
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', local.isoformat(), fechas.exacta(local), shown
    )


@register.simple_tag
def ahora() -> str:
    """This moment in the municipality, for paper."""
    return fechas.exacta(clock.local(clock.now()))


@kept("cuenta_plazo", keep=COUNTS)
def cuenta_plazo(plazo: Any) -> Values:
    """When a deadline ends, what it was before it was moved, and how it was counted."""
    original = getattr(plazo, "original_en", None)
    moved = original is not None and original != plazo.vence_en
    inicio = getattr(plazo, "inicio", None)
    return {
        "vence": fecha(plazo.vence_en, "corta"),
        "original": fecha(original, "corta") if moved else "",
        "veces_movido": getattr(plazo, "veces_movido", 0),
        "inicio": fecha(inicio, "larga") if inicio else "",
        "explicacion": tuple(plazo.explicacion),
    }


@kept("relojes", keep=COUNTS)
def relojes(plazos: Sequence[Any]) -> Values:
    """The clocks of one case in a line of small print; opened, what each is and how it counted.

    Of one that ended: when, and whether that was in time.
    """
    hoy, idioma = clock.today(), get_language()

    def dia(instante: datetime) -> SafeString:
        """Its day, as short as it can be said."""
        return _del_dia(clock.local(instante).date().isoformat(), hoy, "corta", idioma)

    return {
        "relojes": tuple(
            (
                plazo.corto,
                dia(plazo.vence_en),
                plazo.nombre,
                _del_dia(clock.local(plazo.vence_en).isoformat(), hoy, "corta", idioma),
                dia(plazo.inicio),
                tuple(plazo.explicacion),
                dia(plazo.cerrado_en) if plazo.cerrado_en else "",
                # While it runs the light says it; and what the hour changes is not kept.
                bool(plazo.cerrado_en and plazo.pasado),
            )
            for plazo in plazos
        )
    }
