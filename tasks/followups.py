"""Effects upward are pulled: what is above looks whether what it waits for below has happened."""

from __future__ import annotations

from celery import shared_task

from workflows.solicitudes import actions as solicitudes


@shared_task(name="tasks.followups.seguir", ignore_result=True)
def seguir() -> None:
    """Solicitudes whose compromisos are done are attended to."""
    solicitudes.seguir()
