"""What dead workers left is found, and what waited for a time is released."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from channels import queue, sending
from channels.models import Publicacion
from ops.sandbox.client import Sandbox
from tasks import publish
from tests.workflows.comunicacion.builders import Redaccion, salidas
from workflows.comunicacion import actions, states


def vencer_arriendos() -> None:
    """Real time passed over whoever was at work."""
    Publicacion.objects.filter(lease_until__isnull=False).update(
        lease_until=datetime.now(UTC) - timedelta(seconds=1)
    )


def test_one_whose_worker_died_after_posting_is_found_and_not_repeated(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    pieza = redaccion.hasta(states.APROBADA, canales=["web", "facebook"])
    [row] = queue.claim()
    sending.send(row)
    vencer_arriendos()

    assert actions.recuperar() == 1
    publish.publicar()

    assert salidas(pieza)["facebook"] == "publicada"
    assert len(sandbox.posts("facebook")) == 1


def test_one_whose_worker_died_before_posting_goes_out(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    pieza = redaccion.hasta(states.APROBADA, canales=["web", "facebook"])
    queue.claim()
    vencer_arriendos()

    assert actions.recuperar() == 1
    publish.publicar()

    assert salidas(pieza)["facebook"] == "publicada"
    assert len(sandbox.calls("facebook", "publish")) == 1


def test_a_worker_that_comes_back_late_changes_nothing_twice(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    redaccion.hasta(states.APROBADA, canales=["web", "facebook"])
    queue.claim()

    assert actions.recuperar() == 0
    publish.publicar()
    assert sandbox.posts("facebook") == []
