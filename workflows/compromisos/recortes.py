"""What of the compromisos reports and boards count; their lists narrow by the same conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncDate

from core import clock, faltas
from core.models import Comentario, Historial, Municipio
from workflows.compromisos import states

# What somebody does about it once its date has passed, and by which he says something of it.
DICEN = ("informar", "pedir_prorroga", "objetar", "devolver", "reportar_cumplida", "suspender")


def sin_razon() -> Q:
    """Its date has passed, and since then nobody has told how it stands nor asked for more time."""
    dia = TruncDate("momento", tzinfo=Municipio.actual().zona)
    despues = {"expediente_id": OuterRef("pk"), "dia__gt": OuterRef("fecha_vigente")}
    dicho = Comentario.objects.alias(dia=dia).filter(retirado_en=None, **despues)
    informado = Historial.objects.alias(dia=dia).filter(verbo__in=DICEN, **despues)
    vencido = Q(estado__in=states.CORREN, fecha_vigente__lt=clock.today())
    return vencido & Q(prorroga_para__isnull=True) & ~Exists(dicho) & ~Exists(informado)


CALIDAD: Mapping[str, Callable[[], Q]] = {
    **faltas.SIN,
    **faltas.CON,
    "sin_razon": sin_razon,
}


def recortar(filtro: Any) -> Q:
    """What dates, area and quality leave."""
    dado = faltas.entre_instantes("registrado_en", filtro.desde, filtro.hasta)
    dado &= faltas.entre("fecha_vigente", filtro.vence_desde, filtro.vence_hasta)
    if filtro.movidos:
        dado &= Q(reprogramaciones__gt=0)
    if filtro.area:
        dado &= Q(responsable__area=filtro.area)
    if filtro.nadie in faltas.NADIE:
        dado &= faltas.NADIE[filtro.nadie]()
    if filtro.quieto:
        dado &= faltas.quietos(filtro.quieto)
    return dado & CALIDAD[filtro.calidad]() if filtro.calidad in CALIDAD else dado
