"""Reads of compromisos and tareas: lists, one file, counts, and the light of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from core import access, calendario, clock
from core.arboles import que_tocan
from core.models import Expediente, Lugar, Municipio, Tema, Usuario, Vinculo
from core.texto import ClaveOrden, contiene
from workflows.compromisos import states
from workflows.compromisos.models import PRIORIDADES, Compromiso
from workflows.plazos.queries import semaforo
from workflows.plazos.states import AMARILLO, GRIS, Luz

__all__ = [
    "ORDENES",
    "PRIORIDADES",
    "Compromiso",
    "Filtro",
    "atrasados",
    "esperan_a",
    "hasta_por_vencer",
    "lista",
    "luz",
    "nacidos_de",
    "uno",
]

ORDENES: Mapping[str, tuple[Any, ...]] = {
    "fecha": ("fecha_vigente", "pk"),
    "-fecha": ("-fecha_vigente", "-pk"),
    "codigo": ("codigo",),
    "-codigo": ("-codigo",),
    "prioridad": ("prioridad", "fecha_vigente", "pk"),
    "-prioridad": ("-prioridad", "fecha_vigente", "pk"),
    "responsable": (ClaveOrden("responsable__nombre"), "fecha_vigente", "pk"),
    "-responsable": (ClaveOrden("responsable__nombre").desc(), "fecha_vigente", "pk"),
}


@dataclass(frozen=True, slots=True)
class Filtro:
    """What a list is narrowed to; every field may be left empty."""

    q: str = ""
    estado: str = ""  # a state, or "abiertos", "cerrados"
    luz: str = ""  # "atrasado", "por_vencer"
    tipo: str = ""
    mios: str = ""  # a papel of the person who looks: responsable, programador, monitor
    responsable: int | None = None
    actor: int | None = None
    tema: Tema | None = None
    lugar: Lugar | None = None


def lista(user: Usuario, filtro: Filtro = Filtro(), orden: str = "") -> QuerySet[Compromiso]:
    """What `user` may see, narrowed and sorted; what is still open first unless `orden` says."""
    found = access.scope(Compromiso.objects.all(), user)
    found = que_tocan(found, actor=filtro.actor, tema=filtro.tema, lugar=filtro.lugar)
    if filtro.q:
        found = contiene(found, filtro.q, "titulo", "codigo")
    found = found.filter(_por_estado(filtro.estado), _por_luz(filtro.luz))
    if filtro.tipo:
        found = found.filter(tipo=filtro.tipo)
    if filtro.mios in {"responsable", "programador", "monitor"}:
        found = found.filter(**{filtro.mios: user})
    if filtro.responsable:
        found = found.filter(responsable=filtro.responsable)
    return found.select_related("responsable", "a_quien").order_by(
        *ORDENES.get(orden, (F("cerrado_en").desc(nulls_first=True), *ORDENES["fecha"]))
    )


def uno(user: Usuario, codigo: str) -> Compromiso:
    """One file with what its page shows; `Compromiso.DoesNotExist` if `user` may not see it."""
    found = access.scope(Compromiso.objects.all(), user)
    return found.select_related("responsable__area", "programador", "monitor", "a_quien").get(
        codigo=codigo
    )


def luz(compromiso: Compromiso) -> Luz:
    """Its light: by the promised date while somebody works on it."""
    if compromiso.estado in states.CERRADOS:
        return semaforo(None, cerrado=True)
    if compromiso.es_borrador:
        paso = compromiso.fecha_vigente < clock.today()
        return Luz(GRIS, _("Sin enviar"), (_("Su fecha ya pasó."),) if paso else ())
    if compromiso.estado == states.POR_VERIFICAR:
        return Luz(AMARILLO, _("Por verificar"), (_("Ya fue reportado; falta verificarlo."),))
    return semaforo(calendario.vigente().cierre(compromiso.fecha_vigente))


def nacidos_de(expediente: Expediente, user: Usuario) -> QuerySet[Compromiso]:
    """Those `user` may see that were born of a meta, or of part of one; open ones first."""
    vinculo = {"vinculos_desde__de": expediente.pk, "vinculos_desde__clase": Vinculo.Clase.ORIGEN}
    found = access.scope(Compromiso.objects.filter(**vinculo), user)
    return found.select_related("responsable").order_by(
        F("cerrado_en").asc(nulls_first=True), "fecha_vigente", "pk"
    )


def esperan_a(user: Usuario) -> QuerySet[Compromiso]:
    """What waits for this person: to send, to accept, to do, to verify, to answer an extension."""

    def de(persona: Usuario) -> Q:
        sigue = Q(programador=persona) | Q(monitor=persona)
        mio = Q(responsable=persona, estado__in=states.EN_CURSO)
        mio |= Q(programador=persona, estado=states.BORRADOR)
        # Nobody verifies his own work, in nobody's place either.
        verificar = Q(estado=states.POR_VERIFICAR) & ~Q(responsable__in=(persona, user))
        prorroga = Q(prorroga_para__isnull=False, estado__in=states.EN_CURSO)
        return mio | sigue & (verificar | prorroga)

    found = access.waiting(Compromiso.objects.all(), user, de)
    return _con_todo(found).order_by("fecha_vigente", "pk")


def leer(pks: Collection[int]) -> QuerySet[Compromiso]:
    """Those whose access was checked when their keys were read."""
    return _con_todo(Compromiso.objects.filter(pk__in=pks))


def _con_todo(found: QuerySet[Compromiso]) -> QuerySet[Compromiso]:
    return found.select_related("responsable", "a_quien", "programador", "monitor")


def atrasados(user: Usuario) -> QuerySet[Compromiso]:
    """Late ones `user` may see."""
    return lista(user, Filtro(luz="atrasado"))


def hasta_por_vencer() -> date:
    """The last date that shows yellow today."""
    dias = Municipio.actual().dias_por_vencer
    return calendario.vigente().sumar(clock.today(), dias, "habiles").vence


def _por_estado(estado: str) -> Q:
    if estado == "abiertos":
        return Q(estado__in=states.ABIERTOS)
    if estado == "cerrados":
        return Q(estado__in=states.CERRADOS)
    return Q(estado=estado) if estado else Q()


def _por_luz(color: str) -> Q:
    hoy = clock.today()
    if color == "atrasado":
        return Q(estado__in=states.EN_CURSO, fecha_vigente__lt=hoy)
    if color == "por_vencer":
        return Q(
            estado__in=states.EN_CURSO,
            fecha_vigente__gte=hoy,
            fecha_vigente__lte=hasta_por_vencer(),
        )
    return Q()
