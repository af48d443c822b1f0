"""The whole installation comes up on this machine, mends itself and goes without a trace."""

from __future__ import annotations

import os
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator

import psycopg
import pytest
import redis
import requests

from ops.embedded import APP
from ops.embedded.base import wait
from ops.sandbox.client import Sandbox
from ops.stack import Stack, report, watch
from ops.stack.stack import ROOT
from ops.vigilar.__main__ import REINICIAR as RESTART
from tasks.schedule import QUEUES

# With the journeys: two installations that choose their ports at once choose the same.
pytestmark = pytest.mark.xdist_group("journeys")
GUARD = "guardia@prueba.invalid"


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
    # One that died is started again within seconds.
    until = time.monotonic() + 20
    while set(report.alive(stack.report_file)) != {"sandbox", "web", "worker", "beat"}:
        assert time.monotonic() < until
        time.sleep(0.2)


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


def test_a_worker_that_takes_nothing_is_told_by_mail_while_the_engine_stands_still(
    stack: Stack,
) -> None:
    """Its process lives and holds its connection: only what it does not do shows it."""
    environ = stack.environ | {
        "MOTOR_TARDE_SEGUNDOS": "10",
        "ALARMA_CORREOS": GUARD,
    }
    sandbox = Sandbox(environ["SANDBOX_URL"])
    worker = stack.processes["worker"].pid
    assert worker
    assert wait(lambda: _look(environ) == 0, 60, every=0.5)

    os.kill(worker, signal.SIGSTOP)
    try:
        assert wait(lambda: _look(environ) == RESTART, 60, every=0.5)
    finally:
        os.kill(worker, signal.SIGCONT)

    [mail] = sandbox.mails(GUARD)
    assert "ningún trabajador responde" in mail["subject"]
    assert wait(lambda: _look(environ) == 0 and len(sandbox.mails(GUARD)) == 2, 60, every=0.5)
    assert "Resuelto" in sandbox.mails(GUARD)[1]["subject"]


def test_the_stack_looks_from_outside_by_itself(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = stack.home / "vigilar.json"
    memory.unlink(missing_ok=True)
    monkeypatch.setattr(watch, "SECONDS", 0.0)
    assert wait(lambda: _turned(stack) and memory.exists(), 30, every=0.2)


def _turned(stack: Stack) -> bool:
    stack.mend()
    return True


def _look(environ: dict[str, str]) -> int:
    """Look once from outside; what it ends with."""
    return subprocess.call(
        [sys.executable, "-m", "ops.vigilar"], cwd=ROOT, env=environ, stdout=subprocess.DEVNULL
    )


def _waiting(stack: Stack) -> int:
    with redis.Redis(unix_socket_path=str(stack.valkey.socket)) as client:
        return sum(client.llen(queue) for queue in QUEUES)


def _mended(stack: Stack, first: int) -> bool:
    stack.mend()
    return stack.processes["worker"].pid not in {None, first}


def test_a_report_that_cannot_be_written_now_is_written_later(stack: Stack) -> None:
    worker = stack.processes["worker"]
    first = worker.pid
    assert first
    part = stack.report_file.with_suffix(".part")
    part.mkdir()  # as good as a full disk
    os.killpg(first, signal.SIGKILL)
    assert wait(lambda: _mended(stack, first), 30, every=0.5)
    assert report.read(stack.report_file)["pids"]["worker"] != worker.pid

    part.rmdir()
    stack.mend()

    assert report.read(stack.report_file)["pids"]["worker"] == worker.pid


def test_a_frozen_worker_is_replaced(stack: Stack) -> None:
    worker = stack.processes["worker"]
    first = worker.pid
    assert first
    os.kill(first, signal.SIGSTOP)
    assert wait(lambda: _mended(stack, first), 60, every=0.5)
