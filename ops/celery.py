"""The Celery application. Only `tasks` and `ops` know that it exists."""

from __future__ import annotations

import os
from contextvars import ContextVar
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import after_task_publish, setup_logging, task_postrun, task_prerun
from celery.states import SUCCESS
from kombu import Queue

from core import origen
from ops import pulse
from tasks import schedule

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ops.settings")
# The checks load every screen: `manage.py prepare` has run them.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

_run: ContextVar[int | None] = ContextVar("run", default=None)
"""The row of the run that this thread is at."""

app = Celery("sigobito", include=schedule.MODULES)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_queues=[Queue(name) for name in schedule.QUEUES],
    task_routes={job.task: {"queue": job.queue} for job in schedule.JOBS},
)
# Celery would open a database connection for every task; ours are checked before each instead.
app.conf["CELERY_DB_REUSE_MAX"] = 1000
pulse.watch()


@setup_logging.connect
def log_as_everybody(**_: Any) -> None:
    """Keep Celery from a format of its own."""
    from django.conf import settings  # noqa: PLC0415  # not while Celery is being imported

    dictConfig(settings.LOGGING)


@task_prerun.connect
def begin(task: Any, **_: Any) -> None:
    """Drop a connection that the database closed, give the run an id, and write down its start.

    What the run causes, and its lines in the log, carry the id.
    """
    from django.db import connections  # noqa: PLC0415  # Django is set up by now, not at import

    from core import vueltas  # noqa: PLC0415
    from ops import logs  # noqa: PLC0415

    for connection in connections.all(initialized_only=True):
        connection.close_if_unusable_or_obsolete()
    origen.poner(origen.nuevo())
    logs.task.set(task.name)
    _run.set(vueltas.empezar(task.name))


@task_postrun.connect
def end(state: str | None = None, retval: Any = None, **_: Any) -> None:
    """Write down how the run ended; what this thread does next has another origin."""
    from core import vueltas  # noqa: PLC0415
    from ops import logs  # noqa: PLC0415

    run = _run.get()
    if run is not None:
        vueltas.terminar(run, "" if state == SUCCESS else _class_of(retval))
    _run.set(None)
    origen.poner("")
    logs.task.set("")


@after_task_publish.connect
def beat(headers: Any = None, **_: Any) -> None:
    """Write down that the clock called and the broker took it; wake-ups do not count."""
    from core import vueltas  # noqa: PLC0415

    if isinstance(headers, dict) and "periodic_task_name" in headers:
        vueltas.latir()


def _class_of(retval: object) -> str:
    return type(retval).__name__ if isinstance(retval, BaseException) else "?"
