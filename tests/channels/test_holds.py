"""What waits: behind the switch, behind an account that stopped."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from channels import holds, queue, sending
from channels.models import Cuenta, Freno, Publicacion
from channels.settling import settle
from core import clock
from core.models import Expediente, Usuario
from ops.sandbox.client import Sandbox
from tests.channels.builders import queued


def states() -> list[str]:
    return list(Publicacion.objects.order_by("pk").values_list("estado", flat=True))


def test_the_switch_holds_everything_and_lets_it_go(
    expediente: Expediente, pagina: Cuenta, perfil: Cuenta, sofia: Usuario
) -> None:
    queued(expediente, pagina)
    queued(expediente, perfil, programada_para=clock.now() + timedelta(hours=3))
    pulled = holds.pull_brake(actor=sofia, motivo="Veda electoral")
    assert (pulled.held, states()) == (2, ["retenida", "retenida"])
    assert queue.claim() == []
    released = holds.release_brake(actor=sofia)
    assert (released.released, states()) == (2, ["pendiente", "programada"])
    [freno] = Freno.objects.all()
    assert (freno.por, freno.soltado_por, freno.motivo) == (sofia, sofia, "Veda electoral")


def test_what_was_scheduled_for_a_time_behind_the_switch_leaves_afterwards(
    expediente: Expediente, pagina: Cuenta, sofia: Usuario
) -> None:
    queued(expediente, pagina, programada_para=clock.now() + timedelta(hours=1))
    holds.pull_brake(actor=sofia, motivo="Duelo")
    with clock.moved_to(clock.now() + timedelta(hours=2)):
        assert holds.refresh().released == 0
        holds.release_brake(actor=sofia)
        assert states() == ["pendiente"]
        assert len(queue.claim()) == 1


def test_the_switch_wants_a_reason(sofia: Usuario) -> None:
    with pytest.raises(ValidationError) as refusal:
        holds.pull_brake(actor=sofia, motivo="  ")
    assert "motivo" in refusal.value.message_dict
    assert holds.braked() is None


def test_pulling_the_switch_twice_is_pulling_it_once(sofia: Usuario, tomas: Usuario) -> None:
    holds.pull_brake(actor=sofia, motivo="Duelo")
    holds.pull_brake(actor=tomas, motivo="Otra vez")
    freno = holds.braked()
    assert freno is not None
    assert (freno.por, freno.motivo) == (sofia, "Duelo")
    with pytest.raises(IntegrityError), transaction.atomic():
        Freno.objects.create(por=tomas, motivo="Dos a la vez")


def test_what_a_worker_already_took_stops_before_its_request(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta, sofia: Usuario
) -> None:
    queued(expediente, pagina)
    [row] = queue.claim()
    holds.pull_brake(actor=sofia, motivo="Duelo")
    result = sending.send(row)
    outcome = settle(row, result)
    assert outcome is not None
    assert outcome.despues == "retenida"
    assert sandbox.posts("facebook") == []


def test_an_account_that_stops_holds_only_its_own(
    expediente: Expediente, pagina: Cuenta, perfil: Cuenta
) -> None:
    queued(expediente, pagina)
    queued(expediente, perfil)
    change = holds.stop_account(pagina.pk, Cuenta.Estado.RECONECTAR, "Venció")
    assert change is not None
    assert (change.antes, change.despues, change.motivo) == ("activa", "reconectar", "Venció")
    assert states() == ["retenida", "pendiente"]
    assert holds.stop_account(pagina.pk, Cuenta.Estado.PAUSADA, "Otra") is None
    assert holds.resume_account(pagina.pk) is not None
    assert states() == ["pendiente", "pendiente"]
    assert holds.resume_account(pagina.pk) is None


def test_behind_the_switch_a_reconnected_account_still_waits(
    expediente: Expediente, pagina: Cuenta, sofia: Usuario
) -> None:
    queued(expediente, pagina)
    holds.stop_account(pagina.pk, Cuenta.Estado.PAUSADA, "Sin saldo")
    holds.pull_brake(actor=sofia, motivo="Duelo")
    holds.resume_account(pagina.pk)
    assert states() == ["retenida"]
    holds.release_brake(actor=sofia)
    assert states() == ["pendiente"]


def test_a_limit_passes_with_time(expediente: Expediente, pagina: Cuenta) -> None:
    queued(expediente, pagina)
    holds.wait_until(pagina.pk, clock.now() + timedelta(minutes=15))
    holds.wait_until(pagina.pk, clock.now() + timedelta(minutes=5))
    assert states() == ["retenida"]
    with clock.moved_to(clock.now() + timedelta(minutes=6)):
        assert holds.refresh().released == 0
    with clock.moved_to(clock.now() + timedelta(minutes=16)):
        assert holds.refresh().released == 1


def test_the_clock_holds_what_slipped_past(expediente: Expediente, pagina: Cuenta) -> None:
    row = queued(expediente, pagina)
    holds.stop_account(pagina.pk, Cuenta.Estado.PAUSADA, "Sin saldo")
    Publicacion.objects.filter(pk=row.pk).update(estado="pendiente")
    assert queue.claim() == []
    assert holds.refresh().held == 1


def test_what_is_out_or_in_doubt_is_not_held(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta, sofia: Usuario
) -> None:
    sandbox.fault("facebook", "lost_response")
    queued(expediente, pagina)
    [row] = queue.claim()
    settle(row, sending.send(row))
    holds.pull_brake(actor=sofia, motivo="Duelo")
    assert states() == ["desconocida"]
