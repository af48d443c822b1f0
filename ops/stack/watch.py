"""Runs `ops.vigilar` every so often beside the stack, as the system's own clock does elsewhere."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

SECONDS = 30.0


class Watch:
    """One look after the other, the first a while after the start; what each says is logged."""

    def __init__(self, *, log: Path, cwd: Path) -> None:
        self._log = log
        self._cwd = cwd
        self._ended = time.monotonic()
        self._child: subprocess.Popen[bytes] | None = None

    def turn(self, environ: Mapping[str, str]) -> None:
        """Look again if it is time; never waits for the look."""
        if self._child is None:
            if time.monotonic() - self._ended > SECONDS:
                self._look(environ)
        elif self._child.poll() is not None:
            self._child, self._ended = None, time.monotonic()

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
