"""How the web server runs: `gunicorn --config python:ops.gunicorn ops.wsgi`."""

from __future__ import annotations

import os

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
# Threads share the 45 MB that Django takes; two processes use two cores.
workers = int(os.environ.get("WEB_PROCESOS", "2"))
threads = int(os.environ.get("WEB_HILOS", "4"))
worker_class = "gthread"
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
