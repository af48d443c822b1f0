"""What of the solicitudes reports and boards count; their lists narrow by the same conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q

from core import clock, faltas
from core.models import Comentario, Historial
from workflows.plazos.models import Plazo
from workflows.plazos.states import ABIERTO
from workflows.solicitudes import states


def tarde() -> Q:
    """The term of the law had passed when it was answered."""
    return Q(respondida_tarde=True)


def vencida() -> Q:
    """The term of the law runs, and has passed: what shows red."""
    vencidos = Plazo.objects.filter(clase=states.LEGAL, estado=ABIERTO, vence_en__lt=clock.now())
    return Q(pk__in=vencidos.values("expediente"))


RESPONDIDAS: Mapping[str, Callable[[], Q]] = {
    "respondidas": lambda: Q(estado=states.CERRADA),
    "respondidas_a_tiempo": lambda: Q(estado=states.CERRADA) & ~tarde(),
    "respondidas_tarde": lambda: Q(estado=states.CERRADA) & tarde(),
}


def abierta() -> Q:
    return Q(estado__in=states.ABIERTOS)


def sin_razon() -> Q:
    """Its term has passed, and since then nobody has moved it nor said anything of it."""
    vencio = Plazo.objects.filter(clase=states.LEGAL, estado=ABIERTO, vence_en__lt=clock.now())
    dicho = Comentario.objects.filter(
        expediente=OuterRef("expediente"), retirado_en=None, momento__gte=OuterRef("vence_en")
    )
    hecho = Historial.objects.filter(
        expediente=OuterRef("expediente"), momento__gte=OuterRef("vence_en")
    )
    callados = vencio.filter(~Exists(dicho), ~Exists(hecho))
    return Q(pk__in=callados.values("expediente"))


def _sin_responsable() -> Q:
    """One that was not analysed yet waits for the jefe: it has no owner, and need not."""
    return faltas.sin_responsable() & ~Q(estado=states.REGISTRADA)


CALIDAD: Mapping[str, Callable[[], Q]] = {
    **faltas.SIN,
    **faltas.CON,
    "sin_responsable": _sin_responsable,
    "sin_razon": sin_razon,
}


def recortar(filtro: Any) -> Q:
    """What dates, area and quality leave."""
    dado = faltas.entre("fecha_recepcion", filtro.desde, filtro.hasta)
    dado &= faltas.entre_instantes(
        "respondida_en", filtro.respondida_desde, filtro.respondida_hasta
    )
    if filtro.area:
        dado &= Q(responsable__area=filtro.area)
    if filtro.nadie in faltas.NADIE:
        dado &= faltas.NADIE[filtro.nadie]()
    if filtro.quieto:
        dado &= faltas.quietos(filtro.quieto)
    return dado & CALIDAD[filtro.calidad]() if filtro.calidad in CALIDAD else dado
