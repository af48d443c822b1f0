"""What may leave and what waits: accounts that stopped, limits, and the switch for everything.

A publication is `retenida` while its account does not send or the switch is on. `refresh` makes
that true again whenever one of them moved, or time passed. Whoever moves accounts locks them first,
all in one order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Exists, Q, QuerySet, Value, When
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from channels.errors import ChannelError, ErrorKind
from channels.models import Cuenta, Freno, Publicacion
from channels.outcome import AccountChange
from core import clock, outbox
from core.models import Usuario

QUEUE = "publicaciones"
"""The queue whose workers look at publications when woken."""

Estado = Publicacion.Estado

_STOPS = {
    ErrorKind.AUTH: Cuenta.Estado.RECONECTAR,
    ErrorKind.PAUSED: Cuenta.Estado.PAUSADA,
}
_MOVES = (*_STOPS, ErrorKind.RATE)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many publications a `refresh` moved."""

    held: int
    released: int


def braked() -> Freno | None:
    """Return the pull that holds everything now, if the switch is on."""
    return Freno.objects.filter(hasta=None).first()


@transaction.atomic
def pull_brake(*, actor: Usuario, motivo: str) -> Refreshed:
    """Stop all outgoing posts. Pulling twice is pulling once.

    Raises `ValidationError` without a reason.
    """
    if not motivo.strip():
        raise ValidationError({"motivo": _("Escriba por qué se detiene la publicación.")})
    lock_accounts()
    if braked() is None:
        Freno.objects.create(por=actor, motivo=motivo.strip())
    return refresh()


@transaction.atomic
def release_brake(*, actor: Usuario) -> Refreshed:
    """Let posts leave again."""
    lock_accounts()
    Freno.objects.filter(hasta=None).update(soltado_por=actor, hasta=clock.now())
    return refresh()


@transaction.atomic
def stop_account(cuenta_id: int, estado: str, motivo: str, **still: str) -> AccountChange | None:
    """Stop an account that sends, and hold what waits on it; None if it was stopped already.

    `still`: fields that must be as they were seen, or it is not stopped.
    """
    lock_accounts()
    active = Cuenta.objects.filter(pk=cuenta_id, estado=Cuenta.Estado.ACTIVA, **still)
    if not active.update(estado=estado, motivo=motivo):
        return None
    refresh()
    return AccountChange(cuenta_id, Cuenta.Estado.ACTIVA, estado, motivo)


def stop_for(cuenta: Cuenta, error: ChannelError | None) -> AccountChange | None:
    """Stop an account, as it was when its channel was asked, if that is what the error asks for.

    What was said of its keys is not about those that took their place meanwhile.
    """
    estado = _STOPS.get(error.kind) if error else None
    if error is None or estado is None:
        return None
    keys = {"credenciales": cuenta.credenciales} if error.kind is ErrorKind.AUTH else {}
    return stop_account(cuenta.pk, estado, error.plain, **keys)


@transaction.atomic
def resume_account(cuenta_id: int) -> AccountChange | None:
    """Let a stopped account send, and release what waits on it; None if it was sending."""
    lock_accounts()
    before = Cuenta.objects.get(pk=cuenta_id).estado
    if before == Cuenta.Estado.ACTIVA:
        return None
    Cuenta.objects.filter(pk=cuenta_id).update(
        estado=Cuenta.Estado.ACTIVA, motivo="", retenida_hasta=None
    )
    refresh()
    return AccountChange(cuenta_id, before, Cuenta.Estado.ACTIVA)


@transaction.atomic
def wait_until(cuenta_id: int, until: datetime) -> None:
    """Hold everything of an account until `until` (domain time), as its network asks."""
    lock_accounts()
    later = Greatest("retenida_hasta", Value(until))
    Cuenta.objects.filter(pk=cuenta_id).update(retenida_hasta=later)
    refresh()


@transaction.atomic
def refresh() -> Refreshed:
    """Hold what may not leave and release what may: after a change, and by the clock."""
    lock_accounts()
    now = clock.now()
    free = may_leave(now)
    must_wait = ~free & Q(estado__in=Publicacion.WAITING)
    may_go = free & Q(estado=Estado.RETENIDA)
    # Both in one pass: in two, one that goes back in the order could wait for us, and we for it.
    moving = _locked(Publicacion.objects.filter(must_wait | may_go))
    held, freed = moving.filter(must_wait), moving.filter(may_go)
    later = When(programada_para__gt=now, then=Value(Estado.PROGRAMADA))
    result = Refreshed(
        held=held.update(estado=Estado.RETENIDA),
        released=freed.update(estado=Case(later, default=Value(Estado.PENDIENTE))),
    )
    if result.released:
        outbox.wake(QUEUE)
    return result


def may_leave(now: datetime) -> Q:
    """Return the condition on a publication: its account sends at `now`, and the switch is off.

    A subquery, never a join: an UPDATE checks its own row again after waiting for a lock.
    """
    sending = Cuenta.objects.filter(
        Q(retenida_hasta=None) | Q(retenida_hasta__lte=now), estado=Cuenta.Estado.ACTIVA
    )
    return Q(cuenta__in=sending) & Q(~Exists(Freno.objects.filter(hasta=None)))


def waiting_state(cuenta: Cuenta, programada_para: datetime | None) -> str:
    """Return the state in which a new publication of this account waits."""
    now = clock.now()
    if braked() is not None or not cuenta.sends_at(now):
        return Estado.RETENIDA
    return Estado.PROGRAMADA if programada_para and programada_para > now else Estado.PENDIENTE


def lock_for(error: ChannelError | None) -> None:
    """Lock every account, before a publication, if what the channel said moves its own."""
    if error is not None and error.kind in _MOVES:
        lock_accounts()


def _locked(rows: QuerySet[Publicacion]) -> QuerySet[Publicacion]:
    """Lock the rows in the one order in which everybody does, and return them."""
    keys = list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
    return Publicacion.objects.filter(pk__in=keys)


def lock_accounts() -> None:
    """Lock every account, in the one order in which everybody does, before moving one."""
    list(Cuenta.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
