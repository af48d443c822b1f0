"""Processes are watched, started again and ended."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import pytest

from ops.embedded.base import wait
from ops.stack.environment import choose_ports
from ops.stack.processes import Process, read_procfile
from tests.architecture.source import ROOT


@pytest.fixture
def process(tmp_path: Path) -> Process:
    command = "sh -c 'echo aqui; sleep 60 & sleep 60'"
    return Process("dormilon", command, log=tmp_path / "un registro.log", cwd=tmp_path)


def test_the_procfile_names_every_process() -> None:
    assert list(read_procfile(ROOT / "Procfile")) == ["sandbox", "web", "worker", "beat"]


def test_what_a_process_writes_goes_to_its_log(process: Process) -> None:
    process.start(os.environ)
    assert wait(lambda: process.log.read_text() == "aqui\n", 5)
    process.stop(5)


def test_a_stopped_process_takes_its_children_along(process: Process) -> None:
    process.start(os.environ)
    pid = process.pid
    assert pid
    wait(lambda: process.log.read_text() != "", 5)
    process.stop(5)
    assert process.pid is None
    assert wait(lambda: not _group_lives(pid), 5)


def test_a_process_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    command = "sh -c 'trap \"\" TERM; echo si; while :; do sleep 1; done'"
    stubborn = Process("terco", command, log=tmp_path / "log", cwd=tmp_path)
    stubborn.start(os.environ)
    wait(lambda: stubborn.log.read_text() != "", 5)
    stubborn.stop(0.2)
    assert stubborn.pid is None


def test_a_dead_process_is_noticed_and_started_again_after_a_pause(process: Process) -> None:
    process.start(os.environ)
    assert process.pid
    assert not process.died()
    os.kill(process.pid, signal.SIGKILL)
    assert wait(process.died, 5)
    assert not process.due()
    assert wait(process.due, 3)
    process.restart(os.environ)
    assert process.pid
    process.stop(1)


def test_a_stopped_process_is_not_taken_for_dead(process: Process) -> None:
    process.start(os.environ)
    process.stop(1)
    assert not process.died()


def test_a_taken_port_is_passed_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        chosen = choose_ports({"web": port, "mail": port})
    assert port not in chosen.values()
    assert len(set(chosen.values())) == 2


def _group_lives(pid: int) -> bool:
    try:
        os.killpg(pid, 0)
    except ProcessLookupError:
        return False
    return True
