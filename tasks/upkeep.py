"""What keeps the house in order, once in a while."""

from __future__ import annotations

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore

from core import borradores, calendario, vueltas
from workflows.cruce import ataques, claves
from workflows.traslados import actions as traslados


@shared_task(name="tasks.upkeep.completar_calendario", ignore_result=True)
def completar_calendario() -> None:
    """Write the working days of the years to come; one query unless a new year has begun."""
    calendario.completar()


@shared_task(name="tasks.upkeep.limpiar_sesiones", ignore_result=True)
def limpiar_sesiones() -> None:
    """Drop sessions that have ended, and old attempts to begin one."""
    SessionStore.clear_expired()
    ataques.podar()


@shared_task(name="tasks.upkeep.podar_vueltas", ignore_result=True)
def podar_vueltas() -> None:
    """Forget when the routines of the engine ran, after some hours."""
    vueltas.podar()


@shared_task(name="tasks.upkeep.podar_borradores", ignore_result=True)
def podar_borradores() -> None:
    """Drop unsent text that nobody came back for."""
    borradores.podar()


@shared_task(name="tasks.upkeep.podar_recibos", ignore_result=True)
def podar_recibos() -> None:
    """Forget what was answered to programs, when nobody asks for it again any more."""
    claves.podar_recibos()


@shared_task(name="tasks.upkeep.borrar_traslados", ignore_result=True)
def borrar_traslados() -> None:
    """Take away sheets that were kept long enough, with their files."""
    traslados.borrar_caducados()
