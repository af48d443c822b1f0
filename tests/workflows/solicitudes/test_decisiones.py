"""The cards of what waits for a decision."""

from __future__ import annotations

from tests.builders import un_compromiso
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import queries, states
from workflows.solicitudes.models import TipoSolicitud


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


def test_a_card_says_how_many_promises_to_the_applicant_are_open(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)
    for _vez in range(2):
        un_compromiso(despacho.jefe, despacho.responsable, despacho.solicitante)
    cancelado = un_compromiso(despacho.jefe, despacho.responsable, despacho.solicitante)
    despacho.cancelar(cancelado)

    (tarjeta,) = queries.decisiones(despacho.titular)

    assert tarjeta == solicitud
    assert tarjeta.compromisos_abiertos == 2  # type: ignore[attr-defined]
