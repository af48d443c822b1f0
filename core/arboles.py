"""Trees of temas and lugares, and case files that touch a branch of them."""

from __future__ import annotations

from typing import TypeVar

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.lookups import IsNull

from core.models import Caso, Expediente, Lugar, Tema

C = TypeVar("C", bound=Caso)


def rama(raiz: Tema | Lugar) -> list[int]:
    """The ids of `raiz` and of everything below it, read once per instance."""
    if "_rama" not in raiz.__dict__:
        raiz.__dict__["_rama"] = _leer_rama(raiz)
    known: list[int] = raiz.__dict__["_rama"]
    return known


def _leer_rama(raiz: Tema | Lugar) -> list[int]:
    tabla = raiz._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE rama(id) AS (SELECT %s::bigint UNION SELECT t.id"  # noqa: S608 - ours
            f" FROM {tabla} t JOIN rama ON t.superior_id = rama.id) SELECT id FROM rama",
            [raiz.pk],
        )
        return [pk for (pk,) in cursor.fetchall()]


def ancestros(nodo: Tema | Lugar) -> list[Tema | Lugar]:
    """From the root down to the parent of `nodo`."""
    camino: list[Tema | Lugar] = []
    actual = nodo.superior
    while actual is not None and actual not in camino:
        camino.insert(0, actual)
        actual = actual.superior
    return camino


def que_tocan(
    queryset: QuerySet[C],
    *,
    actor: int | None = None,
    tema: Tema | None = None,
    lugar: Lugar | None = None,
    justo: str = "",
    pocos: bool = False,
) -> QuerySet[C]:
    """Case files about an actor, about a theme or a part of it, in a place or a part of it.

    `justo`: "tema" or "lugar", where it is that one itself, without its parts. `pocos`: the rest of
    the query leaves few of all that there ever were, as what is still open.
    """
    if actor:
        queryset = queryset.filter(_en("actores", [actor]))
    if tema:
        queryset = queryset.filter(
            _en("temas", [tema.pk] if justo == "tema" else rama(tema), pocos=pocos)
        )
    if lugar:
        queryset = queryset.filter(
            _en("lugares", [lugar.pk] if justo == "lugar" else rama(lugar), pocos=pocos)
        )
    return queryset


def _en(campo: str, ids: list[int], *, pocos: bool = False) -> Exists | IsNull:
    """Of few in a wide branch each row is looked up: a join would read all of the past of it."""
    paso = getattr(Expediente, campo).through
    columna = next(
        f.attname for f in paso._meta.fields if f.is_relation and f.related_model is not Expediente
    )
    tocan = paso.objects.filter(expediente_id=OuterRef("pk"), **{f"{columna}__in": ids})
    if pocos and len(ids) > 1:
        return IsNull(Subquery(tocan.values("pk")[:1]), False)
    return Exists(tocan)
