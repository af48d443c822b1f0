"""The tasks of the publications: named, bounded, one domain call for each row."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from core import clock
from ops.sandbox.client import Sandbox
from tasks import publish
from tests.channels.builders import an_account
from tests.momentos import MIERCOLES
from tests.workflows.comunicacion.builders import Redaccion, salidas
from workflows.comunicacion import actions, states

pytestmark = pytest.mark.usefixtures("miercoles")


@pytest.fixture
def sandbox(sandbox: Sandbox, db: None) -> Sandbox:
    """The networks, and an account on each."""
    an_account("facebook")
    an_account("twitter")
    return sandbox


@pytest.fixture
def redaccion(redaccion: Redaccion, sandbox: Sandbox) -> Redaccion:
    return redaccion


def test_the_tasks_have_the_names_the_schedule_knows() -> None:
    assert publish.publicar.name == "tasks.publish.publicar"
    assert publish.reconciliar.name == "tasks.publish.reconciliar"
    assert publish.recuperar.name == "tasks.publish.recuperar"
    assert publish.revisar_cuentas.name == "tasks.publish.revisar_cuentas"


def test_one_run_sends_everything_that_is_due(redaccion: Redaccion, sandbox: Sandbox) -> None:
    piezas = [redaccion.hasta(states.APROBADA, titulo=f"Pieza {n}") for n in range(3)]

    publish.publicar()

    assert all(set(salidas(pieza).values()) == {"publicada"} for pieza in piezas)
    assert len(sandbox.posts("facebook")) == len(sandbox.posts("x")) == 3


def test_a_run_is_bounded(
    redaccion: Redaccion, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "MAX_ROWS", 1)
    redaccion.hasta(states.APROBADA)

    publish.publicar()

    assert len(sandbox.posts("facebook")) + len(sandbox.posts("x")) == 1


def test_a_lost_response_is_read_back_by_its_own_task(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault("facebook", "late_timeline", seconds=3600)
    sandbox.fault("facebook", "lost_response")
    pieza = redaccion.publicar(canales=["web", "facebook"])
    sandbox.clear()

    with clock.moved_to(MIERCOLES.replace(minute=4)):
        publish.reconciliar()

    assert salidas(pieza)["facebook"] == "publicada"


def test_what_waited_for_a_time_is_released(redaccion: Redaccion, sandbox: Sandbox) -> None:
    sandbox.fault("x", "rate_limit")
    pieza = redaccion.publicar()
    assert salidas(pieza)["twitter"] == "retenida"

    with clock.moved_to(MIERCOLES.replace(hour=13)):
        publish.recuperar()

    assert salidas(pieza)["twitter"] == "pendiente"


def test_the_accounts_are_asked_about(redaccion: Redaccion, sandbox: Sandbox) -> None:
    publish.revisar_cuentas()

    assert len(sandbox.calls("facebook", "debug_token")) == 1
    assert len(sandbox.calls("x", "me")) == 1


def test_networks_that_answer_nothing_leave_half_of_the_threads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Run after run waits inside a network; those that find no seat go on to other work."""
    answer, entered = threading.Event(), threading.Semaphore(0)

    def ask() -> bool:
        entered.release()
        answer.wait(10)
        return False

    monkeypatch.setattr(actions, "reconciliar", ask)
    with ThreadPoolExecutor(4) as pool:
        runs = [pool.submit(publish.reconciliar) for _ in range(4)]
        assert entered.acquire(timeout=5)
        assert entered.acquire(timeout=5)
        done, waiting = wait(runs, timeout=3)
        answer.set()
    assert (len(done), len(waiting)) == (2, 2)
    assert not entered.acquire(blocking=False)
    assert publish.seats.acquire(blocking=False)
    publish.seats.release()


def test_a_run_that_lasts_too_long_leaves_the_rest_for_the_next(
    redaccion: Redaccion, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "MAX_SECONDS", 0.0)
    redaccion.hasta(states.APROBADA)

    publish.publicar()

    assert sandbox.posts("facebook") == sandbox.posts("x") == []
