"""A worker that is there and consumes nothing is found by its silence, and replaced.

Frozen whole, and starved: alive and connected, while what it should get never reaches it.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ops.celery import app
from ops.stack.processes import FIRST_WORD
from tasks.schedule import QUEUES
from tests.faults.base import Outcome, until
from tests.faults.town import Town
from tests.faults.work import Mails

NAME = "deaf_worker"
SHORT = False

MAILS = 10


def run(town: Town) -> Outcome:
    """Make the only worker deaf in each way, tell people things, and wait for another worker."""
    total = Outcome(0)
    for way in (frozen, starved):
        total += _one(town, way)
    return total


def _one(town: Town, way: Callable[[Town, int], Iterator[None]]) -> Outcome:
    worker = town.stack.processes["worker"]
    until(lambda: worker.pid, "a worker")
    first = worker.pid or 0
    with town.supervised(), contextmanager(way)(town, first):
        mails = Mails.to_luis(town, MAILS)
        limit = FIRST_WORD + 2 * (worker.patience or 0)
        took = until(lambda: worker.pid not in {None, first}, "another worker", seconds=limit)
        return mails.verdict(harm=1).later(took)


def frozen(town: Town, pid: int) -> Iterator[None]:
    """The process stands still."""
    os.kill(pid, signal.SIGSTOP)
    yield


def starved(_town: Town, _pid: int) -> Iterator[None]:
    """It is told to consume no queue: it stays connected, and answers whoever asks after it."""
    # There is one: without a limit each order waits for others to answer, to the end of its time.
    for queue in QUEUES:
        assert app.control.cancel_consumer(queue, reply=True, timeout=10, limit=1)
    assert app.control.ping(timeout=5, limit=1)
    yield
