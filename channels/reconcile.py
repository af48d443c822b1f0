"""Finding out whether a publication went out: its channel is read back.

That a post is not there is believed only after RECONCILIACION_LECTURAS reads spread over
RECONCILIACION_ESPERA seconds, since timelines lag. What stays unclear, or is older than
RECONCILIACION_TOPE seconds, an official decides. Waits are the domain's time.

    for row in reconcile.claim():
        reading = reconcile.read(row)                 # no transaction is open
        with transaction.atomic():
            outcome = reconcile.settle(row, reading)  # and tell people
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast

from django.conf import settings
from django.db import transaction

from channels import holds
from channels.asking import ask
from channels.base import Fingerprint, Receipt
from channels.errors import ChannelError, ErrorKind
from channels.matching import normalize
from channels.models import Dudosa, Publicacion
from channels.outcome import Outcome, moved
from channels.queue import FREE
from channels.registry import adapter_for
from channels.settling import domain_time, published, waiting_again
from core import clock, outbox

Estado = Publicacion.Estado

_FREE_LEASE = "(lease_until IS NULL OR lease_until < now())"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a read brought: the posts that may be ours, or why there was no read."""

    found: tuple[Receipt, ...] = ()
    error: ChannelError | None = None


def claim(limit: int = 1) -> list[Dudosa]:
    """Take up to `limit` publications whose outcome is not known and whose next read is due."""
    return outbox.claim(Dudosa, limit=limit, where=_FREE_LEASE)


def read(row: Publicacion) -> Reading:
    """Read the channel once. Raises nothing that a channel can cause."""
    try:
        look = partial(adapter_for(row.cuenta).find_existing, _fingerprint(row))
        found = ask(row.cuenta, look, otherwise=ErrorKind.TRANSIENT)
    except ChannelError as error:
        return Reading(error=error)
    return Reading(found=tuple(r for r in found if not _anothers(row, r)))


@transaction.atomic
def settle(row: Publicacion, reading: Reading) -> Outcome | None:
    """Write what a read brought, and say what happened; None if the row was no longer ours."""
    holds.lock_for(reading.error)
    held = Publicacion.objects.select_for_update().filter(
        pk=row.pk, estado=Estado.DESCONOCIDA, lease_token=row.lease_token
    )
    here = held.first()
    if here is None:
        return None
    change = holds.stop_for(row.cuenta, reading.error)
    held.update(**(FREE | _verdict(here, reading)))
    outbox.wake(holds.QUEUE)
    return moved(here, Estado.DESCONOCIDA, reading.error.kind if reading.error else None, change)


def _verdict(row: Publicacion, reading: Reading) -> dict[str, Any]:
    if len(reading.found) == 1:
        return published(reading.found[0])
    if len(reading.found) > 1:
        return {"estado": Estado.POR_DECIDIR, "detalle": _addresses(reading.found)}
    if reading.error is not None:
        return _unread(row, reading.error)
    return _absent(row)


def _unread(row: Publicacion, error: ChannelError) -> dict[str, Any]:
    if _too_old(row):
        return {"estado": Estado.POR_DECIDIR, "detalle": error.detail}
    later = clock.now() + _step()
    if error.kind is ErrorKind.RATE:
        later = max(later, domain_time(error.retry_at))
    return {"disponible_en": later, "detalle": error.detail}


def _absent(row: Publicacion) -> dict[str, Any]:
    """Count a read that did not find it; the last one decides.

    A network that says it is a duplicate and shows none would say so again: a person looks.
    """
    reads = row.lecturas + 1
    if _too_old(row):
        return {"estado": Estado.POR_DECIDIR, "lecturas": reads}
    if reads < settings.RECONCILIACION_LECTURAS or _age(row) < _wait():
        return {"lecturas": reads, "disponible_en": clock.now() + _step()}
    if row.error_clase == ErrorKind.DUPLICATE:
        return {"estado": Estado.POR_DECIDIR, "lecturas": reads}
    return {
        "estado": waiting_again(row),
        "lecturas": reads,
        "desconocida_desde": None,
        "disponible_en": clock.now(),
    }


def _fingerprint(row: Publicacion) -> Fingerprint:
    return Fingerprint(
        token=row.post["token"],
        texto_normalizado=normalize(row.post["texto"]),
        desde=cast("datetime", row.marca_desde),  # the table's own constraint
    )


def _anothers(row: Publicacion, receipt: Receipt) -> bool:
    """True if the post is known to be another publication: an earlier version, the same text."""
    same = Publicacion.objects.filter(canal=row.canal, remote_id=receipt.remote_id)
    return same.exclude(pk=row.pk).exists()


def _addresses(receipts: tuple[Receipt, ...]) -> str:
    return "\n".join(receipt.url for receipt in receipts)


def _age(row: Publicacion) -> timedelta:
    return clock.now() - cast("datetime", row.desconocida_desde)  # the table's own constraint


def _too_old(row: Publicacion) -> bool:
    return _age(row) >= timedelta(seconds=settings.RECONCILIACION_TOPE)


def _wait() -> timedelta:
    return timedelta(seconds=settings.RECONCILIACION_ESPERA)


def _step() -> timedelta:
    """The first read is at once, the last after the whole wait."""
    return _wait() / max(settings.RECONCILIACION_LECTURAS - 1, 1)
