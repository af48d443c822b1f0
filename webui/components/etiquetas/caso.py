"""What the page of a case is made of: steps, thread, history, facts, machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from webui.components import (
    diagrama,
    pasos,
)
from webui.components.etiquetas.registro import PARTS, Values, part, register

# Entries of a history shown at once; the older ones unfold.
RECENT = 10


@register.inclusion_tag(PARTS.format("pasos"), name="pasos")
def pasos_(pasos_: Iterable[pasos.Paso] | None, codigo: str = "", base: str = "") -> Values:
    """The steps of a case: the primary button, the others, and those refused with the reason."""
    return {"botones": pasos.repartir(pasos_ or [], base), "codigo": codigo}


@part("hilo")
def hilo(nudos: Sequence[Any]) -> Values:
    """What came before and what comes after, in one line."""
    return {"nudos": nudos}


@part("historia")
def historia(entradas: Iterable[Any], recientes: int = RECENT, toda_url: str = "") -> Values:
    """Who did what, newest first; those beyond `recientes` unfold, older ones are at `toda_url`."""
    todas = list(entradas)
    return {
        "recientes": todas[:recientes],
        "anteriores": todas[recientes:],
        "toda_url": toda_url,
    }


@part("datos")
def datos(lineas: Iterable[Any]) -> Values:
    """The facts. Lines are (etiqueta, valor) or (etiqueta, valor, url), or objects with these."""
    return {"lineas": [as_line(one) for one in lineas]}


def as_line(one: Any) -> Values:
    if isinstance(one, Sequence):
        return dict(zip(("etiqueta", "valor", "url"), one, strict=False))
    return {"etiqueta": one.etiqueta, "valor": one.valor, "url": getattr(one, "url", "")}


@register.inclusion_tag(PARTS.format("diagrama"), name="diagrama")
def diagrama_(maquina: diagrama.Declarada, actual: str, id_: str = "diagrama") -> Values:
    """The state machine drawn, with the present state marked, and the same as a list."""
    return {"dibujo": diagrama.dibujar(maquina, actual), "id": id_}
