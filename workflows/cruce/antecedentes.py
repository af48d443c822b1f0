"""What is known beside a request: what else its applicant asked, what is owed, what goes on there.

There: what others asked in its places, what was promised there, and the metas that run.

Read for many requests at once, so that a page of cards costs what one card costs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Model, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from core import access, clock
from core.models import Expediente, Lugar, Usuario
from workflows.compromisos import queries as compromisos
from workflows.compromisos.queries import Compromiso
from workflows.metas import queries as metas
from workflows.metas.queries import Fila, Meta
from workflows.solicitudes.queries import Solicitud

DE_CADA = 3  # shown of each kind; how many there are is said
LO_ULTIMO = timedelta(days=365)  # how far back what was asked in a place is told
DE_SOBRA = 3 * DE_CADA  # read of each place: some of it may be of who asks
M = TypeVar("M", bound=Model)
LUGARES = Expediente.lugares.through


@dataclass(frozen=True, slots=True)
class EnElLugar:
    """Of one of its places: the newest that others asked there, the promises first due there."""

    lugar: Lugar
    pedidas: list[Solicitud]
    prometidos: list[Compromiso]


@dataclass(slots=True)
class Antecedentes:
    """Of one request, as far as `user` may see it: the newest, and how many there are in all."""

    pedidas: list[Solicitud] = field(default_factory=list)
    cuantas_pedidas: int = 0
    prometidos: list[Compromiso] = field(default_factory=list)
    cuantos_prometidos: int = 0
    lugares: list[EnElLugar] = field(default_factory=list)
    metas: list[Fila] = field(default_factory=list)


def de(user: Usuario, solicitudes: Sequence[Solicitud]) -> dict[int, Antecedentes]:
    """By the key of each request: the others of who asks, the open promises to her, its places.

    Nine queries at most, for however many requests.
    """
    pedidas = _pedidas(user, {una.solicitante_id for una in solicitudes})
    prometidos = _prometidos(user, {una.solicitante_id for una in solicitudes})
    donde = _donde(solicitudes)
    alli = _en_los_lugares(user, {lugar for suyos in donde.values() for lugar in suyos})
    metas_de = _metas(user, donde)
    return {
        una.pk: _de_una(
            una,
            pedidas[una.solicitante_id],
            prometidos[una.solicitante_id],
            [alli[lugar] for lugar in donde[una.pk]],
            metas_de[una.pk],
        )
        for una in solicitudes
    }


def _de_una(
    una: Solicitud,
    pedidas: list[Solicitud],
    prometidos: list[Compromiso],
    lugares: list[EnElLugar],
    filas: list[Fila],
) -> Antecedentes:
    """Of what who asks asked, all but this one; nothing is told twice."""
    otras = [otra for otra in pedidas if otra.pk != una.pk]
    return Antecedentes(
        pedidas=otras[:DE_CADA],
        cuantas_pedidas=_cuantos(pedidas) - 1 if pedidas else 0,
        prometidos=prometidos[:DE_CADA],
        cuantos_prometidos=_cuantos(prometidos),
        lugares=[_sin_lo_de(una, uno) for uno in lugares],
        metas=filas[:DE_CADA],
    )


def _sin_lo_de(una: Solicitud, alli: EnElLugar) -> EnElLugar:
    """What is there of others: of who asks, it was told already."""
    quien = una.solicitante_id
    return EnElLugar(
        alli.lugar,
        [otra for otra in alli.pedidas if otra.solicitante_id != quien][:DE_CADA],
        [uno for uno in alli.prometidos if uno.a_quien_id != quien][:DE_CADA],
    )


def _pedidas(user: Usuario, actores: Iterable[int]) -> Mapping[int, list[Solicitud]]:
    found = access.scope(Solicitud.objects.filter(solicitante__in=actores), user)
    return _primeros(found, "solicitante_id", "-fecha_recepcion", "-pk")


def _prometidos(user: Usuario, actores: Iterable[int]) -> Mapping[int, list[Compromiso]]:
    abiertos = compromisos.lista(user, compromisos.Filtro(estado="abiertos"))
    return _primeros(abiertos.filter(a_quien__in=actores), "a_quien_id", "fecha_vigente", "pk")


def _primeros(found: QuerySet[M], por: str, *orden: str) -> Mapping[int, list[M]]:
    """The first of each, one more than is shown, and on each of them how many there are."""
    ventana = {
        "lugar_en_su_lista": Window(RowNumber(), partition_by=F(por), order_by=orden),
        "en_su_lista": Window(Count("pk"), partition_by=F(por)),
    }
    juntos: dict[int, list[M]] = defaultdict(list)
    for uno in (
        found.annotate(**ventana).order_by(*orden).filter(lugar_en_su_lista__lte=DE_CADA + 1)
    ):
        juntos[getattr(uno, por)].append(uno)
    return juntos


def _cuantos(filas: Sequence[Model]) -> int:
    return int(getattr(filas[0], "en_su_lista", 0)) if filas else 0


def _donde(solicitudes: Sequence[Solicitud]) -> Mapping[int, list[int]]:
    """The places of each request."""
    lugares: dict[int, list[int]] = defaultdict(list)
    cruces = LUGARES.objects.filter(expediente__in=[una.pk for una in solicitudes])
    for expediente, lugar in cruces.order_by("lugar__nombre").values_list(
        "expediente_id", "lugar_id"
    ):
        lugares[expediente].append(lugar)
    return lugares


def _en_los_lugares(user: Usuario, lugares: Collection[int]) -> Mapping[int, EnElLugar]:
    """What was asked and is promised in each, enough of it for each card to leave its own out."""
    hace_poco = Solicitud.objects.filter(fecha_recepcion__gte=clock.today() - LO_ULTIMO)
    # By the index of their dates: what is newest is near its end, however many there are.
    pedidas = access.scope(hace_poco.filter(lugares=OuterRef("pk")), user).order_by(
        "-fecha_recepcion", "-expediente"
    )
    prometidos = compromisos.lista(user, compromisos.Filtro(estado="en_marcha"))
    prometidos = prometidos.filter(lugares=OuterRef("pk")).order_by("fecha_vigente", "pk")
    found = list(
        Lugar.objects.filter(pk__in=lugares).annotate(
            pedidas=ArraySubquery(pedidas.values("pk")[:DE_SOBRA]),
            prometidos=ArraySubquery(prometidos.values("pk")[:DE_SOBRA]),
        )
    )
    de_solicitudes = Solicitud.objects.in_bulk({pk for uno in found for pk in uno.pedidas})
    de_compromisos = Compromiso.objects.in_bulk({pk for uno in found for pk in uno.prometidos})
    return {
        uno.pk: EnElLugar(
            uno,
            [de_solicitudes[pk] for pk in uno.pedidas],
            [de_compromisos[pk] for pk in uno.prometidos],
        )
        for uno in found
    }


def _metas(user: Usuario, lugares_de: Mapping[int, list[int]]) -> Mapping[int, list[Fila]]:
    """The metas that run in one of the places of each request."""
    lugares: dict[int, set[int]] = defaultdict(set)
    for expediente, suyos in lugares_de.items():
        for lugar in suyos:
            lugares[lugar].add(expediente)
    cruces = LUGARES.objects.filter(lugar__in=lugares, expediente__clase=Meta.CLASE)
    donde = list(cruces.values_list("expediente_id", "lugar_id")) if lugares else []
    filas = (
        {
            fila.meta.pk: fila
            for fila in metas.filas(
                metas.lista(user, metas.Filtro(estado="en_ejecucion")).filter(
                    pk__in={meta for meta, _lugar in donde}
                )
            )
        }
        if donde
        else {}
    )
    juntas: dict[int, list[Fila]] = defaultdict(list)
    for meta, lugar in donde:
        for expediente in lugares[lugar] if meta in filas else ():
            if filas[meta] not in juntas[expediente]:
                juntas[expediente].append(filas[meta])
    return juntas
