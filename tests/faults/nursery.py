"""Workers by the dozen: `python -m tests.faults.nursery` loads the application once and forks.

Each child is the worker of the Procfile with its own settings and pool; only the second that
loading Django takes is shared, so that hundreds can be killed. It reads one JSON list of further
arguments a line and answers with the process id; a child says on its own line that it is ready.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from celery.signals import worker_ready

from ops.celery import app
from ops.stack.processes import read_procfile
from ops.stack.stack import ROOT


def main() -> None:
    """Fork a worker for each line until the input ends."""
    app.loader.import_default_modules()
    app.finalize()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    procfile = read_procfile(ROOT / "Procfile")["worker"].split()
    arguments = procfile[procfile.index("worker") :]
    worker_ready.connect(_say_ready)
    for number, line in enumerate(sys.stdin):
        if os.fork() == 0:
            _work([*arguments, "--hostname", f"{number}@faults", *json.loads(line)])


def _work(arguments: list[str]) -> None:
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.write(ANSWERS, f"born {os.getpid()}\n".encode())
    try:
        app.worker_main(arguments)
    finally:
        os._exit(0)


def _say_ready(**_: Any) -> None:
    os.write(ANSWERS, f"ready {os.getpid()}\n".encode())


if __name__ == "__main__":
    # Workers redirect their own output; the answers keep the pipe we were started with.
    ANSWERS = os.dup(1)
    os.dup2(2, 1)
    main()
