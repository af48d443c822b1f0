"""Every task of the installation: its name, its queue, how often the clock calls it.

A task carries no data and works on what it finds waiting, so calling it twice, late or from two
machines does the same. What belongs to an hour of the day (a digest, a daily check) is called as
often and looks at `core.clock`, so that it follows the clock of the sandbox too.
"""

from __future__ import annotations

from dataclasses import dataclass

# Modules with tasks, for Celery to import.
MODULES: tuple[str, ...] = (
    "tasks.deadlines",
    "tasks.deliver",
    "tasks.followups",
    "tasks.publish",
    "tasks.recovery",
    "tasks.transfers",
    "tasks.upkeep",
)


@dataclass(frozen=True)
class Job:
    """One task and its first entry of the clock, which an administrator may change afterwards."""

    task: str
    queue: str
    every: int | None = None  # seconds; None is TICK_SEGUNDOS
    wakes: bool = False  # the task that `outbox.wake(queue)` asks for


HORA = 3600

JOBS: tuple[Job, ...] = (
    Job("tasks.deadlines.barrer", "plazos"),
    Job("tasks.deadlines.vencer", "plazos"),
    Job("tasks.followups.seguir", "seguimiento", wakes=True),
    Job("tasks.followups.avisar_seguidores", "seguimiento"),
    Job("tasks.deliver.entregar", "entregas", wakes=True),
    Job("tasks.deliver.resumenes", "entregas"),
    Job("tasks.recovery.entregas", "entregas"),
    Job("tasks.publish.publicar", "publicaciones", wakes=True),
    Job("tasks.publish.reconciliar", "publicaciones"),
    Job("tasks.publish.recuperar", "publicaciones"),
    Job("tasks.publish.revisar_cuentas", "publicaciones"),
    Job("tasks.transfers.trasladar", "traslados", wakes=True),
    Job("tasks.recovery.traslados", "traslados"),
    Job("tasks.upkeep.completar_calendario", "mantenimiento", every=6 * HORA),
    Job("tasks.upkeep.limpiar_sesiones", "mantenimiento", every=12 * HORA),
    Job("tasks.upkeep.podar_vueltas", "mantenimiento", every=HORA),
    Job("tasks.upkeep.podar_borradores", "mantenimiento", every=12 * HORA),
    Job("tasks.upkeep.podar_recibos", "mantenimiento", every=HORA),
    Job("tasks.upkeep.borrar_traslados", "mantenimiento", every=HORA),
)

QUEUES = tuple(sorted({job.queue for job in JOBS}))
WAKEUPS = {job.queue: job for job in JOBS if job.wakes}
