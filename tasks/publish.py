"""Telling the public: what is due leaves, what is in doubt is read back, accounts are checked."""

import threading
import time
from collections.abc import Callable

from celery import shared_task
from django.conf import settings

from workflows.comunicacion import actions

# What is left of a run that did so many rows, or lasted so many seconds, waits for the next look,
# which is never far.
MAX_ROWS = 50
MAX_SECONDS = 60.0
PATIENCE = 0.5

# A network that answers nothing holds a thread for the length of its time-outs. Half of the
# threads of a worker are never lent to the networks: people's mail and deadlines go on.
seats = threading.BoundedSemaphore(max(1, settings.CELERY_WORKER_CONCURRENCY // 2))


@shared_task(name="tasks.publish.publicar", ignore_result=True)
def publicar() -> None:
    """Send what is due, take away what was withdrawn, and read back what that left in doubt."""
    _drain(actions.publicar, actions.quitar, actions.reconciliar)


@shared_task(name="tasks.publish.reconciliar", ignore_result=True)
def reconciliar() -> None:
    """Read back the publications of which nobody knows whether they went out."""
    _drain(actions.reconciliar)


@shared_task(name="tasks.publish.recuperar", ignore_result=True)
def recuperar() -> None:
    """Find what dead workers left, and release what waited for a time."""
    actions.recuperar()


@shared_task(name="tasks.publish.revisar_cuentas", ignore_result=True)
def revisar_cuentas() -> None:
    """Check the accounts whose day has come."""
    actions.revisar_cuentas()


def _drain(*steps: Callable[[], bool]) -> None:
    """Call each step until it finds nothing to do; nothing at all if every seat is taken."""
    # A moment of patience: whoever is about to leave a seat may have looked already.
    if not seats.acquire(timeout=PATIENCE):
        return
    try:
        enough = time.monotonic() + MAX_SECONDS
        for step in steps:
            for _row in range(MAX_ROWS):
                if time.monotonic() > enough or not step():
                    break
    finally:
        seats.release()
