"""What the processes declare: their arrows, and the verbs that move nothing."""

from __future__ import annotations

from core import transitions
from core.models import Caso, Historial

Flecha = tuple[str, str]  # (verb, from)
Destino = str | tuple[str, ...]


def flechas(modelo: type[Caso]) -> dict[Flecha, Destino]:
    """(verb, from) -> to, of every transition declared; one that stays leads where it was.

    One that depends on the case leads to several.
    """
    return {
        (uno.name, uno.source): _uno_o_varios(transitions.destinos(uno) or (uno.source,))
        for uno in modelo.estado.field.get_all_transitions(modelo)
    }


def llega(entrada: Historial, destino: Destino) -> bool:
    """An entry of the history ended where its arrow leads."""
    return entrada.a in destino if isinstance(destino, tuple) else entrada.a == destino


def _uno_o_varios(destinos: tuple[str, ...]) -> Destino:
    return destinos if len(destinos) > 1 else destinos[0]


def estados(modelo: type[Caso]) -> set[str]:
    """Every state declared."""
    return {estado for estado, _nombre in modelo.estado.field.flatchoices}


def sin_mover(modelo: type[Caso]) -> set[str]:
    """Verbs that are written down and move nothing."""
    return set(modelo.PERMISOS)
