"""The processes of the Procfile: started, watched, started again when they die, ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from ops.embedded.base import wait

# A process that keeps dying is started again after 1, 2, 4 ... seconds.
LONGEST_PAUSE = 15.0
# What one that must say that it works may take, in seconds, to say it for the first time.
FIRST_WORD = 45.0


def read_procfile(path: Path) -> dict[str, str]:
    """Return name and command of each line."""
    lines = (line.partition(":") for line in path.read_text().splitlines() if line.strip())
    return {name.strip(): command.strip() for name, _, command in lines}


class Process:
    """One command, in a process group of its own so that a Ctrl-C reaches it only through us.

    With `patience` (seconds) it must say now and then that it works, as `ops.pulse` does.
    """

    def __init__(
        self, name: str, command: str, *, log: Path, cwd: Path, patience: float | None = None
    ) -> None:
        self.name = name
        self.command = command
        self.log = log
        self.cwd = cwd
        self.patience = patience
        self.deaths = 0
        self._heard = 0.0
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
                env=dict(environ) | self._line(),
                start_new_session=True,
            )
        self._started = time.monotonic()
        self._heard = self._started + FIRST_WORD

    def died(self) -> bool:
        """Tell whether it was started and ended by itself."""
        return self._child is not None and self._child.poll() is not None

    def silent(self) -> bool:
        """Tell whether it runs, and has not said for too long that it works."""
        if self.patience is None or not self.pid or self._ear is None:
            return False
        with suppress(BlockingIOError):
            while self._ear.recv(64):
                self._heard = time.monotonic()
        return time.monotonic() - self._heard > self.patience

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

    def kill(self) -> None:
        """End it at once: it will be found dead."""
        if self.pid:
            kill_group(self.pid)
            wait(self.died, 5)

    def _line(self) -> dict[str, str]:
        """What it needs to know to speak to us; nothing if we do not listen."""
        if self._ear is None:
            return {}
        name = self._ear.getsockname().decode().replace("\0", "@", 1)
        return {"NOTIFY_SOCKET": name, "WATCHDOG_USEC": str(int((self.patience or 0) * 1e6))}

    @cached_property
    def _ear(self) -> socket.socket | None:
        """Where it speaks to us: a socket without a file, which goes when we go."""
        if self.patience is None:
            return None
        ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        ear.bind("")  # Linux finds a free name
        return ear

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
        if ear := self.__dict__.pop("_ear", None):
            ear.close()


def kill_group(pid: int) -> None:
    """Kill what is left of a process group."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
