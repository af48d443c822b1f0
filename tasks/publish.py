"""Telling the public: what is due leaves, what is in doubt is read back, accounts are checked."""

from collections.abc import Callable

from celery import shared_task

from workflows.comunicacion import actions

# Rows a run works through; what is left waits for the next look, which is never far.
MAX_ROWS = 50


@shared_task(name="tasks.publish.publicar", ignore_result=True)
def publicar() -> None:
    """Send what is due, take away what was withdrawn, and read back what that left in doubt."""
    for step in (actions.publicar, actions.quitar, actions.reconciliar):
        _drain(step)


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


def _drain(step: Callable[[], bool]) -> None:
    for _row in range(MAX_ROWS):
        if not step():
            break
