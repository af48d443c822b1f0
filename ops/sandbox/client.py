"""A synchronous client of the sandbox, for tests, benchmarks and the demo."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import requests

TIMEOUT_S = 10
START_S = 60
STOP_S = 5
ROOT = Path(__file__).resolve().parents[2]


class Sandbox:
    """One running sandbox: `url` of its HTTP side, `smtp_host` and `smtp_port` of its mail."""

    def __init__(self, url: str, smtp_host: str = "127.0.0.1", smtp_port: int = 0):
        self.url = url.rstrip("/")
        self.smtp_host = smtp_host
        self.smtp_port = smtp_port
        self._session = requests.Session()

    def state(self) -> dict[str, Any]:
        """Return all that it holds: posts, tweets, images, mails, calls, counts."""
        return self._call("GET", "state")

    def mails(self, to: str | None = None) -> list[dict[str, Any]]:
        """Return the mails, oldest first; with `to` only those whose envelope names it."""
        return self._some("mails", **({"to": to} if to else {}))

    def posts(self, network: str, *, hidden: bool = False) -> list[dict[str, Any]]:
        """Return what the public sees on `facebook` or `x`, oldest first.

        With `hidden` also what was deleted or never made public.
        """
        found = self._some("posts" if network == "facebook" else "tweets")
        return [
            post
            for post in found
            if hidden or (post.get("published", True) and not post["deleted"])
        ]

    def calls(self, target: str, op: str | None = None) -> list[dict[str, Any]]:
        """Return the calls to `facebook`, `x` or `smtp`, oldest first."""
        return [c for c in self._some("calls") if c["target"] == target and op in (None, c["op"])]

    def fault(self, target: str, kind: str, **more: Any) -> dict[str, Any]:
        """Make it misbehave: `op`, `times` (None: until cleared), `seconds`, `accepted`, `address`.

        Raises ValueError with the reason when there is no such fault.
        """
        return self._call("POST", "faults", {"target": target, "kind": kind, **more})

    def faults(self) -> list[dict[str, Any]]:
        """Return the faults in force: one that was to act so many times leaves when it has."""
        found: list[dict[str, Any]] = self._call("GET", "faults")["faults"]
        return found

    def end(self, fault_id: int) -> None:
        """End one fault."""
        self._call("DELETE", f"faults?{urlencode({'id': fault_id})}")

    def clear(self, target: str | None = None) -> None:
        """End the faults of one target, or all."""
        self._call("DELETE", f"faults?{urlencode({'target': target} if target else {})}")

    def reset(self) -> None:
        """Forget what was received and end all faults."""
        self._call("POST", "reset")

    def get(self, path: str) -> requests.Response:
        """Return the page at `path`, as a browser would get it."""
        return self._session.get(f"{self.url}{path}", timeout=TIMEOUT_S)

    def _some(self, only: str, **query: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._call(
            "GET", f"state?{urlencode({'only': only, **query})}"
        )[only]
        return found

    def _call(self, method: str, path: str, data: Any = None) -> dict[str, Any]:
        answer = self._session.request(
            method, f"{self.url}/_sandbox/{path}", json=data, timeout=TIMEOUT_S
        )
        if answer.status_code == requests.codes.bad_request:
            raise ValueError(answer.json()["error"])
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found


@contextmanager
def start(port: int = 0, smtp_port: int = 0, *, state: Path | None = None) -> Iterator[Sandbox]:
    """Run a sandbox in a process of its own, ready when yielded, ended afterwards.

    Raises RuntimeError when it ends, or `START_S` pass, before it is ready. Its stderr is ours.
    """
    command = [sys.executable, "-m", "ops.sandbox", "--port", str(port)]
    command += ["--smtp-port", str(smtp_port)]
    command += ["--state", str(state)] if state else []
    with subprocess.Popen(  # noqa: S603 our own module, our own arguments
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield _ready(process)
        finally:
            process.terminate()
            try:
                process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()


def _ready(process: "subprocess.Popen[str]") -> Sandbox:
    watch = threading.Timer(START_S, process.kill)
    watch.start()
    line = process.stdout.readline() if process.stdout else ""
    watch.cancel()
    if not line:
        raise RuntimeError("the sandbox ended before it was ready")
    ports = json.loads(line)
    return Sandbox(ports["url"], ports["smtp_host"], ports["smtp_port"])
