"""Runs `ops.vigilar` every so often beside the stack, as the system's own clock does elsewhere."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

SECONDS = 30.0
# What it says with its exit status: workers started anew would heal it.
RESTART = 2


class Watch:
    """One look after the other; the first a while after the start."""

    def __init__(self, *, log: Path, cwd: Path) -> None:
        self._log = log
        self._cwd = cwd
        self._last = time.monotonic()
        self._child: subprocess.Popen[bytes] | None = None

    def asks_for_workers(self, environ: Mapping[str, str]) -> bool:
        """Look again if it is time; True if the look that just ended asks for other workers."""
        if self._child is None:
            if time.monotonic() - self._last > SECONDS:
                self._look(environ)
            return False
        status = self._child.poll()
        if status is None:
            return False
        self._child, self._last = None, time.monotonic()
        return status == RESTART

    def stop(self) -> None:
        """End the look that is under way, if there is one."""
        if self._child is not None:
            self._child.kill()
            self._child.wait(5)
            self._child = None

    def _look(self, environ: Mapping[str, str]) -> None:
        with self._log.open("ab") as log:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "ops.vigilar"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._cwd,
                env=dict(environ),
                start_new_session=True,
            )
