"""Asks a worker to look at a queue now, without ever making a request wait for the broker.

The clock asks the same every TICK_SEGUNDOS: a lost wake-up is a delay of that long, never a loss.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable

from django.conf import settings

logger = logging.getLogger(__name__)

# After a failure the broker is left alone for this long.
SILENCE_SECONDS = 30.0
# How long one publication may hold the background thread.
SHORT = {"socket_connect_timeout": 1, "socket_timeout": 1, "max_retries": 0}


class Waker:
    """Passes names of queues to `send` from a thread of its own, each at most once at a time."""

    _thread: threading.Thread | None

    def __init__(self, send: Callable[[str], None], *, silence: float = SILENCE_SECONDS) -> None:
        self._send = send
        self._silence = silence
        self._reset()
        os.register_at_fork(after_in_child=self._reset)

    def __call__(self, queue: str) -> None:
        """Remember the queue and return at once; asked while it waits, once is enough."""
        with self._lock:
            if time.monotonic() < self._quiet_until:
                return
            self._waiting.add(queue)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="wakeup", daemon=True)
                self._thread.start()
        self._bell.set()

    def _reset(self) -> None:
        """Begin anew: threads and locks do not survive a fork."""
        self._lock = threading.Lock()
        self._bell = threading.Event()
        self._waiting: set[str] = set()
        self._quiet_until = 0.0
        self._thread = None

    def _run(self) -> None:
        while True:
            self._bell.wait()
            self._bell.clear()
            with self._lock:
                queues, self._waiting = sorted(self._waiting), set()
            self._send_all(queues)

    def _send_all(self, queues: list[str]) -> None:
        try:
            for queue in queues:
                self._send(queue)
        except Exception as error:  # noqa: BLE001  # whatever it is, the thread lives on
            logger.warning("No wake-up for %.0f s: %s", self._silence, type(error).__name__)
            with self._lock:
                self._quiet_until = time.monotonic() + self._silence
                self._waiting.clear()


def publish(queue: str) -> None:
    """Send the task that drains `queue`; raises what the broker raises, within two seconds."""
    from ops.celery import app  # noqa: PLC0415  # the settings are complete by now
    from tasks.schedule import WAKEUPS  # noqa: PLC0415

    job = WAKEUPS[queue]
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS | SHORT
    with app.connection_for_write(transport_options=options) as connection:
        app.send_task(
            job.task,
            queue=queue,
            connection=connection,
            retry=False,
            expires=settings.TICK_SEGUNDOS,
        )
