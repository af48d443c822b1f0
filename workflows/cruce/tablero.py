"""The side of Mi dia: how what matters to this person is going."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from core import access, clock
from core.models import Expediente, Usuario
from workflows.compromisos import states as compromisos
from workflows.compromisos.models import Compromiso
from workflows.comunicacion import queries as comunicacion
from workflows.metas import queries as metas

LUGARES = 6
METAS = 6
PUBLICACIONES = 5


@dataclass(frozen=True, slots=True)
class Prometido:
    """Open promises in a place: within their date, and past it."""

    lugar_id: int
    lugar: str
    en_plazo: int
    atrasados: int

    @property
    def total(self) -> int:
        return self.en_plazo + self.atrasados


@dataclass(frozen=True, slots=True)
class Paneles:
    """What stands beside the list, by what the person follows; empty ones are not shown."""

    prometido: list[Prometido]
    metas: list[Any]
    publicaciones: list[Any]


def paneles(user: Usuario) -> Paneles:
    """Promises by place for who runs the agenda, goals for who leads, posts for the press."""
    roles = user.roles
    return Paneles(
        prometido=prometido_por_lugar(user)
        if roles & {"titular", "jefe_agenda", "asistente", "contraparte"}
        else [],
        metas=metas_por_gravedad(user)
        if roles & {"titular", "gerente_meta", "responsable_metas", "contraparte", "consulta"}
        else [],
        publicaciones=list(comunicacion.proximas(user)[:PUBLICACIONES])
        if roles & {"prensa", "titular"}
        else [],
    )


def prometido_por_lugar(user: Usuario) -> list[Prometido]:
    """The places with most open promises, those with late ones first."""
    abiertos = access.scope(Compromiso.objects.filter(estado__in=compromisos.ABIERTOS), user)
    tarde = Compromiso.objects.filter(
        estado__in=compromisos.EN_CURSO, fecha_vigente__lt=clock.today()
    )
    filas = (
        Expediente.lugares.through.objects.filter(expediente__in=abiertos.values("pk"))
        .values("lugar", "lugar__nombre")
        .annotate(total=Count("pk"), tarde=Count("pk", filter=Q(expediente__in=tarde.values("pk"))))
        .order_by("-tarde", "-total", "lugar__nombre")[:LUGARES]
    )
    return [
        Prometido(
            lugar_id=fila["lugar"],
            lugar=fila["lugar__nombre"],
            en_plazo=fila["total"] - fila["tarde"],
            atrasados=fila["tarde"],
        )
        for fila in filas
    ]


def metas_por_gravedad(user: Usuario) -> list[Any]:
    """Goals in the order in which they worry."""
    return metas.filas(metas.lista(user, orden="luz")[:METAS])
