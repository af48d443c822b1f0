"""Who is told when a deadline of a request comes near or passes (S02 to S08)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from core import clock
from core.models import Usuario
from notifiers.models import Entrega, Notificacion
from tests.momentos import ZONA
from tests.workflows.solicitudes.builders import Despacho, abiertos, avisados
from workflows.plazos import actions as plazos
from workflows.plazos.models import ReglaAlerta
from workflows.solicitudes import actions, states
from workflows.solicitudes.models import Solicitud

# Registered on Wednesday 9 September at ten, a petition is due on Friday 9 October at four.
VENCE = date(2026, 10, 9)


@pytest.fixture(autouse=True)
def contraparte(elena: Usuario) -> Usuario:
    return elena


def barrer(dia: date, hora: int = 8, minuto: int = 0) -> None:
    with clock.moved_to(datetime.combine(dia, time(hora, minuto), ZONA)):
        plazos.barrer()


def nuevos(solicitud: Solicitud, clase: str, dia: date, hora: int = 8) -> set[str]:
    """Who is told this by the sweep of that hour."""
    antes = set(Notificacion.objects.values_list("pk", flat=True))
    barrer(dia, hora)
    return {
        uno.destinatario.nombre
        for uno in Notificacion.objects.filter(expediente=solicitud.pk, clase=clase)
        if uno.pk not in antes
    }


def test_what_nobody_analyses_is_told_to_the_counter_and_then_to_the_contraparte(
    despacho: Despacho,
) -> None:
    solicitud = despacho.registrar()

    assert nuevos(solicitud, "S02", date(2026, 9, 10), hora=16) == set()
    assert nuevos(solicitud, "S02", date(2026, 9, 11)) == {"Rosa Medina", "Inés Pineda"}
    assert nuevos(solicitud, "S02", date(2026, 9, 14)) == {"Elena Cordero"}


def test_what_waits_for_a_decision_is_in_the_digest_after_three_working_days(
    despacho: Despacho,
) -> None:
    solicitud = despacho.hasta(states.EN_DECISION)
    Notificacion.objects.filter(clase="S03").delete()

    assert nuevos(solicitud, "S03", date(2026, 9, 14), hora=16) == set()
    assert nuevos(solicitud, "S03", date(2026, 9, 15)) == {"Tomás Vega", "Rosa Medina"}
    assert nuevos(solicitud, "S03", date(2026, 9, 17)) == {"Elena Cordero"}
    assert set(
        Entrega.objects.filter(notificacion__clase="S03").values_list("medio", flat=True)
    ) == {"resumen"}


def test_nobody_is_asked_to_decide_an_invitation_to_what_has_been(despacho: Despacho) -> None:
    """It waits for the jefe, who answers it (`test_decisiones.py`); until that day it is asked."""
    lunes, martes = date(2026, 9, 14), date(2026, 9, 15)
    pasada = despacho.hasta(states.EN_DECISION, fecha_evento=lunes)
    de_hoy = despacho.hasta(states.EN_DECISION, fecha_evento=martes)
    Notificacion.objects.filter(clase="S03").delete()

    with clock.moved_to(datetime.combine(martes, time(0, 1), ZONA)):
        assert [actions.mover_las_que_toca() for _vez in range(2)] == [1, 0]
    assert states.DECISION not in abiertos(pasada)
    assert nuevos(de_hoy, "S03", martes) == {"Tomás Vega", "Rosa Medina"}
    assert nuevos(pasada, "S03", date(2026, 9, 17)) == set()


def test_nor_is_it_when_it_comes_back_after_its_day(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.APLAZADA, fecha_evento=date(2026, 9, 15))
    Notificacion.objects.filter(clase="S03").delete()

    with clock.moved_to(datetime(2026, 9, 21, 8, tzinfo=ZONA)):
        assert actions.mover_las_que_toca() == 1

    assert Solicitud.objects.get(pk=solicitud.pk).estado == states.EN_DECISION
    assert states.DECISION not in abiertos(solicitud)
    assert avisados(solicitud, "S03") == set()


def test_the_term_of_the_law_is_told_ever_higher_as_it_runs_out(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    assert nuevos(solicitud, "S04", date(2026, 9, 25)) == {"Luis Ábrego"}
    assert nuevos(solicitud, "S04", date(2026, 10, 5)) == {"Luis Ábrego", "Rosa Medina"}
    assert nuevos(solicitud, "S04", date(2026, 10, 8)) == {
        "Luis Ábrego",
        "Rosa Medina",
        "Tomás Vega",
    }


def test_before_somebody_answers_for_it_the_jefe_is_told_at_half_of_the_term(
    despacho: Despacho,
) -> None:
    solicitud = despacho.registrar()

    assert nuevos(solicitud, "S04", date(2026, 9, 25)) == {"Rosa Medina"}
    despacho.analizar(solicitud)
    assert nuevos(solicitud, "S04", date(2026, 10, 5)) == {"Luis Ábrego", "Rosa Medina"}


def test_once_somebody_answers_for_it_half_of_the_term_is_his(despacho: Despacho) -> None:
    solicitud = despacho.registrar()
    despacho.analizar(solicitud)

    assert nuevos(solicitud, "S04", date(2026, 9, 25)) == {"Luis Ábrego"}


def test_what_no_role_reads_is_told_to_the_jefe_it_names(despacho: Despacho) -> None:
    solicitud = despacho.registrar(nivel_reserva=4)

    assert nuevos(solicitud, "S02", date(2026, 9, 11)) == {"Rosa Medina", "Inés Pineda"}
    assert nuevos(solicitud, "S04", date(2026, 9, 25)) == {"Rosa Medina"}


def test_past_the_term_all_are_told_at_once_and_every_working_day(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)
    todos = {"Luis Ábrego", "Rosa Medina", "Tomás Vega", "Elena Cordero"}

    assert nuevos(solicitud, "S05", VENCE, hora=16) == todos
    assert nuevos(solicitud, "S05", VENCE + timedelta(days=3)) == set()
    for dias in (4, 5, 6, 7):
        assert nuevos(solicitud, "S05", VENCE + timedelta(days=dias)) == todos
    assert nuevos(solicitud, "S05", VENCE + timedelta(days=8)) == set()


def test_each_has_one_mail_per_working_day(despacho: Despacho) -> None:
    despacho.hasta(states.EN_ANALISIS)
    for dias in range(7):
        for hora in (8, 16):
            barrer(VENCE + timedelta(days=dias), hora)

    salidas = [
        clock.local(uno.disponible_en).date()
        for uno in Entrega.objects.filter(
            notificacion__clase="S05", notificacion__usuario=despacho.jefe
        )
    ]
    assert sorted(salidas) == [VENCE + timedelta(days=dias) for dias in (3, 4, 5, 6)]


def test_once_answered_nobody_is_told_any_more(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.CERRADA)

    barrer(VENCE + timedelta(days=4))

    assert avisados(solicitud, "S04") | avisados(solicitud, "S05") == set()


def test_the_alerts_of_the_law_cannot_be_switched_off() -> None:
    de_ley = ReglaAlerta.objects.filter(codigo__in=("S04", "S05"))

    assert de_ley.count() == 5
    assert all(regla.obligatoria for regla in de_ley)


def test_what_was_accepted_and_has_no_date_is_told_to_the_jefe_and_then_to_the_titular(
    despacho: Despacho,
) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)

    assert nuevos(solicitud, "S07", date(2026, 9, 16), hora=15) == set()
    assert nuevos(solicitud, "S07", date(2026, 9, 17)) == {"Rosa Medina"}
    assert nuevos(solicitud, "S07", date(2026, 9, 24)) == {"Tomás Vega"}
    assert not Entrega.objects.filter(notificacion__clase="S07").exists()


@pytest.mark.parametrize("paso", ["programar", "encargar", "atender", "retirar"])
def test_a_date_or_somebody_who_does_it_ends_that(despacho: Despacho, paso: str) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)

    getattr(despacho, paso)(solicitud)

    assert nuevos(solicitud, "S07", date(2026, 9, 24)) == set()


@pytest.mark.parametrize(
    "campos",
    [
        {"fecha_evento": date(2026, 9, 20)},
        {"fecha_evento": date(2026, 9, 25), "fecha_limite_rsvp": date(2026, 9, 20)},
    ],
)
def test_an_invitation_nobody_decided_is_told_seven_three_and_one_days_before(
    despacho: Despacho, campos: dict[str, date]
) -> None:
    solicitud = despacho.registrar(**campos)

    for dia in (date(2026, 9, 13), date(2026, 9, 17), date(2026, 9, 19)):
        assert nuevos(solicitud, "S08", dia, hora=7) == set()
        assert nuevos(solicitud, "S08", dia) == {"Rosa Medina", "Tomás Vega"}


@pytest.mark.parametrize("decidir", ["aceptar", "rechazar", "delegar", "derivar"])
def test_once_it_is_decided_nobody_asks(despacho: Despacho, decidir: str) -> None:
    solicitud = despacho.hasta(states.EN_DECISION, fecha_evento=date(2026, 9, 20))

    getattr(despacho, decidir)(solicitud)

    assert nuevos(solicitud, "S08", date(2026, 9, 17)) == set()


def test_postponed_it_is_still_to_be_decided(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.APLAZADA, fecha_evento=date(2026, 9, 20))

    assert nuevos(solicitud, "S08", date(2026, 9, 17)) == {"Rosa Medina", "Tomás Vega"}


def test_a_date_that_is_corrected_is_told_anew_and_one_that_passed_is_not(
    despacho: Despacho,
) -> None:
    solicitud = despacho.registrar(fecha_evento=date(2026, 9, 20))
    actions.editar(
        solicitud_id=solicitud.pk,
        actor=despacho.jefe,
        cambios={"fecha_evento": date(2026, 9, 30)},
    )
    assert nuevos(solicitud, "S08", date(2026, 9, 19)) == set()
    assert nuevos(solicitud, "S08", date(2026, 9, 23)) == {"Rosa Medina", "Tomás Vega"}

    actions.editar(
        solicitud_id=solicitud.pk, actor=despacho.jefe, cambios={"fecha_evento": date(2026, 9, 1)}
    )
    assert states.EVENTO not in abiertos(solicitud)
