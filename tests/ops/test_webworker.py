"""Processes of the web server share the work, and hold no door shut for browsers that wait."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ops.embedded.base import wait
from ops.stack.stack import ROOT

# Answers after a moment with the process that answered.
APP = """
import os, time

def app(environ, start_response):
    time.sleep(0.05)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]
"""


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """A server of two processes with one thread each."""
    (tmp_path / "probe.py").write_text(APP)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(  # noqa: S603 - our own interpreter
        [
            *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2"),
            *("--threads", "1", "--keep-alive", "30", "--no-control-socket"),
            *("--worker-class", "ops.webworker.FairWorker", "--pythonpath", f"{ROOT},{tmp_path}"),
            "probe:app",
        ],
        stderr=subprocess.DEVNULL,
    )
    try:
        assert wait(lambda: _answers(port), 30, every=0.1)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def ask(port: int, connection: http.client.HTTPConnection | None = None) -> bytes:
    """The process that answered; `connection` stays open."""
    asked = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    asked.request("GET", "/", headers={} if connection else {"Connection": "close"})
    return asked.getresponse().read()


def _answers(port: int) -> bool:
    try:
        return bool(ask(port))
    except OSError:
        return False


def _both(port: int) -> set[int]:
    """The two processes, once each has answered."""
    seen: set[int] = set()

    def look() -> bool:
        seen.add(int(ask(port)))
        return len(seen) == 2

    assert wait(look, 30, every=0.01)
    return seen


def test_a_process_that_is_busy_leaves_to_the_other_what_waits(port: int) -> None:
    stopped = min(_both(port))

    with ThreadPoolExecutor(20) as people:
        os.kill(stopped, signal.SIGSTOP)
        try:
            asked = [people.submit(ask, port) for _ in range(20)]
            time.sleep(0.3)  # some six are answered by one; all others have come
        finally:
            os.kill(stopped, signal.SIGCONT)
        answered = Counter(int(one.result()) for one in asked)

    assert answered[stopped] >= 4, answered


def test_connections_that_only_stay_open_hold_nobody_up(port: int) -> None:
    opened = [http.client.HTTPConnection("127.0.0.1", port, timeout=10) for _ in range(12)]
    try:
        for connection in opened:
            ask(port, connection)
        assert ask(port)
    finally:
        for connection in opened:
            connection.close()
