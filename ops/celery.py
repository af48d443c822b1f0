"""The Celery application. Only `tasks` and `ops` know that it exists."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import task_prerun
from kombu import Queue

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


@task_prerun.connect
def check_connections(**_: Any) -> None:
    """Drop a connection that the database closed, so that a restart costs no task."""
    from django.db import connections  # noqa: PLC0415  # Django is set up by now, not at import

    for connection in connections.all(initialized_only=True):
        connection.close_if_unusable_or_obsolete()
