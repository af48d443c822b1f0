"""A replay for what got stuck: rows whose worker died in the middle."""

from __future__ import annotations

from celery import shared_task

from notifiers import claims


@shared_task(name="tasks.recovery.entregas", ignore_result=True)
def entregas() -> None:
    """Give back deliveries whose lease has run out."""
    claims.recuperar()
