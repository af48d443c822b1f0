"""What an attempt leads to, one function for each class of error."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from channels import holds
from channels.attempts import close_attempt
from channels.base import Receipt
from channels.errors import ChannelError, ErrorKind
from channels.models import Cuenta, Publicacion
from channels.outcome import AccountChange, Outcome, moved
from channels.queue import FREE, doubt
from channels.sending import Result
from core import clock, outbox

logger = logging.getLogger(__name__)

Estado = Publicacion.Estado

BACKOFF = tuple(timedelta(seconds=seconds) for seconds in (30, 60, 120, 300, 900))
"""Waits after a failure that surely sent nothing. The try after the last wait is the last one."""
JITTER = 0.2
SHORTEST_WAIT = timedelta(seconds=30)


@transaction.atomic
def settle(row: Publicacion, result: Result) -> Outcome | None:
    """Write what an attempt brought, and say what happened; None if the row was no longer ours."""
    if result.receipt is not None:
        return _published(row, result.receipt)
    holds.lock_for(result.error)
    if not _hold(row):
        return None
    if result.error is None:
        return _write(row, estado=_kept(row))
    close_attempt(row, result.error.kind, result.error.detail)
    return _STEPS[result.error.kind](row, result.error)


def backoff(failures: int) -> timedelta:
    """Return how long to wait after so many failures, a little blurred."""
    wait = BACKOFF[min(failures, len(BACKOFF)) - 1]
    return wait * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - it only spreads load


def domain_time(network_time: datetime | None) -> datetime:
    """Return the domain's instant for one that a network gave, at least half a minute ahead."""
    wait = network_time - datetime.now(UTC) if network_time else SHORTEST_WAIT
    return clock.now() + max(wait, SHORTEST_WAIT)


def published(receipt: Receipt) -> dict[str, Any]:
    """Return the fields of a publication that is out, ready to be withdrawn if that was asked."""
    now = clock.now()
    return FREE | {
        "estado": Estado.PUBLICADA,
        "remote_id": receipt.remote_id,
        "url": receipt.url,
        "publicada_en": now,
        "disponible_en": now,
        "error_clase": "",
        "error": "",
        "detalle": "",
        "fallos": 0,
    }


def waiting_again(row: Publicacion) -> str:
    """Return the state of a publication that surely is not out; withdrawn meanwhile, it ends."""
    if row.retiro_pedido_en is not None:
        return Estado.CANCELADA
    return holds.waiting_state(Cuenta.objects.get(pk=row.cuenta_id), row.programada_para)


def _published(row: Publicacion, receipt: Receipt) -> Outcome | None:
    """A receipt is a fact: it counts even if the lease ran out and the row was believed absent."""
    close_attempt(row, Estado.PUBLICADA, receipt.url)
    here = Publicacion.objects.select_for_update().get(pk=row.pk)
    ours = here.estado == Estado.PUBLICANDO and here.lease_token == row.lease_token
    if not ours and here.estado in (Estado.PUBLICANDO, Estado.PUBLICADA, Estado.RETIRADA):
        logger.error("publication %s is out at %s, but is %s", row.pk, receipt.url, here.estado)
        return None
    Publicacion.objects.filter(pk=row.pk).update(**published(receipt))
    outbox.wake(holds.QUEUE)
    return moved(row, here.estado)


def _hold(row: Publicacion) -> bool:
    """Lock the row, and take in what people did to it meanwhile, if its lease is still ours."""
    here = (
        Publicacion.objects.select_for_update()
        .filter(pk=row.pk, estado=Estado.PUBLICANDO, lease_token=row.lease_token)
        .first()
    )
    if here is not None:
        row.retiro_pedido_en, row.fallos = here.retiro_pedido_en, here.fallos
        row.marca_desde = here.marca_desde
    return here is not None


def _write(
    row: Publicacion,
    error: ChannelError | None = None,
    cuenta: AccountChange | None = None,
    **fields: Any,
) -> Outcome:
    if error is not None:
        fields |= {"error_clase": error.kind, "error": error.plain, "detalle": error.detail}
    Publicacion.objects.filter(pk=row.pk).update(**(FREE | fields))
    return moved(row, Estado.PUBLICANDO, error.kind if error else None, cuenta)


def _permanent(row: Publicacion, error: ChannelError) -> Outcome:
    return _write(row, error, estado=Estado.FALLIDA, media=[])


def _stopped(row: Publicacion, error: ChannelError) -> Outcome:
    change = holds.stop_for(row.cuenta, error)
    return _write(row, error, change, estado=waiting_again(row))


def _rate(row: Publicacion, error: ChannelError) -> Outcome:
    holds.wait_until(row.cuenta_id, domain_time(error.retry_at))
    return _write(row, error, estado=_kept(row))


def _transient(row: Publicacion, error: ChannelError) -> Outcome:
    failures = row.fallos + 1
    if failures > len(BACKOFF):
        return _write(row, error, estado=Estado.FALLIDA, fallos=failures)
    later = clock.now() + backoff(failures)
    return _write(row, error, estado=waiting_again(row), fallos=failures, disponible_en=later)


def _unknown(row: Publicacion, error: ChannelError) -> Outcome:
    outbox.wake(holds.QUEUE)
    return _write(row, error, estado=Estado.DESCONOCIDA, **doubt())


def _duplicate(row: Publicacion, error: ChannelError) -> Outcome:
    """Before any attempt began, what the channel has is not ours: there is nothing to look for."""
    if row.marca_desde is not None:
        return _unknown(row, error)
    said = _("%(canal)s dice que ya tiene una igual.") % {"canal": row.canal_nombre}
    return _permanent(row, ChannelError(error.kind, said, error.detail))


def _kept(row: Publicacion) -> str:
    return Estado.CANCELADA if row.retiro_pedido_en is not None else Estado.RETENIDA


_STEPS: dict[ErrorKind, Callable[[Publicacion, ChannelError], Outcome]] = {
    ErrorKind.PERMANENT: _permanent,
    ErrorKind.AUTH: _stopped,
    ErrorKind.PAUSED: _stopped,
    ErrorKind.RATE: _rate,
    ErrorKind.TRANSIENT: _transient,
    ErrorKind.UNKNOWN: _unknown,
    ErrorKind.DUPLICATE: _duplicate,
}
