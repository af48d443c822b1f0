"""How the bare page is served: with the settings of our own server, but without our screens."""

from __future__ import annotations

from ops.gunicorn import (
    accesslog,
    bind,
    control_socket_disable,
    errorlog,
    keepalive,
    logconfig_dict,
    preload_app,
    threads,
    timeout,
    worker_class,
    worker_tmp_dir,
    workers,
)

__all__ = [
    "accesslog",
    "bind",
    "control_socket_disable",
    "errorlog",
    "keepalive",
    "logconfig_dict",
    "preload_app",
    "threads",
    "timeout",
    "worker_class",
    "worker_tmp_dir",
    "workers",
]
