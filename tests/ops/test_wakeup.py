"""A wake-up never makes a request wait, and losing one costs a tick."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from kombu import Queue
from kombu.exceptions import OperationalError

from ops import wakeup
from ops.celery import app
from ops.embedded import Valkey
from ops.wakeup import Waker
from tasks import schedule
from tasks.schedule import Job


class Sent:
    """Takes the place of the broker: remembers, or fails."""

    def __init__(self) -> None:
        self.queues: list[str] = []
        self.broken = False
        self.seen = threading.Event()

    def __call__(self, queue: str) -> None:
        if self.broken:
            self.seen.set()
            raise ConnectionRefusedError
        self.queues.append(queue)
        self.seen.set()


@pytest.fixture
def sent() -> Sent:
    return Sent()


def test_a_wake_up_is_sent_from_another_thread(sent: Sent) -> None:
    Waker(sent)("entregas")
    assert sent.seen.wait(5)
    assert sent.queues == ["entregas"]


def test_asked_many_times_while_it_waits_a_queue_is_woken_once(sent: Sent) -> None:
    gate = threading.Event()

    def slow(queue: str) -> None:
        gate.wait(5)
        sent(queue)

    waker = Waker(slow)
    waker("primera")
    time.sleep(0.1)
    for _ in range(50):
        waker("entregas")
    gate.set()
    _until(lambda: len(sent.queues) == 2)
    assert sent.queues == ["primera", "entregas"]


def test_after_a_failure_the_broker_is_left_alone_for_a_while(sent: Sent) -> None:
    waker = Waker(sent, silence=0.5)
    sent.broken = True
    waker("entregas")
    assert sent.seen.wait(5)
    time.sleep(0.1)
    sent.broken = False
    waker("entregas")
    time.sleep(0.2)
    assert sent.queues == []
    time.sleep(0.4)
    waker("entregas")
    _until(lambda: sent.queues == ["entregas"])


def test_a_forked_process_wakes_by_itself() -> None:
    ear, mouth = socket.socketpair()
    with ear, mouth:
        ear.settimeout(4)
        waker = Waker(lambda queue: mouth.sendall(queue.encode()))
        waker("padre")
        assert ear.recv(20) == b"padre"
        pid = os.fork()
        if pid == 0:
            waker("hijo")
            time.sleep(5)
            os._exit(0)
        assert ear.recv(20) == b"hijo"
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> str:
    name = "prueba"
    monkeypatch.setattr(schedule, "WAKEUPS", {name: Job("prueba.entregar", name, wakes=True)})
    monkeypatch.setitem(app.amqp.queues, name, Queue(name))
    return name


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Valkey]:
    server = Valkey(tmp_path / "con espacio")
    server.start()
    yield server
    server.discard()


@pytest.fixture
def mute() -> Iterator[int]:
    """Take connections and say nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_the_broker_gets_the_task_that_drains_the_queue(
    queue: str, valkey: Valkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.conf, "broker_url", valkey.url)
    wakeup.publish(queue)
    with redis.Redis(unix_socket_path=str(valkey.socket)) as client:
        (message,) = client.lrange(queue, 0, -1)
    assert b"prueba.entregar" in message
    assert b"expires" in message


def test_a_mute_broker_costs_a_request_nothing(
    queue: str, mute: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.conf, "broker_url", f"redis://127.0.0.1:{mute}/0")
    waker = Waker(wakeup.publish)
    begin = time.perf_counter()
    waker(queue)
    assert time.perf_counter() - begin < 0.05
    _until(lambda: waker._quiet_until > 0)


def test_a_closed_port_is_a_failure_within_two_seconds(
    queue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.conf, "broker_url", "redis://127.0.0.1:9/0")
    begin = time.perf_counter()
    with pytest.raises((OSError, OperationalError)):
        wakeup.publish(queue)
    assert time.perf_counter() - begin < 2


def _until(done: object, seconds: float = 5) -> None:
    assert callable(done)
    limit = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < limit
        time.sleep(0.02)
