"""The tasks of the publications: named, bounded, one domain call for each row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from core import clock
from core.models import Usuario
from ops.sandbox import client
from ops.sandbox.client import Sandbox
from tasks import publish
from tests.channels.builders import an_account
from tests.workflows.comunicacion.builders import MIERCOLES, Redaccion, salidas
from workflows.comunicacion import states


@pytest.fixture(autouse=True)
def miercoles() -> Iterator[None]:
    with clock.moved_to(MIERCOLES):
        yield


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with client.start() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox, settings: Settings, db: None) -> Sandbox:
    running.reset()
    settings.SANDBOX_URL = running.url
    an_account("facebook")
    an_account("twitter")
    return running


@pytest.fixture
def redaccion(paula: Usuario, bruno: Usuario, tomas: Usuario, sandbox: Sandbox) -> Redaccion:
    return Redaccion(autora=paula, editor=bruno, titular=tomas)


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
