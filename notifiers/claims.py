"""Deliveries under way: taken with a lease, settled with what became of them, taken up again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    prefetch_related_objects,
)
from django.utils.translation import gettext as _

from core import clock, origen, outbox
from core.models import Expediente, Usuario
from notifiers import queue
from notifiers.base import Outcome
from notifiers.mensajes import SECRETO
from notifiers.models import Entrega, Medio, Notificacion

Estado = Entrega.Estado
# After each failed attempt, how long until the next; after the last one the delivery has failed.
ESPERAS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)
# The part of a wait by which rows that failed together are spread.
DISPERSION = 0.2
MAX_POR_RESUMEN = 500
# Taken in one batch, mails leave one by one in the order of `outbox.claim`, each settled before the
# next: behind the first that is left, nothing was tried.
_SIN_PROBAR = Q(medio=Medio.CORREO) & Q(
    Exists(
        Entrega.objects.filter(
            Q(disponible_en__lt=OuterRef("disponible_en"))
            | Q(disponible_en=OuterRef("disponible_en"), pk__lt=OuterRef("pk")),
            lease_token=OuterRef("lease_token"),
            estado=Estado.ENVIANDO,
        )
    )
)


def reclamar(medio: str, limite: int) -> list[Entrega]:
    """Take up to `limite` deliveries of a medium whose time has come."""
    return _con_todo(outbox.claim(Entrega, limit=limite, where="medio = %s", params=[medio]))


def con_resumen(limite: int) -> list[int]:
    """Ids of up to `limite` people whose digest is due."""
    debidas = Entrega.objects.filter(
        medio=Medio.RESUMEN, estado=Estado.PENDIENTE, disponible_en__lte=clock.now()
    )
    personas = debidas.order_by("notificacion__usuario_id").values_list(
        "notificacion__usuario_id", flat=True
    )
    return list(personas.distinct()[:limite])


@transaction.atomic
def reclamar_resumen(usuario_id: int) -> list[Entrega]:
    """Take everything due for a person's digest; nothing if another worker is at it."""
    # One worker at a time, or two would each take a half and send two digests.
    persona = Usuario.objects.select_for_update(skip_locked=True, no_key=True)
    if not persona.filter(pk=usuario_id).exists():
        return []
    de_la_persona = (
        "medio = %s AND notificacion_id IN "
        "(SELECT id FROM notifiers_notificacion WHERE usuario_id = %s)"
    )
    return _con_todo(
        outbox.claim(
            Entrega,
            limit=MAX_POR_RESUMEN,
            where=de_la_persona,
            params=[Medio.RESUMEN, usuario_id],
        )
    )


def asentar(entregas: list[Entrega], outcome: Outcome) -> None:
    """Write what became of an attempt: delivered, failed for good, or to be tried again.

    The rows of a digest go on together, each as often as if it were alone: settled by halves, the
    other half would go out again as another mail.
    """
    if outcome.entregada:
        hecho = {"entregada_en": clock.now(), "error": "", "detalle": ""}
        outbox.settle_all(entregas, Estado.ENTREGADA, **hecho)
        _olvidar_secretos(entregas)
    else:
        _asentar_fallo(entregas, outcome)


def descartar(entrega: Entrega, motivo: str) -> None:
    """Settle a delivery that has nobody to go to any more; `motivo` says why, in a sentence."""
    outbox.settle(entrega, Estado.DESCARTADA, error=motivo)


def soltar(entregas: Iterable[Entrega]) -> None:
    """Give back rows that were taken and not tried; it does not count as an attempt."""
    for entrega in entregas:
        outbox.release(entrega, disponible_en=entrega.disponible_en, intentos=entrega.intentos - 1)


def recuperar() -> int:
    """Take up again what a dead worker left: rows whose lease has run out. How many there were.

    One that was under way so often that it may be what kills them is not tried again.
    """
    agotada = Q(intentos__gt=len(ESPERAS)) & ~_SIN_PROBAR
    interrumpido = _("El envío se interrumpió demasiadas veces.")
    return outbox.expired(Entrega).update(
        estado=Case(When(agotada, then=Value(Estado.FALLIDA)), default=Value(Estado.PENDIENTE)),
        error=Case(When(agotada, then=Value(interrumpido)), default=F("error")),
        intentos=F("intentos") - Case(When(_SIN_PROBAR, then=1), default=0),
        lease_token=None,
        lease_until=None,
    )


def fallidas() -> QuerySet[Entrega]:
    """Deliveries that failed, the last ones first, with what an administrator may see of them."""
    return (
        Entrega.objects.filter(estado=Estado.FALLIDA)
        .select_related("notificacion__usuario", "notificacion__actor", "notificacion__expediente")
        .order_by("-pk")
    )


def reintentar(ids: Iterable[int]) -> int:
    """Try failed deliveries again from the first attempt, at once. How many there were."""
    fallidas = Entrega.objects.filter(pk__in=ids, estado=Estado.FALLIDA)
    cuantas = fallidas.update(
        estado=Estado.PENDIENTE,
        disponible_en=clock.now(),
        intentos=0,
        permanente=False,
        origen=origen.actual(),
    )
    outbox.wake("entregas")
    return cuantas


def _olvidar_secretos(entregas: list[Entrega]) -> None:
    """What was sealed until it left is kept nowhere any more."""
    for entrega in entregas:
        if SECRETO in entrega.notificacion.datos:
            sin = {k: v for k, v in entrega.notificacion.datos.items() if k != SECRETO}
            Notificacion.objects.filter(pk=entrega.notificacion_id).update(datos=sin)


@transaction.atomic
def _asentar_fallo(entregas: list[Entrega], outcome: Outcome) -> None:
    quedan = [] if outcome.permanente else [uno for uno in entregas if _queda(uno)]
    proximo = _proximo(min(quedan, key=lambda uno: uno.intentos)) if quedan else None
    for entrega in entregas:
        if proximo and entrega in quedan:
            outbox.release(
                entrega, disponible_en=proximo, error=outcome.error, detalle=outcome.detalle
            )
        else:
            outbox.settle(
                entrega,
                Estado.FALLIDA,
                error=outcome.error,
                detalle=outcome.detalle,
                permanente=outcome.permanente,
            )


def _queda(entrega: Entrega) -> bool:
    """Whether it may be tried once more."""
    return entrega.intentos <= len(ESPERAS)


def _proximo(entrega: Entrega) -> datetime:
    """When to try again, in office hours unless it is urgent."""
    espera = ESPERAS[entrega.intentos - 1]
    # By its id, so that the rows of a failed batch do not come back all at once.
    disperso = espera * (1 + DISPERSION * (entrega.pk % 97) / 97)
    return queue.momento(entrega.notificacion.kind, clock.now() + disperso)


def _con_todo(entregas: list[Entrega]) -> list[Entrega]:
    prefetch_related_objects(
        entregas, "notificacion__expediente", "notificacion__usuario", "notificacion__actor"
    )
    _con_casos([entrega.notificacion for entrega in entregas])
    return entregas


def _con_casos(notificaciones: Iterable[Notificacion]) -> None:
    """Read at once the case files whose steps the mails will offer, and who is what to them."""
    por_clase: dict[str, list[Notificacion]] = defaultdict(list)
    for una in notificaciones:
        if una.expediente and una.kind.pasos:
            por_clase[una.expediente.clase].append(una)
    for clase, suyas in por_clase.items():
        manager = Expediente.clases()[clase]._default_manager
        casos = manager.in_bulk({una.expediente_id for una in suyas})
        Expediente.leer_papeles(casos.values())
        for una in suyas:
            una.caso = casos.get(una.expediente_id)
