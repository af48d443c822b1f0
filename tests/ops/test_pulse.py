"""A worker says that it works; whoever started it hears when it does not."""

from __future__ import annotations

import os
import shlex
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops import pulse
from ops.embedded.base import wait
from ops.pulse import Pulse
from ops.stack.processes import Process
from tests.architecture.source import ROOT

SPEAKS = "import time; from ops import pulse; say = pulse.listener(); assert say; say()"


@pytest.fixture
def said() -> list[float]:
    return []


def un_pulso(said: list[float], *, longest: float = 60) -> Pulse:
    return Pulse(lambda: said.append(time.monotonic()), every=0.02, longest=longest)


def test_it_speaks_when_a_task_begins_and_when_it_ends(said: list[float]) -> None:
    latido = un_pulso(said)

    latido.begin(task_id="a")
    latido.end(task_id="a")

    assert len(said) == 2


def test_it_speaks_for_a_long_task_while_it_lasts(said: list[float]) -> None:
    latido = un_pulso(said)
    latido.start()
    latido.begin(task_id="a")

    assert wait(lambda: len(said) > 5, 5)


def test_it_is_silent_when_nothing_is_under_way(said: list[float]) -> None:
    latido = un_pulso(said)
    latido.begin(task_id="a")
    latido.end(task_id="a")
    latido.start()
    antes = len(said)
    time.sleep(0.2)

    assert len(said) == antes


def test_a_task_that_is_stuck_is_no_sign_of_life(said: list[float]) -> None:
    latido = un_pulso(said, longest=0.05)
    latido.begin(task_id="a")
    assert latido.works()
    time.sleep(0.1)

    assert not latido.works()


@pytest.fixture(params=["abstract", "file"])
def ear(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[socket.socket]:
    """Systemd listens at either kind of address."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "s") if request.param == "file" else "")
        listening.settimeout(5)
        yield listening


def test_it_is_said_as_systemd_wants_it(ear: socket.socket) -> None:
    name = ear.getsockname()
    address = name if isinstance(name, str) else name.decode().replace("\0", "@")

    say = pulse.listener({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "30000000"})

    assert say
    say()
    assert ear.recv(64) == b"WATCHDOG=1"


def test_nobody_who_does_not_ask_is_told() -> None:
    assert pulse.listener({}) is None
    assert pulse.listener({"NOTIFY_SOCKET": "@nadie"}) is None


def test_a_listener_that_is_gone_does_no_harm() -> None:
    say = pulse.listener({"NOTIFY_SOCKET": "@nadie-escucha", "WATCHDOG_USEC": "1"})

    assert say
    say()


def un_proceso(tmp_path: Path, program: str, patience: float | None) -> Process:
    (tmp_path / "p.py").write_text(program)
    command = shlex.join([sys.executable, str(tmp_path / "p.py")])
    return Process("p", command, log=tmp_path / "p.log", cwd=tmp_path, patience=patience)


def con_la_casa() -> dict[str, str]:
    return dict(os.environ) | {"PYTHONPATH": str(ROOT)}


def test_a_process_that_speaks_is_heard_and_silent_when_it_stops(tmp_path: Path) -> None:
    program = (
        f"{SPEAKS}\nfor _ in range(30): time.sleep(0.1); say()\n"
        "print('calla', flush=True)\ntime.sleep(60)"
    )
    process = un_proceso(tmp_path, program, patience=1.5)
    process.start(con_la_casa())
    try:
        assert wait(lambda: process.silent() or "calla" in process.log.read_text(), 30)
        assert "calla" in process.log.read_text()
        assert wait(process.silent, 5)
        process.kill()
        assert process.died()
        assert not process.silent()
    finally:
        process.stop(1)


def test_a_process_that_nobody_listens_to_is_never_silent(tmp_path: Path) -> None:
    process = un_proceso(tmp_path, "import time; time.sleep(60)", patience=None)
    process.start(con_la_casa())
    try:
        assert not process.silent()
    finally:
        process.stop(1)
