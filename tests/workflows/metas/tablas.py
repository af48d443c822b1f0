"""Metas that were never saved, for what is only worked out of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from tests.core.calendarios import PANAMA, panama
from workflows.metas import states
from workflows.metas.models import Meta, MetaIntermedia
from workflows.metas.semaforo import Hoy

# A Wednesday. No holiday for three weeks before and after.
MIERCOLES = date(2027, 4, 21)
PESO = 25
INSTANTE = datetime(2027, 4, 21, 9, tzinfo=PANAMA)
# Given, so that no clock is asked for them.
FECHADO = {"creado_en": INSTANTE, "actualizado_en": INSTANTE}


def en_dias(dias: int) -> date:
    """So many calendar days from that Wednesday."""
    return MIERCOLES + timedelta(days=dias)


def hoy(**cambios: Any) -> Hoy:
    """That Wednesday, in Panama."""
    return Hoy(**{"dia": MIERCOLES, "reglas": panama(), **cambios})


def parte(dias: int, estado: str = states.PROGRAMADA, **campos: Any) -> MetaIntermedia:
    """A quarter of a meta, due in `dias` calendar days as it was from the start."""
    campos.setdefault("titulo", "Planos")
    campos.setdefault("peso", PESO)
    campos.setdefault("peso_linea_base", campos["peso"])
    campos.setdefault("fecha_linea_base", en_dias(dias))
    if estado == states.CUMPLIDA:
        campos["porcentaje"] = states.CUMPLIDO
    return MetaIntermedia(estado=estado, fecha_vigente=en_dias(dias), **FECHADO, **campos)


def meta(*partes: MetaIntermedia, hace: int = 0, **campos: Any) -> Meta:
    """One that runs with these parts, updated `hace` calendar days ago."""
    campos.setdefault("estado", states.EN_EJECUCION)
    campos.setdefault("iniciada_en", datetime(2027, 1, 4, 9, tzinfo=PANAMA))
    campos.setdefault("actualizada_en", INSTANTE - timedelta(days=hace))
    una = Meta(pk=1, **FECHADO, **campos)
    setattr(una, "_prefetched_objects_cache", {"intermedias": list(partes)})  # noqa: B010
    for una_parte in partes:
        una_parte.meta = una
    return una
