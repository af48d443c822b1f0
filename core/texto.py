"""Spanish text in SQL: the server has no Spanish collation, and `unaccent` is not immutable.

Both functions are made by the first migration of core; indexes may use them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import CharField, F, Func, Model, Q, QuerySet, Value

TRIGRAMA = re.compile(r"[^\W_]{3}")
# From which similarity on a word counts as mistyped: «robel» is «roble» (0.5), «sal» is not «sol».
PARECIDO = 0.45


class SinAcentos(Func):
    """Lower case without accents: what a search compares."""

    function = "sin_acentos"
    output_field = CharField()


def comparado(model: type[Model], campo: str) -> F | SinAcentos:
    """What a search compares of a field: what is kept of it, in `CAMPO_busqueda`, if it is."""
    kept = f"{campo}_busqueda"
    return F(kept) if any(field.name == kept for field in model._meta.fields) else SinAcentos(campo)


class ClaveOrden(Func):
    """The key that sorts Spanish words: accents ignored, ñ after n."""

    function = "clave_orden"
    output_field = CharField()


def contiene(queryset: QuerySet, texto: str, *campos: str) -> QuerySet:  # type: ignore[type-arg]
    """Rows where every word of `texto` is in one of `campos`, accents and case forgiven.

    `campos` are the table's own, or those of one it points at (`solicitante__nombre`); most words
    are in the first. Each has its index of trigrams; a word without three letters in a row has
    none, and is read row by row.
    """
    palabras = texto.split()[:8]
    largas = [palabra for palabra in palabras if TRIGRAMA.search(palabra)]
    if largas:
        queryset = queryset.filter(pk__in=_donde_estan(largas, queryset.model, campos))
    for palabra in palabras:
        if palabra not in largas:
            queryset = _con(queryset, palabra, *campos)
    return queryset


def _donde_estan(palabras: Sequence[str], model: type[Model], campos: Sequence[str]) -> QuerySet:  # type: ignore[type-arg]
    """The ids, from one look at each index: an OR across tables would use none of them.

    Of many words: where the first field has all of them, asked of its index at once; or another
    has one of them, and those few rows are read for the rest.
    """
    primero, *otros = campos
    partes = [_por_indice(palabras, model, primero)]
    sueltas = [_por_indice([palabra], model, campo) for palabra in palabras for campo in otros]
    if len(palabras) == 1:
        partes += sueltas
    elif sueltas:
        mezcladas: Any = model._default_manager.filter(pk__in=_juntas(sueltas))
        for palabra in palabras:
            mezcladas = _con(mezcladas, palabra, *campos)
        partes.append(mezcladas.order_by().values("pk"))
    return _juntas(partes)


def _por_indice(palabras: Iterable[str], model: type[Model], campo: str) -> QuerySet:  # type: ignore[type-arg]
    """The ids of the rows where one field has all of these words."""
    relacion, _aparte, suyo = campo.rpartition("__")
    field: Any = model._meta.get_field(relacion or campo)
    filas: Any = (field.related_model if relacion else field.model)._default_manager.all()
    if not relacion and field.model is not model:
        # It is in the table of the parent, whose id is the same, among those of other classes.
        filas = filas.filter(clase=model.CLASE)  # type: ignore[attr-defined]
    for palabra in palabras:
        filas = _con(filas, palabra, suyo)
    ids = filas.order_by().values("pk")
    if not relacion:
        return cast("QuerySet[Any]", ids)
    return model._default_manager.filter(**{f"{relacion}__in": ids}).order_by().values("pk")


def _juntas(partes: Sequence[QuerySet]) -> QuerySet:  # type: ignore[type-arg]
    return partes[0].union(*partes[1:]) if len(partes) > 1 else partes[0]


def _con(filas: Any, palabra: str, *campos: str) -> QuerySet:  # type: ignore[type-arg]
    """Rows with the word in one of `campos`."""
    condition = Q()
    for campo in campos:
        alias = f"_texto_{campo.replace('__', '_')}"
        filas = filas.alias(**{alias: comparado(filas.model, campo)})
        condition |= Q(**{f"{alias}__contains": SinAcentos(Value(palabra))})
    return cast("QuerySet[Any]", filas.filter(condition))


def parecidas(queryset: QuerySet, texto: str, campo: str) -> QuerySet:  # type: ignore[type-arg]
    """Rows where every word of `texto` is like a word of `campo`, the likest first.

    Words are compared by their runs of three letters, by the same indexes as in `contiene`. Inside
    `con_erratas`, which says how like is enough.
    """
    alias = comparado(queryset.model, campo)
    parecido: Any = Value(0.0)
    for palabra in texto.split()[:8]:
        buscada = SinAcentos(Value(palabra))
        queryset = queryset.alias(_texto=alias).filter(_texto__trigram_word_similar=buscada)
        parecido = parecido + TrigramWordSimilarity(cast("str", buscada), alias)
    found = queryset.annotate(parecido=parecido).order_by("-parecido", "pk")
    return cast("QuerySet[Any]", found)


@contextmanager
def con_erratas() -> Iterator[None]:
    """In here a word that is mistyped is found by `parecidas`, and read at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(PARECIDO)]
        )
        yield
