"""A worker that dies leaves its publication in doubt, never resent."""

from __future__ import annotations

from datetime import timedelta

from django.db.models.functions import Now

from channels import queue, reconcile, sending
from channels.models import Cuenta, Intento, Publicacion
from channels.registry import adapter_for
from core.models import Expediente
from ops.sandbox.client import Sandbox
from tests.channels.builders import a_post, queued


def abandoned(expediente: Expediente, cuenta: Cuenta) -> Publicacion:
    """A claimed publication whose lease has run out."""
    queued(expediente, cuenta)
    [row] = queue.claim()
    return row


def expire(row: Publicacion) -> None:
    Publicacion.objects.filter(pk=row.pk).update(lease_until=Now() - timedelta(seconds=1))


def test_a_worker_that_died_after_beginning_leaves_a_doubt(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    row = abandoned(expediente, perfil)
    assert queue.begin(row, (), None)
    adapter_for(perfil).publish(a_post(), ())
    expire(row)
    [outcome] = queue.recover()
    assert (outcome.antes, outcome.despues) == ("publicando", "desconocida")
    assert queue.claim() == []
    [doubtful] = reconcile.claim()
    found = reconcile.settle(doubtful, reconcile.read(doubtful))
    assert found is not None
    assert found.despues == "publicada"
    assert [one.resultado for one in Intento.objects.all()] == ["desconocido"]
    assert len(sandbox.posts("x")) == 1


def test_a_worker_that_died_before_beginning_surely_sent_nothing(
    expediente: Expediente, perfil: Cuenta
) -> None:
    row = abandoned(expediente, perfil)
    expire(row)
    [outcome] = queue.recover()
    assert outcome.despues == "pendiente"
    assert [one.pk for one in queue.claim()] == [row.pk]


def test_a_worker_that_wakes_up_too_late_sends_nothing(
    sandbox: Sandbox, expediente: Expediente, perfil: Cuenta
) -> None:
    row = abandoned(expediente, perfil)
    expire(row)
    queue.recover()
    assert sending.send(row) == sending.Result()
    assert sandbox.posts("x") == []


def test_what_is_still_leased_is_left_alone(expediente: Expediente, perfil: Cuenta) -> None:
    abandoned(expediente, perfil)
    assert queue.recover() == []
