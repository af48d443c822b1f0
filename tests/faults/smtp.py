"""The mail server: away and back, silent, refusing, deferring, and losing its answers.

What failed for a time is tried again when its wait is over, which the clock is moved past.
"""

from __future__ import annotations

from dataclasses import replace

from notifiers.models import Entrega
from tests.faults.base import Outcome, until
from tests.faults.town import Town
from tests.faults.work import Mails

NAME = "smtp"
SHORT = False

Estado = Entrega.Estado
LOST, MAILS = 560, 10


def run(town: Town) -> Outcome:
    """Each trouble in turn."""
    total = _answers_lost(town)
    for kind in ("down", "mute"):
        total += _not_there(town, kind)
    total += _deferred(town)
    return total + _refused(town)


def _answers_lost(town: Town) -> Outcome:
    """Every other message is taken, and then it hangs up: it goes again, under the same ID."""
    for _lost in range(LOST):
        town.sandbox.fault("smtp", "lost_response")
        town.sandbox.fault("smtp", "slow", seconds=0)
    mails = Mails.to_luis(town, 2 * LOST)
    outcome = mails.verdict_after_waits(harm=LOST)
    return replace(outcome, harm=LOST - len(town.sandbox.faults()) // 2)


def _not_there(town: Town, kind: str) -> Outcome:
    town.sandbox.fault("smtp", kind, times=None)
    mails = Mails.to_luis(town, MAILS)
    _all_waiting_again(mails)
    town.sandbox.clear()
    return mails.verdict_after_waits(harm=1)


def _deferred(town: Town) -> Outcome:
    town.sandbox.fault("smtp", "defer_recipient", times=MAILS)
    mails = Mails.to_luis(town, MAILS)
    _all_waiting_again(mails)
    return mails.verdict_after_waits(harm=MAILS)


def _refused(town: Town) -> Outcome:
    """Refused for good is told apart: it is not tried again, and whoever administers sees why."""
    town.sandbox.fault("smtp", "refuse_recipient", times=None)
    mails = Mails.to_luis(town, MAILS)
    took = until(lambda: mails.states() == {Estado.FALLIDA: MAILS}, "mails refused for good")
    town.sandbox.clear()
    rows = Entrega.objects.filter(pk__in=mails.ids, permanente=True).exclude(error="")
    lost = MAILS - rows.count() + sum(mails.arrived().values())
    return Outcome(tried=MAILS, lost=lost, harm=MAILS, recover_s=took)


def _all_waiting_again(mails: Mails) -> None:
    """Every one was tried or put off, none is under way, none has failed."""
    rows = Entrega.objects.filter(pk__in=mails.ids, intentos__gte=1, estado=Estado.PENDIENTE)
    until(lambda: rows.exclude(error="").count() == len(mails.ids), "mails put off", seconds=60)
