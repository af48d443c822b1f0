"""Sheets that take a while: lists on their way out, files on their way in."""

from __future__ import annotations

import threading

from celery import shared_task

from workflows.traslados import actions

# One at a time in each worker: its other threads stay free for mails and deadlines.
seat = threading.Lock()


@shared_task(name="tasks.transfers.trasladar", ignore_result=True)
def trasladar() -> None:
    """Do what waits, one after the other."""
    if not seat.acquire(blocking=False):
        return
    try:
        while actions.exportar() or actions.trabajar():
            pass
    finally:
        seat.release()
