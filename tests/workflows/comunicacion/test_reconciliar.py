"""What nobody knows is read back; what stays unknown, an official decides."""

from __future__ import annotations

import pytest

from core.models import Usuario
from ops.sandbox.client import Sandbox
from tasks import publish
from tests.workflows.comunicacion.builders import (
    Redaccion,
    abiertos,
    avisados,
    avisos,
    pasados,
    salida,
    salidas,
)
from workflows.comunicacion import actions, states
from workflows.comunicacion.models import Pieza


@pytest.fixture
def dudosa(redaccion: Redaccion, sandbox: Sandbox) -> Pieza:
    """One whose post was accepted by Facebook, that said nothing and shows nothing yet."""
    sandbox.fault("facebook", "late_timeline", seconds=3600)
    sandbox.fault("facebook", "lost_response")
    return redaccion.publicar(canales=["web", "facebook"])


def test_absent_once_is_not_believed(dudosa: Pieza, sandbox: Sandbox) -> None:
    publicacion = salida(dudosa, "facebook")

    assert (publicacion.estado, publicacion.lecturas) == ("desconocida", 1)
    assert not actions.reconciliar()
    assert len(sandbox.calls("facebook", "publish")) == 1


def test_seen_later_it_is_out(dudosa: Pieza, sandbox: Sandbox) -> None:
    sandbox.clear()

    with pasados(3):
        assert actions.reconciliar()

    assert salidas(dudosa)["facebook"] == "publicada"
    assert avisados(dudosa, "C03P") == {"Paula Quintero"}


def test_never_sent_it_is_sent_again_after_three_reads(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault("facebook", "reset")
    pieza = redaccion.publicar(canales=["web", "facebook"])
    for minutos in (0, 3, 6):
        with pasados(minutos):
            publish.publicar()

    with pasados(6):
        publish.publicar()
    assert salidas(pieza)["facebook"] == "publicada"
    assert len(sandbox.posts("facebook")) == 1


def test_after_a_day_an_official_is_asked(dudosa: Pieza, sandbox: Sandbox) -> None:
    sandbox.fault("facebook", "server_error_json", op="timeline", times=None)

    for horas in (1, 12, 25):
        with pasados(60 * horas):
            actions.reconciliar()

    assert salidas(dudosa)["facebook"] == "por_decidir"
    assert avisados(dudosa, "C05") == {"Paula Quintero", "Bruno Salas"}
    assert avisos(dudosa, "C05")[0].titulo == f"Decida si salió en Facebook: {dudosa.titulo}"
    assert abiertos(dudosa) == {"publicacion.atender"}


def test_a_token_that_dies_while_reading_is_told(
    dudosa: Pieza, sandbox: Sandbox, sofia: Usuario
) -> None:
    sandbox.fault("facebook", "dead_token")

    with pasados(3):
        actions.reconciliar()

    assert salidas(dudosa)["facebook"] == "desconocida"
    assert avisados(None, "C06") == {"Paula Quintero", "Bruno Salas", "Sofía Lince"}


def test_the_switch_does_not_stop_reading(redaccion: Redaccion, sandbox: Sandbox) -> None:
    sandbox.fault("facebook", "lost_response")
    pieza = redaccion.hasta(states.APROBADA, canales=["web", "facebook"])
    actions.publicar()
    actions.detener(actor=redaccion.titular, motivo="Duelo nacional")

    actions.reconciliar()

    assert salidas(pieza)["facebook"] == "publicada"
