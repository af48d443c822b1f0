"""The light of a request that is closed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import queries, states
from workflows.solicitudes.models import Solicitud, TipoSolicitud


def luz(despacho: Despacho, solicitud: Solicitud) -> tuple[str, str]:
    found = queries.luz(queries.una(despacho.jefe, solicitud.codigo))
    return found.color, found.palabra


@pytest.mark.parametrize(("dias", "esperada"), [(1, ("azul", "A tiempo")), (60, ("gris", "Tarde"))])
def test_an_answered_one_was_so_in_time_or_late(
    despacho: Despacho, dias: int, esperada: tuple[str, str]
) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)
    with clock.moved_to(MIERCOLES + timedelta(days=dias)):
        despacho.cerrar(solicitud)

    assert luz(despacho, solicitud) == esperada


def test_where_the_law_gives_no_term_it_was_answered(
    despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    assert invitacion.dias_legales is None
    solicitud = despacho.hasta(states.CERRADA, tipo=invitacion)

    assert luz(despacho, solicitud) == ("azul", "Respondida")


@pytest.mark.parametrize("estado", [states.DESISTIDA, states.DUPLICADA])
def test_one_that_ended_otherwise_is_only_done(despacho: Despacho, estado: str) -> None:
    assert luz(despacho, despacho.hasta(estado)) == ("gris", "Hecho")


def test_opened_again_it_goes_by_its_new_term(despacho: Despacho) -> None:
    solicitud = despacho.reabrir(despacho.hasta(states.CERRADA))

    assert luz(despacho, solicitud) == ("verde", "En plazo")
