"""A state machine drawn from its declarations, small enough for a telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from webui.components.diagrama.filas import (
    Pair,
    Step,
    edges_of,
    from_many,
    placed,
    rows_of,
)
from webui.components.diagrama.rotulos import Caja, Flecha, Rotulo
from webui.components.diagrama.trazado import trazar


class Declarada(Protocol):
    """A machine: (code, label) of its states, (source, target, label) of its steps."""

    @property
    def estados(self) -> Sequence[tuple[str, object]]: ...
    @property
    def transiciones(self) -> Sequence[tuple[str, str, object]]: ...


@dataclass(frozen=True, slots=True)
class Paso:
    """A step in words, for the list that says what the drawing shows."""

    de: str
    verbo: str
    a: str


@dataclass(frozen=True, slots=True)
class Dibujo:
    """All that the template prints. Lengths in user units of the SVG."""

    ancho: int
    alto: int
    cajas: list[Caja]
    flechas: list[Flecha]
    rotulos: list[Rotulo]
    actual: str
    pasos: list[Paso]
    salidas: list[Paso]


def dibujar(maquina: Declarada, actual: str) -> Dibujo:
    """Draw `maquina` with the state `actual` marked. The same machine is laid out once."""
    estados = tuple((code, str(label)) for code, label in maquina.estados)
    pasos = tuple((de, a, str(verbo)) for de, a, verbo in maquina.transiciones)
    return _dibujar(estados, pasos, actual)


@lru_cache(maxsize=128)
def _dibujar(estados: tuple[Pair, ...], pasos: tuple[Step, ...], actual: str) -> Dibujo:
    nombres = dict(estados)
    known = [one for one in pasos if one[0] in nombres and one[1] in nombres]
    rows = rows_of([code for code, _label in estados], known)
    muchos = from_many(rows, known)
    drawn = [one for one in known if (one[1], one[2]) not in muchos]
    notas = {a: count for (a, _verb), count in muchos.items()}
    siguientes = {a for de, a, _verb in known if de == actual}
    places = placed(rows, drawn)
    plano = trazar(places, edges_of(drawn), nombres, notas, actual, siguientes)
    en_palabras = [Paso(nombres[de], verbo, nombres[a]) for de, a, verbo in known]
    salidas = [Paso(nombres[de], verbo, nombres[a]) for de, a, verbo in known if de == actual]
    return Dibujo(
        ancho=plano.ancho,
        alto=plano.alto,
        cajas=plano.cajas,
        flechas=plano.flechas,
        rotulos=plano.rotulos,
        actual=nombres.get(actual, actual),
        pasos=en_palabras,
        salidas=salidas,
    )
