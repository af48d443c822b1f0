"""The Celery application. Only `tasks` and `ops` know that it exists."""

from __future__ import annotations

import os
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import setup_logging, task_postrun, task_prerun
from kombu import Queue

from core import origen
from tasks import schedule

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ops.settings")
# The checks load every screen: `manage.py prepare` has run them.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

app = Celery("sigobito", include=schedule.MODULES)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_queues=[Queue(name) for name in schedule.QUEUES],
    task_routes={job.task: {"queue": job.queue} for job in schedule.JOBS},
)
# Celery would open a database connection for every task; ours are checked before each instead.
app.conf["CELERY_DB_REUSE_MAX"] = 1000


@setup_logging.connect
def log_as_everybody(**_: Any) -> None:
    """Keep Celery from a format of its own."""
    from django.conf import settings  # noqa: PLC0415  # not while Celery is being imported

    dictConfig(settings.LOGGING)


@task_prerun.connect
def begin(task: Any, **_: Any) -> None:
    """Give this call of the clock an id: what it causes, and its lines in the log, carry it."""
    from ops import logs  # noqa: PLC0415

    origen.poner(origen.nuevo())
    logs.task.set(task.name)


@task_postrun.connect
def end(**_: Any) -> None:
    """What this thread does next has another origin."""
    from ops import logs  # noqa: PLC0415

    origen.poner("")
    logs.task.set("")


@task_prerun.connect
def check_connections(**_: Any) -> None:
    """Drop a connection that the database closed, so that a restart costs no task."""
    from django.db import connections  # noqa: PLC0415  # Django is set up by now, not at import

    for connection in connections.all(initialized_only=True):
        connection.close_if_unusable_or_obsolete()
