"""A worker is killed at each step of a delivery: its mails go out all the same.

A delivery settles in one statement; what lies between settling and committing is the digest, whose
rows are settled together.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from notifiers.models import Entrega
from tests.faults import moments
from tests.faults.base import Outcome, until
from tests.faults.town import Town
from tests.faults.work import Mails

NAME = "worker_killed_delivering"
SHORT = True

QUEUE = "entregas"
MAILS = 4
LOCK_ROWS = "SELECT 1 FROM notifiers_entrega WHERE id = ANY(%s) FOR UPDATE"


def run(town: Town) -> Outcome:
    """Kill one worker at each step, some times over; then let another one finish."""
    rounds = 1 if town.short else 4
    mails = Mails(town, [])
    with town.alone() as crew:
        for _round in range(rounds):
            for step in STEPS:
                mails += step(town)
        crew.hire()
        return mails.verdict(harm=rounds * len(STEPS))


def _before_the_claim(town: Town) -> Mails:
    mails = Mails.to_luis(town, MAILS)
    with moments.held(town.stack, moments.table("notifiers_entrega")):
        _kill_where_it_waits(town)
    return mails


def _between_claim_and_call(town: Town) -> Mails:
    mails = Mails.to_luis(town, MAILS)
    with moments.held(town.stack, moments.table("core_expediente")):
        _kill_where_it_waits(town, holding=mails)
    return mails


def _during_the_call_before_it_was_taken(town: Town) -> Mails:
    mails = Mails.to_luis(town, MAILS)
    _kill_in_the_call(town, "mute")
    return mails


def _during_the_call_after_it_was_taken(town: Town) -> Mails:
    mails = Mails.to_luis(town, MAILS)
    _kill_in_the_call(town, "slow", seconds=30)
    return mails


def _between_call_and_settle(town: Town) -> Mails:
    """The backend that would still settle is ended, too, as when the whole machine goes."""
    mails = Mails.to_luis(town, MAILS)
    with moments.held(town.stack, moments.table("core_expediente")):
        pid = town.crew.hire(QUEUE)
        moments.waiting(town.stack)
        os.kill(pid, signal.SIGSTOP)
    with moments.held(town.stack, LOCK_ROWS, mails.ids):
        os.kill(pid, signal.SIGCONT)
        backends = moments.waiting(town.stack)
        assert set(mails.ids) & set(mails.arrived())
        town.crew.kill(pid)
        moments.terminate(town.stack, *backends)
    return mails


def _kill_in_the_call(town: Town, kind: str, **more: float) -> None:
    town.sandbox.fault("smtp", kind, **more)
    pid = town.crew.hire(QUEUE)
    until(lambda: not town.sandbox.faults(), "a mail under way")
    town.crew.kill(pid)


def _kill_where_it_waits(town: Town, holding: Mails | None = None) -> None:
    pid = town.crew.hire(QUEUE)
    moments.waiting(town.stack)
    assert holding is None or holding.states()[Entrega.Estado.ENVIANDO]
    town.crew.kill(pid)


STEPS: tuple[Callable[[Town], Mails], ...] = (
    _before_the_claim,
    _between_claim_and_call,
    _during_the_call_before_it_was_taken,
    _during_the_call_after_it_was_taken,
    _between_call_and_settle,
)
