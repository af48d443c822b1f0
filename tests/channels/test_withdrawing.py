"""A withdrawn post leaves the networks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from channels import decisions, holds, queue, reconcile, sending, withdrawing
from channels.models import Cuenta
from channels.outcome import Outcome
from channels.settling import settle
from core import clock
from core.models import Expediente, Usuario
from ops.sandbox.client import Sandbox
from tests.channels.builders import queued


def published(expediente: Expediente, cuenta: Cuenta) -> None:
    queued(expediente, cuenta)
    [row] = queue.claim()
    settle(row, sending.send(row))


def take_away() -> Outcome:
    [row] = withdrawing.claim()
    outcome = withdrawing.settle(row, withdrawing.take_away(row))
    assert outcome is not None
    return outcome


@pytest.mark.parametrize(("canal", "network"), [("pagina", "facebook"), ("perfil", "x")])
def test_the_post_is_deleted(
    sandbox: Sandbox,
    expediente: Expediente,
    canal: str,
    network: str,
    request: pytest.FixtureRequest,
) -> None:
    published(expediente, request.getfixturevalue(canal))
    assert withdrawing.claim() == []
    decisions.withdraw(expediente.pk)
    outcome = take_away()
    assert (outcome.antes, outcome.despues) == ("publicada", "retirada")
    assert outcome.publicacion.retirada_en is not None
    assert sandbox.posts(network) == []
    assert withdrawing.claim() == []


def test_the_switch_does_not_stop_it(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta, sofia: Usuario
) -> None:
    published(expediente, pagina)
    holds.pull_brake(actor=sofia, motivo="Duelo")
    decisions.withdraw(expediente.pk)
    assert take_away().despues == "retirada"


def test_a_lost_answer_is_simply_asked_again(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta
) -> None:
    published(expediente, pagina)
    decisions.withdraw(expediente.pk)
    sandbox.fault("facebook", "lost_response", op="delete")
    outcome = take_away()
    assert (outcome.despues, outcome.publicacion.fallos) == ("publicada", 1)
    assert withdrawing.claim() == []
    with clock.moved_to(clock.now() + timedelta(minutes=2)):
        assert take_away().despues == "retirada"


def test_a_dead_token_stops_the_account_and_the_withdrawal_waits(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta
) -> None:
    published(expediente, pagina)
    decisions.withdraw(expediente.pk)
    sandbox.fault("facebook", "dead_token", op="delete")
    outcome = take_away()
    assert outcome.cuenta is not None
    assert (outcome.despues, outcome.publicacion.fallos) == ("publicada", 0)
    with clock.moved_to(clock.now() + timedelta(hours=1)):
        assert withdrawing.claim() == []
        holds.resume_account(pagina.pk)
        assert take_away().despues == "retirada"


def test_after_six_failures_a_person_does_it(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta
) -> None:
    published(expediente, pagina)
    decisions.withdraw(expediente.pk)
    sandbox.fault("facebook", "server_error_html", op="delete", times=None)
    for hours in range(6):
        with clock.moved_to(clock.now() + timedelta(hours=hours)):
            outcome = take_away()
    assert (outcome.despues, outcome.publicacion.fallos) == ("publicada", 6)
    assert outcome.publicacion.error
    with clock.moved_to(clock.now() + timedelta(days=9)):
        assert withdrawing.claim() == []


def test_a_post_in_doubt_is_withdrawn_once_it_is_found(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    sandbox.fault("x", "lost_response", op="publish")
    published(expediente, perfil)
    decisions.withdraw(expediente.pk)
    [row] = reconcile.claim()
    reconcile.settle(row, reconcile.read(row))
    assert take_away().despues == "retirada"
    assert sandbox.posts("x") == []
