"""The engine's measure counts as waiting exactly what following up would do."""

from __future__ import annotations

from django.db import connection

from tests.workflows.solicitudes.builders import Despacho
from workflows.cruce import motor
from workflows.solicitudes import actions, seguimiento, states


def debidas() -> int:
    with connection.cursor() as cursor:
        medida = motor.medir(cursor, sandbox=True)
    return next(una.debidas for una in medida.colas if una.nombre == "seguimiento")


def test_what_will_be_attended_to_waits_until_it_is(despacho: Despacho) -> None:
    aceptada = despacho.hasta(states.ACEPTADA)
    uno, otro = despacho.encargar(aceptada), despacho.encargar(aceptada)
    assert debidas() == len(seguimiento.por_atender()) == 0

    despacho.cumplir(uno)
    assert debidas() == len(seguimiento.por_atender()) == 0

    despacho.cumplir(otro)
    assert debidas() > 0
    assert len(seguimiento.por_atender()) == 1

    actions.seguir()
    assert debidas() == len(seguimiento.por_atender()) == 0
