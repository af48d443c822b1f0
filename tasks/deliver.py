"""Telling people: the queue of deliveries, and the daily digest."""

from celery import shared_task

from notifiers import deliver
from notifiers import resumenes as de_quien_espera
from workflows.cruce import resumen


@shared_task(name="tasks.deliver.entregar")
def entregar() -> None:
    """Deliver what waits."""
    deliver.vaciar()


@shared_task(name="tasks.deliver.resumenes")
def resumenes() -> None:
    """Send everybody the digest that is due: what changed, and what waits."""
    while de_quien_espera.preparar(resumen.espera_algo):
        pass
    deliver.enviar_resumenes(resumen.esperan)
