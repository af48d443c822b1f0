"""What the page of a case is made of: steps, thread, history, facts, machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from webui.components import (
    diagrama,
    guardadas,
    pasos,
)
from webui.components.etiquetas import signos, tiempo
from webui.components.etiquetas.registro import PARTS, Values, kept, part, register

# Entries of a history shown at once; the older ones unfold.
RECENT = 10


@register.simple_tag(name="pasos", takes_context=True)
def pasos_(
    context: Context, pasos_: Iterable[pasos.Paso] | None, codigo: str = "", base: str = ""
) -> SafeString:
    """The steps of a case: the primary button, the others, and those refused with the reason."""
    return _botonera(context.get("csrf_token", ""), pasos.repartir(pasos_ or [], base), codigo)


def _botones(botones: pasos.Botonera, codigo: str) -> Values:
    return {"botones": botones, "codigo": codigo}


_botonera = guardadas.kept_form(PARTS.format("pasos"), _botones, guardadas.ROWS)


@kept("renglon", keep=guardadas.ROWS)
def renglon(
    caso: Any,
    url: str,
    datos: Iterable[tuple[str, object]],
    luz: Any = None,
    porque: object = "",
    plazos: Sequence[Any] = (),
    titular: bool = False,
) -> Values:
    """What a case in a pile is and why it is there, to stand beside its steps.

    `datos`: an icon or none, and what is said; what is empty is left out.
    `titular`: its title is a heading, by which its article is named (`f-` and its code).
    """
    return {
        "titulo": caso.titulo,
        "codigo": caso.codigo,
        "url": url,
        "datos": tuple((icono, conditional_escape(str(texto))) for icono, texto in datos if texto),
        "luz": signos.light(luz) if luz else "",
        "porque": porque,
        "relojes": tiempo.relojes(plazos) if plazos else "",
        "titular": titular,
    }


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
