"""A replay for what got stuck: rows whose worker died in the middle."""

from __future__ import annotations

from celery import shared_task

from notifiers import claims
from workflows.traslados import actions


@shared_task(name="tasks.recovery.entregas", ignore_result=True)
def entregas() -> None:
    """Give back deliveries whose lease has run out."""
    claims.recuperar()


@shared_task(name="tasks.recovery.traslados", ignore_result=True)
def traslados() -> None:
    """Give back sheets whose lease has run out; one that ran out too often has failed."""
    actions.recuperar()
