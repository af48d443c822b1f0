"""Writes down that the engine turns. Watching never stops it: what cannot be written is let go."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, InterfaceError, connection
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Now

from core.models import Latido, Vuelta

RELOJ = "reloj"
"""The heartbeat of the clock: it called, and the broker took the call."""
# How long runs are kept that ended well, and the others.
BIEN = timedelta(hours=2)
MAL = timedelta(days=30)

log = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")


def _sin_estorbar(write: Callable[P, R]) -> Callable[P, R | None]:
    """Let a database that does not answer be the trouble of whoever needs it."""

    @wraps(write)
    def call(*args: P.args, **kwargs: P.kwargs) -> R | None:
        try:
            return write(*args, **kwargs)
        except (DatabaseError, InterfaceError) as error:
            log.warning("%s was not written down: %s", write.__name__, type(error).__name__)
            connection.close_if_unusable_or_obsolete()
            return None

    return call


@_sin_estorbar
def empezar(rutina: str) -> int:
    """Note that a run begins; return its id, or None if that could not be written."""
    return Vuelta.objects.create(rutina=rutina).pk


@_sin_estorbar
def terminar(pk: int, error: str = "") -> None:
    """Note that a run ended: well, or with an error of this class."""
    Vuelta.objects.filter(pk=pk).update(terminada_en=Now(), error=error[:120])


@_sin_estorbar
def latir(nombre: str = RELOJ) -> None:
    """Note that something was seen at work now."""
    Latido.objects.bulk_create(
        [Latido(nombre=nombre)],
        update_conflicts=True,
        unique_fields=["nombre"],
        update_fields=["visto_en"],
    )


def de(rutina: str) -> QuerySet[Vuelta]:
    """The runs of a routine that are still known, the last one first."""
    return Vuelta.objects.filter(rutina=rutina).order_by("-empezada_en", "-pk")


def podar() -> int:
    """Forget old runs, except the last of each routine that ended well; how many there were."""
    bien = Q(terminada_en__isnull=False, error="")
    por_rutina = Vuelta.objects.filter(bien).values("rutina").annotate(ultima=Max("pk"))
    viejas = (bien & Q(empezada_en__lt=Now() - BIEN)) | Q(empezada_en__lt=Now() - MAL)
    cuantas, _por_modelo = (
        Vuelta.objects.filter(viejas).exclude(pk__in=por_rutina.values("ultima")).delete()
    )
    return cuantas
