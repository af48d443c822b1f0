"""Workers killed by the hundred while they work."""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

from ops import wakeup
from tests.faults.crew import Crew
from tests.faults.town import Town

# How long a worker lives once it consumes, in seconds: some die on their first row.
LIFE = (0.2, 1.0)
MAX_SECONDS = 40.0


def storm(
    town: Town,
    chance: Random,
    *,
    queue: str,
    kills: int,
    workers: int,
    at_work: Callable[[], bool],
    between: Callable[[], None],
) -> int:
    """Keep `workers` alive on a queue and kill them at random; how many were killed at work.

    A kill counts only while there is a row waiting or under way. `between` is called after each:
    it brings new work and new trouble.
    """
    counted, limit = 0, time.monotonic() + MAX_SECONDS
    with town.alone() as crew:
        deaths = {crew.hire(queue): chance.uniform(*LIFE) for _ in range(workers)}
        while counted < kills and time.monotonic() < limit:
            pid = _next_to_die(crew, deaths)
            counted += at_work()
            crew.kill(pid)
            del deaths[pid]
            deaths[crew.hire(queue)] = chance.uniform(*LIFE)
            between()
            # As every commit does; many wake-ups die with those who took them.
            wakeup.publish(queue)
    return counted


def _next_to_die(crew: Crew, lives: dict[int, float]) -> int:
    """Wait for the first of those that consume whose life is over."""
    while True:
        now = time.monotonic()
        for pid, life in lives.items():
            ready = crew.ready_since(pid)
            if ready is not None and now - ready > life:
                return pid
        time.sleep(0.01)
