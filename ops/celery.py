"""The Celery application. Only `tasks` and `ops` know that it exists."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ops.settings")

app = Celery("sigobito")
app.config_from_object("django.conf:settings", namespace="CELERY")
