"""Spanish text in SQL: the server has no Spanish collation, and `unaccent` is not immutable.

Both functions are made by the first migration of core; indexes may use them.
"""

from __future__ import annotations

from django.db.models import CharField, Func, Q, QuerySet, Value


class SinAcentos(Func):
    """Lower case without accents: what a search compares."""

    function = "sin_acentos"
    output_field = CharField()


class ClaveOrden(Func):
    """The key that sorts Spanish words: accents ignored, ñ after n."""

    function = "clave_orden"
    output_field = CharField()


def contiene(queryset: QuerySet, texto: str, *campos: str) -> QuerySet:  # type: ignore[type-arg]
    """Rows where every word of `texto` is in one of `campos`, accents and case forgiven."""
    for numero, palabra in enumerate(texto.split()[:8]):
        condition = Q()
        for campo in campos:
            alias = f"_texto_{campo.replace('__', '_')}"
            if numero == 0:
                queryset = queryset.alias(**{alias: SinAcentos(campo)})
            condition |= Q(**{f"{alias}__contains": SinAcentos(Value(palabra))})
        queryset = queryset.filter(condition)
    return queryset
