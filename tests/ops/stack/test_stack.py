"""The whole installation comes up on this machine, mends itself and goes without a trace."""

from __future__ import annotations

import json
import os
import signal
import smtplib
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis
import requests

from ops.embedded import APP
from ops.embedded.base import wait
from ops.sandbox.client import Sandbox
from ops.stack import Stack, report, watch
from tasks.schedule import QUEUES

# With the journeys: two installations that choose their ports at once choose the same.
pytestmark = pytest.mark.xdist_group("journeys")


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    home = tmp_path_factory.mktemp("una instalación entera")
    stack = Stack(home, settings={"TICK_SEGUNDOS": "1", "WEB_PROCESOS": "1"})
    try:
        stack.start(demo=False)
        yield stack
    finally:
        stack.discard()
    assert report.alive(stack.report_file) == {}


def test_the_web_answers(stack: Stack) -> None:
    answer = requests.get(f"{stack.environ['SITE_URL']}/salud/", timeout=10)
    assert answer.json() == {"estado": "vivo"}


def test_the_report_names_what_runs(stack: Stack) -> None:
    found = report.read(stack.report_file)
    assert found["site"] == stack.environ["SITE_URL"]
    assert {"sandbox", "web", "worker", "beat", "postgresql", "valkey"} <= set(found["pids"])
    assert set(report.alive(stack.report_file)) == {"sandbox", "web", "worker", "beat"}


def test_the_report_and_the_keys_are_for_us_alone(stack: Stack) -> None:
    for name in ("demo.json", "keys.json"):
        assert (stack.home / name).stat().st_mode & 0o077 == 0


def test_the_application_may_not_empty_the_history(stack: Stack) -> None:
    socket = str(stack.postgres.sockets)
    with (
        psycopg.connect(host=socket, user=APP, dbname="sigobito") as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("TRUNCATE core_historial")


def test_the_clock_calls_and_a_worker_comes(stack: Stack) -> None:
    worker = stack.processes["worker"].pid
    assert worker
    os.kill(worker, signal.SIGSTOP)
    try:
        assert wait(lambda: _waiting(stack) > 0, 30, every=0.2)
    finally:
        os.kill(worker, signal.SIGCONT)
    assert wait(lambda: _waiting(stack) == 0, 30, every=0.05)


def test_what_the_networks_got_outlives_a_stop(stack: Stack) -> None:
    sandbox = Sandbox(stack.environ["SANDBOX_URL"])
    with smtplib.SMTP("127.0.0.1", stack.ports["mail"], timeout=10) as server:
        server.sendmail(
            "a@prueba.invalid", ["b@prueba.invalid"], "Subject: Queda\n\nAquí.".encode()
        )
    assert [mail["subject"] for mail in sandbox.mails("b@prueba.invalid")] == ["Queda"]

    process = stack.processes["sandbox"]
    process.stop(15)
    stack.run("sandbox")
    stack._wait_for_port("sandbox")

    assert [mail["subject"] for mail in sandbox.mails("b@prueba.invalid")] == ["Queda"]


def test_a_killed_worker_is_started_again(stack: Stack) -> None:
    worker = stack.processes["worker"]
    first = worker.pid
    assert first
    os.killpg(first, signal.SIGKILL)
    assert wait(lambda: _mended(stack, first), 30, every=0.5)
    assert report.read(stack.report_file)["pids"]["worker"] == worker.pid


def test_a_worker_that_takes_nothing_is_told_by_mail_and_another_takes_its_place(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its process lives and holds its connection: only what it does not do shows it."""
    monkeypatch.setattr(watch, "SECONDS", 1.0)
    monkeypatch.setitem(stack.environ, "MOTOR_TARDE_SEGUNDOS", "10")
    monkeypatch.setitem(stack.environ, "ALARMA_CORREOS", "guardia@prueba.invalid")
    sandbox = Sandbox(stack.environ["SANDBOX_URL"])
    frozen = stack.processes["worker"].pid
    assert frozen
    assert wait(lambda: stack.mend() or _looks_well(stack), 40, every=0.5)

    os.kill(frozen, signal.SIGSTOP)

    assert wait(lambda: _mended(stack, frozen), 60, every=0.5)
    subjects = [str(mail["subject"]) for mail in sandbox.mails("guardia@prueba.invalid")]
    assert any("ningún trabajador responde" in subject for subject in subjects)
    assert not Path(f"/proc/{frozen}").exists()
    assert wait(lambda: stack.mend() or _looks_well(stack), 60, every=0.5)


def _looks_well(stack: Stack) -> bool:
    """Whether whoever watches from outside has nothing to say."""
    kept = stack.home / "vigilar.json"
    return kept.exists() and not json.loads(kept.read_text())["recuerdos"]


def _waiting(stack: Stack) -> int:
    with redis.Redis(unix_socket_path=str(stack.valkey.socket)) as client:
        return sum(client.llen(queue) for queue in QUEUES)


def _mended(stack: Stack, first: int) -> bool:
    stack.mend()
    return stack.processes["worker"].pid not in {None, first}
