"""Effects upward are pulled: what is above looks whether what it waits for below has happened."""

from __future__ import annotations

from celery import shared_task

from workflows.compromisos import actions as compromisos
from workflows.cruce import seguidores
from workflows.solicitudes import actions as solicitudes


@shared_task(name="tasks.followups.seguir", ignore_result=True)
def seguir() -> None:
    """Solicitudes whose compromisos are done are attended to, letters printed, lost mails told."""
    solicitudes.seguir()
    solicitudes.imprimir_las_que_esperan()
    compromisos.avisar_devueltos()


@shared_task(name="tasks.followups.avisar_seguidores", ignore_result=True)
def avisar_seguidores() -> None:
    """Whoever follows a case file is told that it moved (X01)."""
    seguidores.avisar()
