"""Finding what a sheet names: people, actores, temas, lugares, areas. Read once for a sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from workflows.traslados.entrada.celdas import Malo, llano

M = TypeVar("M", bound=Model)


class Guia(Generic[M]):
    """Rows of one model by the words people call them: several fields, compared as `llano` does.

    `nadie` is the sentence for what is not found. What is made meanwhile is added.
    """

    def __init__(self, filas: QuerySet[M], campos: Iterable[str], nadie: str) -> None:
        self.filas = filas
        self.campos = tuple(campos)
        self.nadie = nadie
        self.vistas: dict[int, M] = {}
        self.por_palabra: dict[str, set[int]] = defaultdict(set)
        for pk, *palabras in filas.values_list("pk", *self.campos):
            self._anotar(pk, palabras)

    def buscar(self, palabras: str) -> M | None:
        """The only one that is called so, or None. Raises `Malo` if there are several."""
        found = self.por_palabra.get(llano(palabras), set())
        if len(found) > 1:
            raise Malo(
                _("Hay %(n)d que se llaman «%(nombre)s»: no se sabe cuál.")
                % {"n": len(found), "nombre": palabras}
            )
        return self.una(next(iter(found))) if found else None

    def exigir(self, palabras: str) -> M:
        """The only one that is called so. Raises `Malo` if there is none."""
        found = self.buscar(palabras)
        if found is None:
            raise Malo(self.nadie % {"nombre": palabras})
        return found

    def todas(self, palabras: str) -> set[int]:
        """The ids of all that are called so."""
        return set(self.por_palabra.get(llano(palabras), ()))

    def una(self, pk: int) -> M:
        """One by its key, read once."""
        if pk not in self.vistas:
            self.vistas[pk] = self.filas.get(pk=pk)
        return self.vistas[pk]

    def agregar(self, fila: M) -> None:
        """What was just made or changed can be named by the rows that follow."""
        self.vistas[fila.pk] = fila
        self._anotar(fila.pk, [getattr(fila, campo) for campo in self.campos])

    def _anotar(self, pk: int, palabras: Iterable[Any]) -> None:
        for una in palabras:
            if una:
                self.por_palabra[llano(una)].add(pk)
