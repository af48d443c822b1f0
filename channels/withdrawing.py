"""Taking posts away from the networks. Deleting may be repeated, so nothing here is ever in doubt.

for row in withdrawing.claim():
    error = withdrawing.take_away(row)               # no transaction is open
    with transaction.atomic():
        outcome = withdrawing.settle(row, error)     # and tell people
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction

from channels import holds
from channels.asking import ask
from channels.errors import ChannelError, ErrorKind
from channels.models import PorRetirar, Publicacion
from channels.outcome import Outcome, moved
from channels.queue import FREE
from channels.registry import adapter_for
from channels.settling import BACKOFF, backoff, domain_time
from core import clock, outbox

Estado = Publicacion.Estado

# The switch that stops posting does not stop withdrawing.
_DUE = """
    retiro_pedido_en IS NOT NULL AND fallos <= %s
    AND (lease_until IS NULL OR lease_until < now())
    AND cuenta_id IN (SELECT id FROM channels_cuenta WHERE estado = 'activa')
"""


def claim(limit: int = 1) -> list[PorRetirar]:
    """Take up to `limit` posts that were asked to be withdrawn and still stand."""
    return outbox.claim(PorRetirar, limit=limit, where=_DUE, params=[len(BACKOFF)])


def take_away(row: Publicacion) -> ChannelError | None:
    """Delete the post at its channel; return why that failed, if it did."""
    try:
        delete = partial(adapter_for(row.cuenta).delete, row.remote_id)
        ask(row.cuenta, delete, otherwise=ErrorKind.TRANSIENT)
    except ChannelError as error:
        return error
    return None


@transaction.atomic
def settle(row: Publicacion, error: ChannelError | None) -> Outcome | None:
    """Write what the withdrawal brought; None if the row was no longer ours.

    After as many failures as a publication may have, the post stays, marked with its error: a
    person withdraws it by hand.
    """
    holds.lock_for(error)
    held = Publicacion.objects.select_for_update().filter(
        pk=row.pk, estado=Estado.PUBLICADA, lease_token=row.lease_token
    )
    here = held.first()
    if here is None:
        return None
    if error is None:
        held.update(estado=Estado.RETIRADA, retirada_en=clock.now(), fallos=0, **FREE)
        return moved(here, Estado.PUBLICADA)
    change = holds.stop_for(row.cuenta, error)
    held.update(
        error_clase=error.kind,
        error=error.plain,
        detalle=error.detail,
        disponible_en=_later(here, error),
        fallos=_failures(here, error),
        **FREE,
    )
    return moved(here, Estado.PUBLICADA, error.kind, change)


def _later(row: Publicacion, error: ChannelError) -> datetime:
    if error.retry_at is not None:
        return domain_time(error.retry_at)
    return clock.now() + backoff(row.fallos + 1)


def _failures(row: Publicacion, error: ChannelError) -> int:
    """A refusal is final; a limit or a dead token is not the post's failure."""
    if error.kind is ErrorKind.PERMANENT:
        return len(BACKOFF) + 1
    waits = error.kind in (ErrorKind.AUTH, ErrorKind.PAUSED, ErrorKind.RATE)
    return row.fallos if waits else row.fallos + 1
