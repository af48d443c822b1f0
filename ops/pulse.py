"""A worker says that it works, to whoever started it: one that falls silent is started again.

Workers have been seen to stay connected to the broker and consume nothing, and a process may be
frozen or out of threads. The clock calls tasks every TICK_SEGUNDOS: a worker for which none begins,
and in which none is under way, is of no use to anybody. It speaks as systemd wants it:
sd_notify(3), `WatchdogSec=` in the unit. `ops.stack` listens in the same way.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from celery import signals

# A task under way for longer than this is stuck: it is no sign of life any more.
LONGEST = 600.0
ALIVE = b"WATCHDOG=1"
WITHOUT_WAITING = socket.SOCK_DGRAM | socket.SOCK_NONBLOCK


class Pulse:
    """Calls `say` when a task begins or ends, and every `every` seconds while one is under way."""

    def __init__(self, say: Callable[[], None], *, every: float, longest: float = LONGEST) -> None:
        self._say = say
        self._every = every
        self._longest = longest
        self._under_way: dict[str, float] = {}

    def begin(self, task_id: str = "", **_: Any) -> None:
        """A task begins."""
        self._under_way[task_id] = time.monotonic()
        self._say()

    def end(self, task_id: str = "", **_: Any) -> None:
        """A task has ended, or was taken from the broker and dropped: it came too late."""
        self._under_way.pop(task_id, None)
        self._say()

    def start(self, **_: Any) -> None:
        """The worker is ready: speak for it from a thread of our own."""
        self._say()
        threading.Thread(target=self._run, name="pulse", daemon=True).start()

    def works(self) -> bool:
        """Whether a task is under way that is not stuck."""
        oldest = time.monotonic() - self._longest
        return any(begun > oldest for begun in list(self._under_way.values()))

    def _run(self) -> None:
        while True:
            time.sleep(self._every)
            if self.works():
                self._say()


def listener(environ: Mapping[str, str] = os.environ) -> Callable[[], None] | None:
    """What tells whoever started this process that it works; None if nobody asked to know."""
    address, patience = environ.get("NOTIFY_SOCKET"), environ.get("WATCHDOG_USEC")
    if not address or not patience:
        return None
    place = address.replace("@", "\0", 1) if address.startswith("@") else address

    def say() -> None:
        # One that is gone, or has heard enough already, is no trouble of ours.
        with socket.socket(socket.AF_UNIX, WITHOUT_WAITING) as line, suppress(OSError):
            line.sendto(ALIVE, place)

    return say


def watch() -> None:
    """Speak for the worker in this process, if somebody wants to know."""
    say = listener()
    if say is None:
        return
    pulse = Pulse(say, every=int(os.environ["WATCHDOG_USEC"]) / 1e6 / 4)
    signals.worker_ready.connect(pulse.start, weak=False)
    signals.task_prerun.connect(pulse.begin, weak=False)
    for ended in (signals.task_postrun, signals.task_revoked):
        ended.connect(pulse.end, weak=False)
