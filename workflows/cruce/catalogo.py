"""The lists of actores, temas and lugares: what they are part of, searched and sorted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from core.models import Actor, Catalogado, Lugar, Tema
from core.texto import ClaveOrden, contiene

# The field that says what each is part of, and what their lists read with them.
DENTRO: Mapping[type[Catalogado], str] = {
    Actor: "organizacion",
    Tema: "superior",
    Lugar: "superior",
}
CON: Mapping[type[Catalogado], tuple[str, ...]] = {
    Actor: ("organizacion", "lugar"),
    Tema: ("superior",),
    Lugar: ("superior",),
}


@dataclass(frozen=True, slots=True)
class Filtro:
    """What a list is narrowed to."""

    q: str = ""


def lista(modelo: type[Catalogado], filtro: Filtro = Filtro(), orden: str = "") -> QuerySet[Any]:
    """All of them, searched without minding accents, sorted as Spanish sorts.

    By name, or by what each is part of (`dentro`); those that are part of nothing come last.
    """
    todos: QuerySet[Any] = modelo._default_manager.select_related(*CON[modelo])
    if filtro.q:
        todos = contiene(todos, filtro.q, "nombre")
    return todos.order_by(*_orden(modelo, orden), "pk")


def _orden(modelo: type[Catalogado], orden: str) -> tuple[Any, ...]:
    clave = ClaveOrden("nombre")
    if orden == "-nombre":
        return (clave.desc(),)
    if orden.lstrip("-") != "dentro":
        return (clave,)
    dentro = ClaveOrden(F(f"{DENTRO[modelo]}__nombre"))
    al_reves = orden.startswith("-")
    return (dentro.desc(nulls_last=True) if al_reves else dentro.asc(nulls_last=True), clave)
