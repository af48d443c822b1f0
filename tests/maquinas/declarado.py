"""What the processes declare: their arrows, and the verbs that move nothing."""

from __future__ import annotations

from core.models import Caso

Flecha = tuple[str, str]  # (verb, from)


def flechas(modelo: type[Caso]) -> dict[Flecha, str]:
    """(verb, from) -> to, of every transition declared; one that stays leads where it was."""
    return {
        (uno.name, uno.source): uno.target or uno.source
        for uno in modelo.estado.field.get_all_transitions(modelo)
    }


def estados(modelo: type[Caso]) -> set[str]:
    """Every state declared."""
    return {estado for estado, _nombre in modelo.estado.field.flatchoices}


def sin_mover(modelo: type[Caso]) -> set[str]:
    """Verbs that are written down and move nothing."""
    return set(modelo.PERMISOS)
