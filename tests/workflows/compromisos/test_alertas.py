"""Who is told when a deadline of a compromiso comes near or passes, and by which way (T02 to T08).

Each working day opens at eight; what is late by so many days is told at the opening of the next.
"""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from core import clock
from core.models import Usuario
from notifiers.models import Notificacion
from tests.momentos import ZONA
from tests.workflows.compromisos.builders import Oficina
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos

LUIS, ROSA, CARMEN, ELENA = "Luis Ábrego", "Rosa Medina", "Carmen Ruiz", "Elena Cordero"


@pytest.fixture(autouse=True)
def arriba(elena: Usuario, tomas: Usuario) -> None:
    """A contraparte and a titular, whom escalations reach."""


def de(dia: int, mes: int = 9) -> date:
    return date(2026, mes, dia)


def avisos(compromiso: Compromiso, clase: str, dia: date, hora: int = 8) -> dict[str, str]:
    """Who is told this by the sweep of that hour, and the way it leaves the application."""
    antes = set(Notificacion.objects.values_list("pk", flat=True))
    with clock.moved_to(datetime.combine(dia, time(hora), ZONA)):
        plazos.barrer()
    nuevas = Notificacion.objects.filter(expediente=compromiso.pk, clase=clase)
    return {
        uno.destinatario.nombre: ", ".join(uno.entregas.values_list("medio", flat=True))
        for uno in nuevas
        if uno.pk not in antes
    }


def test_what_is_not_accepted_is_told_after_two_working_days_and_after_three(
    oficina: Oficina,
) -> None:
    compromiso = oficina.crear()

    assert avisos(compromiso, "T02", de(11), hora=16) == {}
    assert avisos(compromiso, "T02", de(14)) == {LUIS: "correo"}
    assert avisos(compromiso, "T02", de(15)) == {ROSA: "correo"}


def test_what_one_gives_oneself_is_told_next_to_who_follows_it(oficina: Oficina) -> None:
    compromiso = oficina.crear(responsable=oficina.programador)

    assert avisos(compromiso, "T02", de(14)) == {ROSA: "correo"}
    assert avisos(compromiso, "T02", de(15)) == {CARMEN: "correo"}


def test_where_nobody_else_follows_it_the_contraparte_is_told(oficina: Oficina) -> None:
    compromiso = oficina.tarea(responsable=oficina.programador, monitor=None)

    assert avisos(compromiso, "T02", de(14)) == {ROSA: "correo"}
    assert avisos(compromiso, "T02", de(15)) == {ELENA: "correo"}


def test_of_what_is_reserved_the_contraparte_is_not_told(oficina: Oficina) -> None:
    compromiso = oficina.tarea(responsable=oficina.programador, monitor=None, nivel_reserva=3)

    assert avisos(compromiso, "T02", de(15)) == {ROSA: "correo"}


def test_what_falls_due_is_told_two_working_days_before_and_on_the_day(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    assert avisos(compromiso, "T03", de(15), hora=16) == {}
    assert avisos(compromiso, "T03", de(16)) == {LUIS: "correo"}
    assert avisos(compromiso, "T03", de(17)) == {}
    assert avisos(compromiso, "T03", de(18)) == {LUIS: "correo"}


def test_what_is_late_climbs(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)

    assert avisos(compromiso, "T04", de(18), hora=16) == {}
    assert avisos(compromiso, "T04", de(21)) == {LUIS: "correo"}
    quienes = {LUIS: "correo", ROSA: "correo", CARMEN: "correo"}
    assert avisos(compromiso, "T04", de(23)) == quienes
    assert avisos(compromiso, "T04", de(29)) == {**quienes, "Tomás Vega": "resumen"}
    assert avisos(compromiso, "T04", de(15, mes=10)) == {}


def test_what_nobody_verifies_is_remembered_and_then_told_to_the_contraparte(
    oficina: Oficina,
) -> None:
    compromiso = oficina.hasta(states.POR_VERIFICAR)

    assert avisos(compromiso, "T06", de(14), hora=16) == {}
    assert avisos(compromiso, "T06", de(15)) == {ROSA: "correo", CARMEN: "correo"}
    assert avisos(compromiso, "T06", de(18), hora=16) == {}
    assert avisos(compromiso, "T06", de(21)) == {ELENA: "correo"}


def test_who_does_it_is_not_asked_to_verify_it(oficina: Oficina) -> None:
    compromiso = oficina.crear(responsable=oficina.programador)
    oficina.aceptar(compromiso, actor=oficina.programador)
    oficina.reportar_cumplida(compromiso, actor=oficina.programador)

    assert avisos(compromiso, "T06", de(15)) == {CARMEN: "correo"}


def test_a_request_for_more_time_goes_to_the_monitor_after_two_working_days(
    oficina: Oficina,
) -> None:
    compromiso = oficina.pedir_prorroga(oficina.hasta(states.EN_GESTION))

    assert avisos(compromiso, "T08", de(11), hora=16) == {}
    assert avisos(compromiso, "T08", de(14)) == {CARMEN: ""}  # the bell alone


@pytest.mark.parametrize("quien", ["nadie", "el programador"])
def test_where_no_monitor_is_another_the_contraparte_hears_of_it(
    oficina: Oficina, quien: str
) -> None:
    monitor = None if quien == "nadie" else oficina.programador
    compromiso = oficina.pedir_prorroga(oficina.hasta(states.EN_GESTION, monitor=monitor))

    assert avisos(compromiso, "T08", de(14)) == {ELENA: ""}


def test_an_objection_nobody_settles_is_told_again_and_then_to_the_contraparte(
    oficina: Oficina,
) -> None:
    compromiso = oficina.hasta(states.OBJETADA)

    assert avisos(compromiso, "T02O", de(11), hora=16) == {}
    assert avisos(compromiso, "T02O", de(14)) == {ROSA: "correo", CARMEN: "correo"}
    assert avisos(compromiso, "T02O", de(16)) == {ELENA: "correo"}


def test_a_report_that_is_missed_goes_to_who_follows_it(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION, frecuencia="semanal")

    assert avisos(compromiso, "T05", de(16)) == {LUIS: "correo"}
    assert avisos(compromiso, "T05", de(17)) == {CARMEN: "correo"}
    assert avisos(compromiso, "T05", de(24)) == {ROSA: "correo"}


def test_without_a_monitor_to_who_gave_it_and_then_to_the_contraparte(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION, frecuencia="semanal", monitor=None)
    avisos(compromiso, "T05", de(16))

    assert avisos(compromiso, "T05", de(17)) == {ROSA: "correo"}
    assert avisos(compromiso, "T05", de(24)) == {ELENA: "correo"}


def test_each_stage_is_told_once_however_often_it_is_looked_at(oficina: Oficina) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)
    avisos(compromiso, "T04", de(23))

    for dia in (23, 24, 25, 28):
        assert avisos(compromiso, "T04", de(dia), hora=15) == {}


def test_what_was_settled_tells_nobody(oficina: Oficina) -> None:
    aceptado = oficina.aceptar(oficina.crear())
    cumplido = oficina.hasta(states.CUMPLIDA)
    respondido = oficina.resolver_prorroga(
        oficina.pedir_prorroga(oficina.hasta(states.EN_GESTION)), concedida=False, motivo="No."
    )

    assert avisos(aceptado, "T02", de(15)) == {}
    assert avisos(respondido, "T08", de(15)) == {}
    for clase in ("T03", "T04", "T06"):
        assert avisos(cumplido, clase, de(30)) == {}
