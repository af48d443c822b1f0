"""The light of a piece, with its reasons."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from ops.sandbox.client import Sandbox
from tests.workflows.comunicacion.builders import Redaccion, con_imagen
from workflows.comunicacion import actions, queries, states
from workflows.comunicacion.models import Pieza
from workflows.plazos.states import Luz


def luz(redaccion: Redaccion, pieza: Pieza) -> Luz:
    return queries.luz(queries.una(redaccion.autora, pieza.codigo))


@pytest.mark.parametrize(
    ("estado", "color", "palabra"),
    [
        ("borrador", "gris", "Sin enviar"),
        ("en_revision", "amarillo", "Por vencer"),
        ("devuelta", "amarillo", "Por corregir"),
        ("aprobada", "verde", "Por salir"),
        ("retirada", "gris", "Hecho"),
    ],
)
def test_each_state_has_its_light(
    estado: str, color: str, palabra: str, redaccion: Redaccion
) -> None:
    encontrada = luz(redaccion, redaccion.hasta(estado))

    assert (encontrada.color, encontrada.palabra) == (color, palabra)


def test_late_to_be_approved(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.EN_REVISION)

    with clock.moved_to(clock.now() + timedelta(days=2)):
        assert luz(redaccion, pieza).color == "rojo"


def test_out_everywhere(redaccion: Redaccion, sandbox: Sandbox) -> None:
    encontrada = luz(redaccion, redaccion.publicar())

    assert (encontrada.color, encontrada.palabra, encontrada.razones) == ("azul", "Publicada", ())


def test_what_did_not_go_out_is_said_first(redaccion: Redaccion, sandbox: Sandbox) -> None:
    sandbox.fault("x", "bad_media")
    sandbox.fault("facebook", "rate_limit")

    encontrada = luz(redaccion, redaccion.publicar(**con_imagen()))

    assert encontrada.color == "rojo"
    assert len(encontrada.razones) == 1
    assert encontrada.razones[0].startswith("X: ")


def test_what_is_held_says_what_it_waits_for(redaccion: Redaccion) -> None:
    actions.detener(actor=redaccion.titular, motivo="Duelo nacional")

    encontrada = luz(redaccion, redaccion.hasta(states.APROBADA))

    assert (encontrada.color, encontrada.palabra) == ("amarillo", "Espera")
    assert "Portal web: Retenida" in encontrada.razones
