"""Trees of temas and lugares, and case files that touch a branch of them."""

from __future__ import annotations

from typing import TypeVar

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

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
) -> QuerySet[C]:
    """Case files about an actor, about a theme or a part of it, in a place or a part of it.

    `justo`: "tema" or "lugar", where it is that one itself, without its parts.
    """
    if actor:
        queryset = queryset.filter(_en(queryset, "actores", [actor]))
    if tema:
        queryset = queryset.filter(
            _en(queryset, "temas", [tema.pk] if justo == "tema" else rama(tema))
        )
    if lugar:
        queryset = queryset.filter(
            _en(queryset, "lugares", [lugar.pk] if justo == "lugar" else rama(lugar))
        )
    return queryset


def _en(queryset: QuerySet[C], campo: str, ids: list[int]) -> Exists:
    paso = getattr(Expediente, campo).through
    columna = next(
        f.attname for f in paso._meta.fields if f.is_relation and f.related_model is not Expediente
    )
    return Exists(paso.objects.filter(expediente_id=OuterRef("pk"), **{f"{columna}__in": ids}))
