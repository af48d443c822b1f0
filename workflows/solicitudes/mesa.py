"""The open requests as the office has them in hand: by what they need, or by where they stand.

Each reads no more than is shown of it, however many have been closed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    FilteredRelation,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import clock
from core.cuantos import Primeros
from core.models import Usuario
from workflows.plazos.states import ABIERTO
from workflows.solicitudes import queries, states
from workflows.solicitudes.models import Solicitud
from workflows.solicitudes.queries import Filtro

Text = str | Promise
Pila = tuple[str, int, list[int]]  # its key, how many stand in it, the first of them
POR_GRUPO = 8
POR_COLUMNA = 6
# For which what was closed still stands on the board.
RECIEN_CERRADAS = timedelta(days=7)
CERRADAS = "cerradas"


@dataclass(frozen=True, slots=True)
class Necesidad:
    """What some requests need now: in words, why, and how the list is narrowed to them."""

    clave: str
    titulo: Text
    porque: Text
    lista: Mapping[str, str]


NECESIDADES: tuple[Necesidad, ...] = (
    Necesidad(
        "atrasadas",
        _("Fuera de plazo"),
        _("La ley daba menos tiempo: hay que responder ya."),
        {"luz": "atrasado"},
    ),
    Necesidad(
        "vencen",
        _("Vencen pronto"),
        _("Les queda poco plazo."),
        {"luz": "por_vencer"},
    ),
    Necesidad(
        "por_responder",
        _("Listas para responder"),
        _("Solo falta enviar la respuesta."),
        {"estado": "por_responder"},
    ),
    Necesidad(
        "nuevas",
        _("Nuevas, sin analizar"),
        _("Nadie la ha analizado todavía."),
        {"estado": states.REGISTRADA},
    ),
    Necesidad(
        "por_decidir",
        _("Esperan decisión"),
        _("Tiene recomendación; falta decidir."),
        {"estado": states.EN_DECISION},
    ),
    Necesidad(
        "por_encargar",
        _("Aceptadas sin encargar"),
        _("Falta encargar quién la cumple."),
        {"estado": "por_encargar"},
    ),
    Necesidad(
        "en_analisis",
        _("En análisis"),
        _("Falta preparar la recomendación."),
        {"estado": states.EN_ANALISIS},
    ),
    Necesidad(
        "sin_informacion",
        _("Esperan información"),
        _("Falta lo que se pidió a quien la presentó."),
        {"estado": states.REQUIERE_INFORMACION},
    ),
)


@dataclass(frozen=True, slots=True)
class Monton:
    """Some requests that stand together: the first due of them, and how many there are."""

    clave: str
    casos: list[Solicitud]
    total: int

    @property
    def faltan(self) -> int:
        """How many more there are than are shown."""
        return self.total - len(self.casos)


def bandeja(user: Usuario, filtro: Filtro) -> list[tuple[Necesidad, Monton]]:
    """What needs somebody now, the most urgent first; each request stands in one place."""
    abiertas = queries.que_deja(user, filtro).filter(estado__in=states.ABIERTOS)
    montones = _montones(_pilas(abiertas, _necesidad(), POR_GRUPO))
    return [(una, montones[una.clave]) for una in NECESIDADES if una.clave in montones]


def tablero(user: Usuario, filtro: Filtro) -> list[Monton]:
    """A column for each state that is not closed, and one for what was closed these days.

    Those closed are read apart, by when they were, not among all that ever were; but with words,
    which are looked up once.
    """
    quedan = queries.que_deja(user, filtro)
    abiertas = Q(estado__in=states.ABIERTOS)
    cerradas = Q(estado__in=states.CERRADOS, actualizado_en__gte=clock.now() - RECIEN_CERRADAS)
    columna = Case(
        When(estado__in=states.CERRADOS, then=Value(CERRADAS)),
        default=F("estado"),
        output_field=CharField(),
    )
    partes = [abiertas | cerradas] if filtro.q else [abiertas, cerradas]
    pilas = [
        pila for parte in partes for pila in _pilas(quedan.filter(parte), columna, POR_COLUMNA)
    ]
    montones = _montones(pilas)
    return [montones.get(clave, Monton(clave, [], 0)) for clave in (*states.ABIERTOS, CERRADAS)]


def _pilas(found: QuerySet[Solicitud], por: Any, cuantos: int) -> list[Pila]:
    """The first due of each pile by its key, in which pile, and how many that has; one query."""
    corre = Q(plazos__clase=states.LEGAL, plazos__estado=ABIERTO)
    apiladas = (
        # There is one at most of each request: joined once, where asking of each was slow.
        found.annotate(legal=FilteredRelation("plazos", condition=corre))
        .annotate(monton=Cast(por, CharField()))
        .order_by()
    )
    orden = [F("legal__vence_en").asc(nulls_last=True), "pk"]
    pilas = apiladas.values_list("monton").annotate(
        son=Count("pk"), primeras=Primeros("pk", cuantos, orden)
    )
    # Those of no pile are left out here: asked of the database, each pile was worked out twice.
    return [pila for pila in pilas if pila[0]]


def _montones(pilas: Sequence[Pila]) -> dict[str, Monton]:
    """The requests of each pile in their order; one query."""
    leidas = {una.pk: una for una in queries.leer([pk for *_pila, pks in pilas for pk in pks])}
    return {
        clave: Monton(clave, [leidas[pk] for pk in primeras if pk in leidas], son)
        for clave, son, primeras in pilas
    }


def _necesidad() -> Case:
    """Which of `NECESIDADES` it is, the first that fits; nothing if it needs nobody now."""
    ahora = clock.now()
    condiciones: dict[str, Q] = {
        "atrasadas": Q(legal__vence_en__lt=ahora),
        "vencen": Q(legal__vence_en__lt=queries.por_vencer_hasta()),
        "por_responder": queries.por_responder(),
        "nuevas": Q(estado=states.REGISTRADA),
        "por_decidir": Q(estado=states.EN_DECISION),
        "por_encargar": queries.por_encargar(),
        "en_analisis": Q(estado=states.EN_ANALISIS),
        "sin_informacion": Q(estado=states.REQUIERE_INFORMACION),
    }
    casos = [When(condicion, then=Value(clave)) for clave, condicion in condiciones.items()]
    return Case(*casos, default=Value(""))
