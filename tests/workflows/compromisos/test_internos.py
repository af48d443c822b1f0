"""How long people have to accept, to verify and to answer is the town hall's to say."""

from __future__ import annotations

from datetime import date

from tests.workflows.compromisos.builders import Oficina, abiertos
from workflows.compromisos import states
from workflows.plazos.models import PlazoInterno


def dura(clase: str, dias: int) -> None:
    PlazoInterno.objects.filter(clase_plazo=clase).update(cantidad=dias)


def test_the_next_one_that_is_sent_has_as_long_to_be_accepted(oficina: Oficina) -> None:
    antes = oficina.hasta(states.ASIGNADA)
    dura(states.ACEPTAR, 4)

    assert abiertos(oficina.hasta(states.ASIGNADA))[states.ACEPTAR] == date(2026, 9, 15)
    assert abiertos(antes)[states.ACEPTAR] == date(2026, 9, 11)


def test_the_next_one_that_is_reported_has_as_long_to_be_verified(oficina: Oficina) -> None:
    dura(states.VERIFICAR, 1)

    assert abiertos(oficina.hasta(states.POR_VERIFICAR))[states.VERIFICAR] == date(2026, 9, 10)


def test_the_next_request_for_more_time_has_as_long_to_be_answered(oficina: Oficina) -> None:
    dura(states.PRORROGA, 1)

    pedido = oficina.pedir_prorroga(oficina.hasta(states.EN_GESTION))

    assert abiertos(pedido)[states.PRORROGA] == date(2026, 9, 10)
