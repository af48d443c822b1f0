"""What a mayor should know of an actor, a theme or a place before the car stops: five queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from core import access, clock
from core.arboles import que_tocan
from core.models import Usuario
from workflows.compromisos.models import Compromiso
from workflows.compromisos.queries import control
from workflows.compromisos.queries.listas import EN_MARCHA, ESTADOS, cerrados_desde, por_luz
from workflows.cruce.informes.cuadro import honesta
from workflows.solicitudes import recortes
from workflows.solicitudes.models import Solicitud

DE_CADA = 3


@dataclass(frozen=True, slots=True)
class Ficha:
    """How many of what, and the few that matter most. `tasa`: in percent, None of nothing.

    What was kept is counted from `desde` on, as the Control does: the past only grows.
    """

    abiertas: int
    fuera_de_plazo: int
    abiertos: int
    en_marcha: int
    vencidos: int
    cumplidos: int
    a_tiempo: int
    tasa: int | None
    desde: date
    tarde: list[Compromiso]
    proximo: Compromiso | None
    respondidas: list[Solicitud]

    @property
    def contados(self) -> Mapping[str, int]:
        """How many are open, by their class."""
        return {Solicitud.CLASE: self.abiertas, Compromiso.CLASE: self.abiertos}

    @property
    def vacia(self) -> bool:
        """There is nothing to say."""
        return not (self.abiertas or self.en_marcha or self.cumplidos or self.respondidas)


def de(user: Usuario, tocado: Mapping[str, Any]) -> Ficha:
    """About one of them and what lies below it; `tocado`: which, by its name as a filter."""
    solicitudes = _sobre(Solicitud.objects.all(), user, tocado)
    compromisos = _sobre(Compromiso.objects.all(), user, tocado)
    desde = control.desde()
    abiertas = Solicitud.objects.filter(recortes.abierta())
    pedido = _sobre(abiertas, user, tocado, pocos=True).aggregate(
        abiertas=Count("pk"), fuera_de_plazo=Count("pk", filter=recortes.vencida())
    )
    cumplidos = ESTADOS["cumplidos"]() & cerrados_desde(desde)
    contados = Compromiso.objects.filter(ESTADOS["abiertos"]() | cumplidos)
    prometido = _sobre(contados, user, tocado, pocos=True).aggregate(
        abiertos=Count("pk", filter=ESTADOS["abiertos"]()),
        en_marcha=Count("pk", filter=EN_MARCHA),
        vencidos=Count("pk", filter=por_luz("vencido")),
        cumplidos=Count("pk", filter=ESTADOS["cumplidos"]()),
        a_tiempo=Count("pk", filter=ESTADOS["a_tiempo"]()),
    )
    por_venir = compromisos.filter(EN_MARCHA, fecha_vigente__gte=clock.today())
    return Ficha(
        **pedido,
        **prometido,
        tasa=honesta("a_tiempo", "cumplidos", "vencidos")(prometido),
        desde=desde,
        tarde=list(_con_quien(compromisos.filter(por_luz("vencido")))[:DE_CADA]),
        proximo=_con_quien(por_venir).first(),
        respondidas=list(
            solicitudes.filter(recortes.RESPONDIDAS["respondidas"]()).order_by(
                "-respondida_en", "-pk"
            )[:DE_CADA]
        ),
    )


def _sobre(
    casos: QuerySet[Any], user: Usuario, tocado: Mapping[str, Any], *, pocos: bool = False
) -> QuerySet[Any]:
    actor = tocado.get("actor")
    return que_tocan(
        access.scope(casos, user),
        actor=actor.pk if actor else None,
        tema=tocado.get("tema"),
        lugar=tocado.get("lugar"),
        pocos=pocos,
    )


def _con_quien(compromisos: QuerySet[Compromiso]) -> QuerySet[Compromiso]:
    return compromisos.select_related("responsable").order_by("fecha_vigente", "pk")
