"""Every task of the installation: its name, its queue, how often the clock calls it.

A task carries no data and works on what it finds waiting, so calling it twice, late or from two
machines does the same. What belongs to an hour of the day (a digest, a daily check) is called as
often and looks at `core.clock`, so that it follows the clock of the sandbox too.
"""

from __future__ import annotations

from dataclasses import dataclass

# Modules with tasks, for Celery to import.
MODULES: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    """One task and its first entry of the clock, which an administrator may change afterwards."""

    task: str
    queue: str
    every: int | None = None  # seconds; None is TICK_SEGUNDOS
    wakes: bool = False  # the task that `outbox.wake(queue)` asks for


JOBS: tuple[Job, ...] = ()

QUEUES = tuple(sorted({job.queue for job in JOBS}))
WAKEUPS = {job.queue: job for job in JOBS if job.wakes}
