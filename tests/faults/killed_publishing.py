"""A worker is killed at each step of a publication: each piece stands once at each network."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import ExitStack

from tests.faults import moments
from tests.faults.base import Outcome, until
from tests.faults.town import Town
from tests.faults.work import Pieces

NAME = "worker_killed_publishing"
SHORT = True

QUEUE = "publicaciones"
# The network that the harm is done at; the other one gets the same piece undisturbed.
NETWORK = "x"
LOCK_PIECES = "SELECT 1 FROM comunicacion_pieza WHERE expediente_id = ANY(%s) FOR UPDATE"
LOCK_ROWS = "SELECT 1 FROM channels_publicacion WHERE expediente_id = ANY(%s) FOR UPDATE"


def run(town: Town) -> Outcome:
    """Kill one worker at each step, some times over; then let another one finish."""
    rounds = 1 if town.short else 3
    pieces = Pieces(town, {})
    with town.alone() as crew:
        for _round in range(rounds):
            for step in STEPS:
                pieces += step(town)
        crew.hire(threads=4)
        return pieces.verdict(harm=rounds * len(STEPS))


def _before_the_claim(town: Town) -> Pieces:
    piece = Pieces.approved(town, 1)
    with moments.held(town.stack, moments.table("channels_freno")):
        _kill_where_it_waits(town)
    return piece


def _between_claim_and_upload(town: Town) -> Pieces:
    piece = Pieces.approved(town, 1)
    with moments.held(town.stack, LOCK_PIECES, [*piece.titles]):
        _kill_where_it_waits(town, holding=piece)
    return piece


def _between_upload_and_call(town: Town) -> Pieces:
    """What says that the request is about to be made is what waits."""
    piece = Pieces.approved(town, 1)
    with ExitStack() as locks:
        with moments.held(town.stack, LOCK_PIECES, [*piece.titles]):
            pid = _hold(town, piece)
            locks.enter_context(moments.held(town.stack, LOCK_ROWS, [*piece.titles]))
        moments.waiting(town.stack)
        assert not piece.on("facebook") + piece.on("twitter")
        town.crew.kill(pid)
    return piece


def _during_the_call_before_it_was_taken(town: Town) -> Pieces:
    return _kill_in_the_call(town, "mute")


def _during_the_call_after_it_was_taken(town: Town) -> Pieces:
    return _kill_in_the_call(town, "mute_accepted")


def _between_call_and_settle(town: Town) -> Pieces:
    """It stands still in the call until what it would settle is locked."""
    piece = Pieces.approved(town, 1)
    for network in ("facebook", "x"):
        town.sandbox.fault(network, "slow", op="publish", times=None, seconds=1.5)
    pid = town.crew.hire(QUEUE)
    until(lambda: piece.on("facebook") + piece.on("twitter"), "a post that was taken", seconds=60)
    os.kill(pid, signal.SIGSTOP)
    with moments.held(town.stack, LOCK_PIECES, [*piece.titles]):
        os.kill(pid, signal.SIGCONT)
        moments.waiting(town.stack)
        town.crew.kill(pid)
    town.sandbox.clear()
    return piece


def _between_settle_and_commit(town: Town) -> Pieces:
    """Settled, this one or one that was killed before, and about to see to its deadlines."""
    piece = Pieces.approved(town, 1)
    with moments.held(town.stack, moments.table("plazos_plazo")):
        _kill_where_it_waits(town)
    return piece


def _kill_in_the_call(town: Town, kind: str) -> Pieces:
    piece = Pieces.approved(town, 1)
    town.sandbox.fault(NETWORK, kind)
    pid = town.crew.hire(QUEUE)
    until(lambda: not town.sandbox.faults(), "a call under way")
    town.crew.kill(pid)
    return piece


def _kill_where_it_waits(town: Town, holding: Pieces | None = None) -> None:
    pid = _hold(town, holding) if holding else town.crew.hire(QUEUE)
    moments.waiting(town.stack)
    town.crew.kill(pid)


def _hold(town: Town, piece: Pieces) -> int:
    """Hire one that has taken it. Other tasks may wait for the same lock: it has more threads."""
    pid = town.crew.hire(QUEUE, threads=3)
    until(lambda: "publicando" in {estado for _canal, estado in piece.rows()}, "a piece in hand")
    return pid


STEPS: tuple[Callable[[Town], Pieces], ...] = (
    _before_the_claim,
    _between_claim_and_upload,
    _between_upload_and_call,
    _during_the_call_before_it_was_taken,
    _during_the_call_after_it_was_taken,
    _between_call_and_settle,
    _between_settle_and_commit,
)
