"""Workers that are hired and killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from ops.stack.stack import ROOT
from tests.faults.base import until


class Crew:
    """The nursery (`tests.faults.nursery`) and the workers it has forked."""

    def __init__(self, environ: Mapping[str, str], log: Path) -> None:
        self._ready: dict[int, float] = {}
        self._born: list[int] = []
        self.hired: set[int] = set()
        with log.open("ab") as errors:
            self._nursery = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.nursery"],
                cwd=ROOT,
                env=dict(environ),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                start_new_session=True,
            )
        threading.Thread(target=self._listen, daemon=True).start()

    def hire(self, *queues: str, threads: int = 1) -> int:
        """One more worker, of all queues if none is named; its process id at once."""
        chosen = ["--queues", ",".join(queues)] if queues else []
        arguments = [*chosen, "--concurrency", str(threads)]
        born = len(self._born)
        assert self._nursery.stdin
        self._nursery.stdin.write(f"{json.dumps(arguments)}\n")
        self._nursery.stdin.flush()
        until(lambda: len(self._born) > born, "a worker", every=0.005)
        pid = self._born[born]
        self.hired.add(pid)
        return pid

    def ready_since(self, pid: int) -> float | None:
        """The instant (monotonic) at which it began to consume; None if it has not."""
        return self._ready.get(pid)

    def kill(self, pid: int) -> None:
        """SIGKILL, and gone when this returns."""
        os.kill(pid, signal.SIGKILL)
        until(lambda: not Path(f"/proc/{pid}").exists(), "a dead worker", every=0.002)
        self.hired.discard(pid)

    def kill_all(self) -> None:
        """End whoever is left."""
        for pid in list(self.hired):
            self.kill(pid)

    def close(self) -> None:
        """End the workers and the nursery."""
        self.kill_all()
        self._nursery.kill()
        self._nursery.wait(5)

    def _listen(self) -> None:
        assert self._nursery.stdout
        for line in self._nursery.stdout:
            word, pid = line.split()
            if word == "born":
                self._born.append(int(pid))
            else:
                self._ready[int(pid)] = time.monotonic()
