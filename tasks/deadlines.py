"""What the clock does to deadlines: tell people, and move what time itself moves."""

from __future__ import annotations

from celery import shared_task

from workflows.metas import actions as metas
from workflows.plazos import actions as plazos
from workflows.solicitudes import actions as solicitudes

LOTES = 50  # batches per tick; the next tick goes on with what is left


@shared_task(name="tasks.deadlines.barrer", ignore_result=True)
def barrer() -> None:
    """One sweep of the deadlines that are due."""
    for _lote in range(LOTES):
        if not plazos.barrer():
            return


@shared_task(name="tasks.deadlines.vencer", ignore_result=True)
def vencer() -> None:
    """Take the steps whose day has come: a meta starts, a solicitud lapses or is decided again."""
    metas.iniciar_las_que_toca()
    solicitudes.mover_las_que_toca()
