"""The processes of the Procfile: started, watched, started again when they die, ended."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from ops.embedded.base import wait

# A process that keeps dying is started again after 1, 2, 4 ... seconds.
LONGEST_PAUSE = 15.0


def read_procfile(path: Path) -> dict[str, str]:
    """Return name and command of each line."""
    lines = (line.partition(":") for line in path.read_text().splitlines() if line.strip())
    return {name.strip(): command.strip() for name, _, command in lines}


class Process:
    """One command, in a process group of its own so that a Ctrl-C reaches it only through us."""

    def __init__(self, name: str, command: str, *, log: Path, cwd: Path) -> None:
        self.name = name
        self.command = command
        self.log = log
        self.cwd = cwd
        self.deaths = 0
        self._started = 0.0
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Its process id while it runs."""
        return self._child.pid if self._child and self._child.poll() is None else None

    def start(self, environ: Mapping[str, str]) -> None:
        """Start it; what it writes goes to its log."""
        with self.log.open("ab") as log:
            self._child = subprocess.Popen(
                ["/bin/sh", "-c", f"exec {self.command}"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.cwd,
                env=dict(environ),
                start_new_session=True,
            )
        self._started = time.monotonic()

    def died(self) -> bool:
        """Tell whether it was started and ended by itself."""
        return self._child is not None and self._child.poll() is not None

    def due(self) -> bool:
        """Tell whether a dead process has waited long enough to be started again."""
        pause = min(2.0**self.deaths, LONGEST_PAUSE)
        return time.monotonic() - self._started > pause

    def restart(self, environ: Mapping[str, str]) -> None:
        """Start it again after a death; one that had lived for a minute begins a new count."""
        long_lived = time.monotonic() - self._started > 60
        self.deaths = 1 if long_lived else self.deaths + 1
        self.start(environ)

    def ask_to_end(self) -> None:
        """Send it a SIGTERM, if it runs."""
        if self.pid:
            os.kill(self.pid, signal.SIGTERM)

    def stop(self, seconds: float) -> None:
        """End it and its children: asked first, killed after `seconds`."""
        child, self._child = self._child, None
        if child is None:
            return
        if child.poll() is None:
            child.terminate()
            wait(lambda: child.poll() is not None, seconds)
        kill_group(child.pid)
        child.wait(5)


def kill_group(pid: int) -> None:
    """Kill what is left of a process group."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
