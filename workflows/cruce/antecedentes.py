"""What is known beside a request: what else its applicant asked, what is owed, what goes on there.

Read for many requests at once, so that a page of cards costs what one card costs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Count, F, Model, QuerySet, Window
from django.db.models.functions import RowNumber

from core import access
from core.models import Expediente, Usuario
from workflows.compromisos import queries as compromisos
from workflows.compromisos.queries import Compromiso
from workflows.metas import queries as metas
from workflows.metas.queries import Fila, Meta
from workflows.solicitudes.queries import Solicitud

DE_CADA = 3  # shown of each kind; how many there are is said
M = TypeVar("M", bound=Model)
LUGARES = Expediente.lugares.through


@dataclass(slots=True)
class Antecedentes:
    """Of one request, as far as `user` may see it: the newest, and how many there are in all."""

    pedidas: list[Solicitud] = field(default_factory=list)
    cuantas_pedidas: int = 0
    prometidos: list[Compromiso] = field(default_factory=list)
    cuantos_prometidos: int = 0
    metas: list[Fila] = field(default_factory=list)


def de(user: Usuario, solicitudes: Sequence[Solicitud]) -> dict[int, Antecedentes]:
    """By the key of each request: the others of who asks, the open promises to her, metas there.

    Six queries at most, for however many requests.
    """
    pedidas = _pedidas(user, {una.solicitante_id for una in solicitudes})
    prometidos = _prometidos(user, {una.solicitante_id for una in solicitudes})
    en_el_lugar = _metas(user, [una.pk for una in solicitudes])
    return {
        una.pk: _de_una(
            una, pedidas[una.solicitante_id], prometidos[una.solicitante_id], en_el_lugar[una.pk]
        )
        for una in solicitudes
    }


def _de_una(
    una: Solicitud, pedidas: list[Solicitud], prometidos: list[Compromiso], filas: list[Fila]
) -> Antecedentes:
    """Of what who asks asked, all but this one."""
    otras = [otra for otra in pedidas if otra.pk != una.pk]
    return Antecedentes(
        pedidas=otras[:DE_CADA],
        cuantas_pedidas=_cuantos(pedidas) - 1 if pedidas else 0,
        prometidos=prometidos[:DE_CADA],
        cuantos_prometidos=_cuantos(prometidos),
        metas=filas[:DE_CADA],
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


def _metas(user: Usuario, pks: Sequence[int]) -> Mapping[int, list[Fila]]:
    """The metas that run in one of the places of each request."""
    lugares: dict[int, set[int]] = defaultdict(set)
    for expediente, lugar in LUGARES.objects.filter(expediente__in=pks).values_list(
        "expediente_id", "lugar_id"
    ):
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
