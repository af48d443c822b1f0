"""The broker forgets, dies, is away or keeps silent, with work waiting and officials at work.

It holds wake-ups only: what waits is in the rows, and no request asks it anything.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import redis

from ops.embedded import Valkey
from tests.faults.base import Outcome
from tests.faults.officials import Approvals, approve_all
from tests.faults.town import Town
from tests.faults.work import Mails, Pieces

NAME = "broker"
SHORT = False

PIECES, MAILS = 8, 20
# What a request may take longer at most, in seconds, in the middle and at worst. A request that
# asked a broker which is away would take 0.6 s more, one that is mute 2.6 s.
ADDED, WORST = 0.05, 0.5
BACK_WITHIN = 60.0


def run(town: Town) -> Outcome:
    """Each of the ways in turn."""
    total = Outcome(0)
    for way in WAYS:
        total += _one(town, way)
    return total


def _one(town: Town, way: Callable[[Valkey], Iterator[None]]) -> Outcome:
    valkey = town.stack.valkey
    healthy = Pieces.written(town, PIECES)
    before = approve_all(town, [*healthy.titles])
    broken = Pieces.written(town, PIECES)
    with town.sin("worker"):
        mails = Mails.to_luis(town, MAILS)
    with contextmanager(way)(valkey):
        meanwhile = approve_all(town, [*broken.titles])
        mails += Mails.to_luis(town, MAILS)
    outcome = (healthy + broken).verdict(harm=1, seconds=BACK_WITHIN)
    outcome += mails.verdict(harm=0, seconds=BACK_WITHIN)
    return replace(outcome, added_ms=1000 * _added(way.__name__, before, meanwhile))


def _added(way: str, before: Approvals, meanwhile: Approvals) -> float:
    """Seconds that an approval took longer, which are few."""
    added = meanwhile.usual - before.usual
    worst = max(meanwhile.seconds) - max(before.seconds)
    assert not meanwhile.failed, f"{way}: {meanwhile.failed}"
    assert added < ADDED, f"{way}: an approval takes {added * 1000:.0f} ms more"
    assert worst < WORST, f"{way}: one approval took {worst:.1f} s more"
    return max(added, 0.0)


def flushed(valkey: Valkey) -> Iterator[None]:
    """It forgets everything, again and again."""
    with redis.Redis(unix_socket_path=str(valkey.socket)) as client:
        client.flushall()
        yield
        client.flushall()


def killed(valkey: Valkey) -> Iterator[None]:
    """It dies, and is started again at once."""
    os.kill(valkey.pid() or 0, signal.SIGKILL)
    valkey.start()
    yield
    os.kill(valkey.pid() or 0, signal.SIGKILL)
    valkey.start()


def away(valkey: Valkey) -> Iterator[None]:
    """Nobody listens."""
    valkey.stop()
    yield
    time.sleep(5)
    valkey.start()


def mute(valkey: Valkey) -> Iterator[None]:
    """It takes connections and never answers."""
    pid = valkey.pid() or 0
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
        time.sleep(12)  # until those that wait have given up, and come again
    finally:
        os.kill(pid, signal.SIGCONT)


WAYS = (flushed, killed, away, mute)
