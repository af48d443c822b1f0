"""One switch stops all posting, and lets it go on."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core.models import Usuario
from core.transitions import NotAllowed
from ops.sandbox.client import Sandbox
from tasks import publish
from tests.workflows.comunicacion.builders import Redaccion, salidas
from workflows.comunicacion import actions, queries, states


def test_nothing_leaves_until_it_is_let_go(redaccion: Redaccion, sandbox: Sandbox) -> None:
    pieza = redaccion.hasta(states.APROBADA)

    actions.detener(actor=redaccion.titular, motivo="Duelo nacional")
    publish.publicar()
    assert salidas(pieza) == {"web": "publicada", "facebook": "retenida", "twitter": "retenida"}
    puesto = queries.freno()
    assert puesto is not None
    assert (puesto.motivo, puesto.por) == ("Duelo nacional", redaccion.titular)

    actions.reanudar(actor=redaccion.autora)
    publish.publicar()
    assert set(salidas(pieza).values()) == {"publicada"}
    assert queries.freno() is None


def test_the_portal_waits_too_and_goes_out_when_it_is_let_go(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    actions.detener(actor=redaccion.titular, motivo="Duelo nacional")
    pieza = redaccion.hasta(states.APROBADA)
    publish.publicar()
    assert queries.noticia(pieza.token) is None

    actions.reanudar(actor=redaccion.titular)
    publish.publicar()
    assert queries.noticia(pieza.token) is not None


def test_it_needs_a_reason(redaccion: Redaccion) -> None:
    with pytest.raises(ValidationError, match="por qué se detiene"):
        actions.detener(actor=redaccion.titular, motivo=" ")
    assert queries.freno() is None


@pytest.mark.parametrize("quien", ["tomas", "paula"])
def test_the_titular_and_prensa_may(quien: str, request: pytest.FixtureRequest) -> None:
    actor: Usuario = request.getfixturevalue(quien)

    actions.detener(actor=actor, motivo="Silencio electoral")
    actions.reanudar(actor=actor)

    assert queries.freno() is None


@pytest.mark.parametrize("quien", ["rosa", "elena", "luis", "omar", "sofia"])
def test_others_may_not(quien: str, paula: Usuario, request: pytest.FixtureRequest) -> None:
    actor: Usuario = request.getfixturevalue(quien)

    with pytest.raises(NotAllowed, match="No le corresponde"):
        actions.detener(actor=actor, motivo="Silencio electoral")
    actions.detener(actor=paula, motivo="Silencio electoral")
    with pytest.raises(NotAllowed, match="No le corresponde"):
        actions.reanudar(actor=actor)
    assert queries.freno() is not None
