"""Everything about an actor, a theme or a place, by process, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet

from core import access
from core.arboles import que_tocan
from core.cuantos import TOPE, cuantos
from core.models import Actor, Caso, Expediente, Lugar, Tema, Usuario

POR_PROCESO = 10


@dataclass(frozen=True, slots=True)
class Tramo:
    """What one process has about it: the newest files, how many there are, how many are open.

    `total` and `abiertos` go no further than one more than `core.cuantos.TOPE`.
    """

    clase: str
    nombre: str
    casos: list[Caso]
    total: int
    abiertos: int
    tope: int = TOPE

    @property
    def hay_mas(self) -> bool:
        """There are more than were counted."""
        return self.total > self.tope

    @property
    def hay_mas_abiertos(self) -> bool:
        """So many are open that not all of them were counted."""
        return self.abiertos > self.tope


def sobre(
    user: Usuario,
    *,
    actor: Actor | None = None,
    tema: Tema | None = None,
    lugar: Lugar | None = None,
    abiertos: Mapping[str, int] = MappingProxyType({}),
) -> list[Tramo]:
    """What `user` may see about one of them (and what lies below it in its tree), by process.

    `abiertos`: how many are open of those that were counted already, by their class.
    """
    return [
        _tramo(
            modelo,
            que_tocan(
                access.scope(modelo.quedan(), user),
                actor=actor.pk if actor else None,
                tema=tema,
                lugar=lugar,
            ),
            abiertos.get(modelo.CLASE),
        )
        for modelo in Expediente.clases().values()
    ]


def _tramo(modelo: type[Caso], casos: QuerySet[Any], contados: int | None) -> Tramo:
    # Their class is said so that the index of its newest serves.
    nuevos = casos.filter(clase=modelo.CLASE).order_by("-creado_en", "-pk")
    primeros = list(nuevos[:POR_PROCESO])
    total, abiertos = _cuantos(modelo, casos, primeros, contados)
    return Tramo(
        clase=modelo.CLASE,
        nombre=str(modelo._meta.verbose_name_plural),
        casos=primeros,
        total=total,
        abiertos=abiertos,
    )


def _cuantos(
    modelo: type[Caso], casos: QuerySet[Any], primeros: list[Caso], contados: int | None
) -> tuple[int, int]:
    """How many there are, and how many are open. Where all are at hand, nobody asks."""
    if len(primeros) < POR_PROCESO:
        return len(primeros), sum(caso.estado in modelo.ABIERTOS for caso in primeros)
    if contados is None:
        contados = cuantos(casos.filter(estado__in=modelo.ABIERTOS))
    abiertos = min(contados, TOPE + 1)
    # Where more are open than are counted, so many there are in all.
    return (abiertos if abiertos > TOPE else cuantos(casos)), abiertos
