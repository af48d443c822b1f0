"""How the web server runs: `gunicorn --config python:ops.gunicorn ops.wsgi`."""

from __future__ import annotations

import os
from typing import Any

from ops import settings

# The lines of the server before Django is loaded look like all others.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ops.settings")

bind = settings.WEB_BIND
workers = settings.WEB_PROCESOS
threads = settings.WEB_HILOS
worker_class = "ops.webworker.FairWorker"
preload_app = True
# A worker that answers nothing for this long is replaced.
timeout = 30
graceful_timeout = 10
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
# Its heartbeat files: in memory, where a slow disk cannot make a worker look dead.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112
control_socket_disable = True
errorlog = "-"
accesslog = None
logconfig_dict = settings.LOGGING


def when_ready(_server: Any) -> None:
    """Load what the workers will need before they are forked, so that they share its memory."""
    from ops import preload  # noqa: PLC0415  # Django is set up by now, not at import

    preload.everything()
