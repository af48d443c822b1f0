"""Which rows of a list were chosen, and which verbs many of them can take at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from core.models import Usuario
from webui.tandas.elegibles import Elegibles, Elegido, Par, Verbo

# Of one go: what a person can still look through in the report.
LIMITE = 200
# Between a code and the version of it that was on the screen.
MARCA = ":"


@dataclass(frozen=True, slots=True)
class Opcion:
    """A verb that can be taken for several at once, and for how many of those chosen."""

    verbo: Verbo
    cuantos: int


def leer(enviado: QueryDict, filas: Elegibles, user: Usuario) -> list[Par]:
    """Code and version of what a form chose: one by one, or all that a filter leaves.

    At most `LIMITE`. What cannot be understood is left out.
    """
    if enviado.get("todos"):
        return filas.del_filtro(user, QueryDict(enviado.get("consulta", "")), LIMITE)
    marcas = dict.fromkeys(enviado.getlist("elegido"))
    return [par for marca in marcas if (par := _par(marca))][:LIMITE]


def marca(codigo: str, version: int | None) -> str:
    """A choice as a box of the list carries it."""
    return codigo if version is None else f"{codigo}{MARCA}{version}"


def traer(filas: Elegibles, user: Usuario, pares: Iterable[Par]) -> list[Elegido]:
    """Those of the chosen that `user` may see, in their order."""
    orden = {codigo: lugar for lugar, (codigo, _version) in enumerate(pares)}
    return sorted(filas.traer(user, orden), key=lambda uno: orden[uno.codigo])


def opciones(filas: Elegibles, user: Usuario, elegidos: Sequence[Elegido]) -> list[Opcion]:
    """The verbs that some of the chosen can take now; what destroys comes last."""
    found = [
        Opcion(verbo, sum(not filas.motivo(uno, verbo.verb, user) for uno in elegidos))
        for verbo in filas.verbos()
        if verbo.verb in filas.pasos and filas.pasos[verbo.verb].en_tanda
    ]
    return sorted((una for una in found if una.cuantos), key=lambda una: una.verbo.danger)


def _par(marca: str) -> Par | None:
    codigo, _dos_puntos, version = marca.partition(MARCA)
    if not codigo or len(codigo) > 20 or "\0" in codigo:
        return None
    entendida = version.isascii() and version.isdecimal() and len(version) < 10
    return codigo, int(version) if entendida else None
