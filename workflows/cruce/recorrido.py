"""Where the cases of a process are now, and how long they stay in each of its states."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from core import access, clock
from core.models import Caso, Historial, Usuario

# What is looked at: so many days, and of a busy process so many steps; never all of the past.
DIAS, PASOS = 90, 2000
# Fewer stays than this say nothing of the slowest tenth.
BASTANTES = 10

Paso = tuple[str, str, datetime, datetime | None]  # from, to, when, since when it had been there


@dataclass(frozen=True, slots=True)
class Estancia:
    """One state: who is in it, and the stays in it that ended lately.

    `ahora` of a closed state is how many came to it lately. `larga`: nine of ten were shorter.
    """

    estado: str
    nombre: str
    abierto: bool
    ahora: int
    salieron: int
    mediana: timedelta | None
    larga: timedelta | None


def estancias(modelo: type[Caso], user: Usuario) -> list[Estancia]:
    """Every state of the process in its order, of the cases that `user` may see; two queries."""
    estan = _abiertos(modelo, user)
    pasos = _pasos(modelo, user)
    llegaron = Counter(a for _de, a, _cuando, _desde in pasos)
    duraron = _duraron(pasos)
    return [
        _estancia(codigo, str(nombre), abierto, cuantos[codigo], duraron[codigo])
        for codigo, nombre in modelo.estado.field.choices
        for abierto in [codigo in modelo.ABIERTOS]
        for cuantos in [estan if abierto else llegaron]
    ]


def _abiertos(modelo: type[Caso], user: Usuario) -> Counter[str]:
    casos: QuerySet[Any] = modelo._default_manager.all()
    visibles = access.scope(casos.filter(estado__in=modelo.ABIERTOS), user)
    return Counter(dict(visibles.order_by().values_list("estado").annotate(n=Count("pk"))))


def _pasos(modelo: type[Caso], user: Usuario) -> list[Paso]:
    """The newest steps from one state to another."""
    visibles = access.scope(modelo._default_manager.all(), user)
    antes = Historial.objects.filter(
        expediente=OuterRef("expediente"), a=OuterRef("de"), pk__lt=OuterRef("pk")
    ).exclude(de=F("a"))
    pasos = (
        Historial.objects.filter(
            momento__gte=clock.now() - timedelta(days=DIAS), expediente__in=visibles.values("pk")
        )
        .exclude(de=F("a"))
        .annotate(desde=Subquery(antes.order_by("-pk").values("momento")[:1]))
    )
    return list(pasos.order_by("-pk").values_list("de", "a", "momento", "desde")[:PASOS])


def _duraron(pasos: Iterable[Paso]) -> defaultdict[str, list[float]]:
    """State -> the seconds of each stay in it that ended."""
    duraron: defaultdict[str, list[float]] = defaultdict(list)
    for de, _a, cuando, desde in pasos:
        if desde is not None:
            duraron[de].append((cuando - desde).total_seconds())
    return duraron


def _estancia(
    estado: str, nombre: str, abierto: bool, ahora: int, segundos: list[float]
) -> Estancia:
    return Estancia(
        estado,
        nombre,
        abierto,
        ahora,
        salieron=len(segundos),
        mediana=timedelta(seconds=median(segundos)) if segundos else None,
        larga=timedelta(seconds=quantiles(segundos, n=10)[-1])
        if len(segundos) >= BASTANTES
        else None,
    )
