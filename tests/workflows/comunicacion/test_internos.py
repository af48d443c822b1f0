"""How long people have to approve, and to attend to what failed, is the town hall's to say."""

from __future__ import annotations

from datetime import datetime

from core import clock
from ops.sandbox.client import Sandbox
from tests.workflows.comunicacion.builders import Redaccion, con_imagen, en_minutos
from workflows.comunicacion import states
from workflows.comunicacion.models import Pieza
from workflows.plazos.models import Plazo, PlazoInterno


def vence(pieza: Pieza, clase: str) -> datetime:
    return clock.local(Plazo.objects.get(expediente=pieza.pk, clase=clase).vence_en)


def dura(clase: str, cantidad: int, unidad: str) -> None:
    PlazoInterno.objects.filter(clase_plazo=clase).update(cantidad=cantidad, unidad=unidad)


def test_the_next_piece_has_as_long_to_be_approved(redaccion: Redaccion) -> None:
    antes = redaccion.hasta(states.EN_REVISION)
    dura(states.APROBAR, 1, "habiles")

    despues = redaccion.hasta(states.EN_REVISION)

    assert f"{vence(antes, states.APROBAR):%d %H:%M}" == "09 14:00"
    assert f"{vence(despues, states.APROBAR):%d %H:%M}" == "10 16:00"


def test_the_next_one_that_fails_has_as_long_to_be_attended_to(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    dura(states.ATENDER, 20, "minutos")
    sandbox.fault("x", "bad_media")

    pieza = redaccion.publicar(**con_imagen())

    assert vence(pieza, states.ATENDER) == en_minutos(20)
