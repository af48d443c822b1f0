"""The cards of what waits for a decision."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import Despacho, se_niega
from workflows.cruce.pendientes import mi_dia
from workflows.solicitudes import queries, states
from workflows.solicitudes.models import Solicitud, TipoSolicitud


def test_the_titular_sees_what_was_put_to_decision_most_important_first(
    despacho: Despacho,
) -> None:
    normal = despacho.hasta(states.EN_DECISION)
    alta = despacho.hasta(states.EN_ANALISIS)
    despacho.elevar(alta, prioridad=4)
    despacho.registrar()

    assert list(queries.decisiones(despacho.titular)) == [alta, normal]


def test_the_jefe_sees_only_the_types_she_decides(
    despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    despacho.hasta(states.EN_DECISION)
    suya = despacho.hasta(states.EN_DECISION, tipo=invitacion)

    assert list(queries.decisiones(despacho.jefe)) == [suya]


def test_nobody_else_has_cards(despacho: Despacho) -> None:
    despacho.hasta(states.EN_DECISION)

    assert not queries.decisiones(despacho.asistente).exists()
    assert not queries.decisiones(despacho.responsable).exists()


def invitada(despacho: Despacho, tipo: TipoSolicitud) -> Solicitud:
    """To something that is in six days."""
    dia = clock.today() + timedelta(days=6)
    return despacho.hasta(states.EN_DECISION, tipo=tipo, fecha_evento=dia)


@pytest.mark.parametrize("dias", [0, 6])
def test_until_its_day_an_invitation_waits_for_a_decision(despacho: Despacho, dias: int) -> None:
    solicitud = invitada(despacho, despacho.tipo)

    with clock.moved_to(MIERCOLES + timedelta(days=dias)):
        assert list(queries.decisiones(despacho.titular)) == [solicitud]
        assert solicitud not in queries.esperan_a(despacho.jefe)


def test_once_it_has_been_nobody_decides_it_and_the_jefe_answers(
    despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    ajena, suya = invitada(despacho, despacho.tipo), invitada(despacho, invitacion)

    with clock.moved_to(MIERCOLES + timedelta(days=7)):
        for quien in (despacho.titular, despacho.jefe):
            assert not queries.decisiones(quien).exists()
        assert not queries.esperan_a(despacho.titular).exists()
        assert {ajena, suya} <= set(queries.esperan_a(despacho.jefe))
        (grupo,) = [uno for uno in mi_dia(despacho.jefe) if uno.clave == "sin_decidir"]
        assert (str(grupo.titulo), grupo.total) == ("Invitaciones cuya fecha pasó", 2)

        rechazada = despacho.rechazar(ajena, actor=despacho.jefe, motivo_codigo="fecha")
        assert rechazada.estado == states.RECHAZADA
        despacho.cerrar(rechazada)
        assert ajena not in queries.esperan_a(despacho.jefe)


def test_before_that_the_jefe_does_not_reject_what_the_titular_decides(
    despacho: Despacho,
) -> None:
    solicitud = invitada(despacho, despacho.tipo)

    with se_niega(solicitud, "No le corresponde"):
        despacho.rechazar(solicitud, actor=despacho.jefe)
