"""What case files lack, and how long nobody has moved them: conditions for lists and boards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q

from core import clock
from core.models import Expediente, Municipio, Usuario


def sin(*campos: str) -> Q:
    """It crosses nothing by any of `campos`: actores, temas, lugares."""
    cruza = Q()
    for campo in campos:
        paso = getattr(Expediente, campo).through
        cruza |= Q(Exists(paso.objects.filter(expediente_id=OuterRef("pk"))))
    return ~cruza


def sin_responsable() -> Q:
    """Nobody answers for it, or whoever does works here no more."""
    fuera = Usuario.objects.filter(is_active=False).values("pk")
    return Q(responsable__isnull=True) | Q(responsable__in=fuera)


# What narrows a list of case files that somebody answers for, and what the board counts.
SIN: Mapping[str, Callable[[], Q]] = {
    "sin_responsable": sin_responsable,
    "sin_vinculos": lambda: sin("actores", "temas", "lugares"),
    "sin_actor": lambda: sin("actores"),
    "sin_tema": lambda: sin("temas"),
    "sin_lugar": lambda: sin("lugares"),
}
# The other way round, for what counts only those.
CON: Mapping[str, Callable[[], Q]] = {"con_lugar": lambda: ~sin("lugares")}

# Of whom a case file is that is nobody's.
NADIE: Mapping[str, Callable[[], Q]] = {
    "responsable": lambda: Q(responsable__isnull=True),
    "area": lambda: Q(responsable__area__isnull=True),
}


def quietos(dias: int) -> Q:
    """Nothing was done about it for so many calendar days."""
    return Q(actualizado_en__lt=clock.now() - timedelta(days=dias))


def entre(campo: str, desde: date | None, hasta: date | None) -> Q:
    """A date from one day to another, both included; either may be left open."""
    dado = Q()
    if desde:
        dado &= Q(**{f"{campo}__gte": desde})
    return dado & Q(**{f"{campo}__lte": hasta}) if hasta else dado


def entre_instantes(campo: str, desde: date | None, hasta: date | None) -> Q:
    """The same of an instant: whole days of the municipality's clock."""
    dado = Q()
    if desde:
        dado &= Q(**{f"{campo}__gte": comienzo(desde)})
    return dado & Q(**{f"{campo}__lt": comienzo(hasta + timedelta(days=1))}) if hasta else dado


def comienzo(dia: date) -> datetime:
    """The instant in which that day begins in the municipality."""
    return datetime.combine(dia, time.min, Municipio.actual().zona)
