"""The sweep: who is told, when, once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from core import clock
from core.models import Actor, Suplencia, Usuario
from notifiers.models import Entrega, Notificacion
from tests.builders import un_compromiso
from tests.cast import person
from workflows.compromisos import actions as compromisos
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos
from workflows.plazos.models import Aviso, Plazo, ReglaAlerta

pytestmark = pytest.mark.django_db

LUNES = datetime(2026, 6, 1, 15, tzinfo=UTC)  # 10:00 in Panama
VIERNES = date(2026, 6, 12)


def at(dia: int, hora: int = 10) -> datetime:
    """That hour of that day of June 2026 in Panama."""
    return datetime(2026, 6, dia, hora, tzinfo=UTC) + timedelta(hours=5)


@pytest.fixture
def compromiso(rosa, luis, carmen, junta) -> Compromiso:
    """Sent and accepted on Monday 1 June, due on Friday 12 June; Carmen follows it."""
    with clock.moved_to(LUNES):
        compromiso = un_compromiso(rosa, luis, junta, fecha=VIERNES, monitor=carmen)
        compromisos.aceptar(compromiso_id=compromiso.pk, actor=luis)
    return compromiso


def sweep_at(instant: datetime) -> None:
    with clock.moved_to(instant):
        plazos.barrer()


def told(kind: str) -> set[str]:
    return set(
        Notificacion.objects.filter(clase=kind, clave__contains="aviso").values_list(
            "usuario__nombre", flat=True
        )
    )


def test_nothing_is_told_before_its_time(compromiso) -> None:
    sweep_at(at(9))

    assert not Aviso.objects.exists()


def test_two_working_days_before_the_responsable_is_told(compromiso) -> None:
    sweep_at(at(10))

    assert told("T03") == {"Luis Ábrego"}
    assert Entrega.objects.filter(notificacion__clase="T03", medio="correo").count() == 1


def test_swept_again_it_tells_nobody_twice(compromiso) -> None:
    for hora in (8, 9, 10, 11):
        sweep_at(at(10, hora))

    assert Aviso.objects.count() == 1


def test_it_escalates_to_other_people(compromiso, tomas) -> None:
    sweep_at(at(15))  # one working day late
    assert told("T04") == {"Luis Ábrego"}

    sweep_at(at(17))  # three
    assert told("T04") == {"Luis Ábrego", "Rosa Medina", "Carmen Ruiz"}

    sweep_at(at(23))  # seven
    assert "Tomás Vega" in told("T04")
    assert Entrega.objects.get(notificacion__usuario=tomas).medio == "resumen"


def test_a_moved_date_starts_its_alerts_over(compromiso, rosa) -> None:
    sweep_at(at(10))
    with clock.moved_to(at(10, 11)):
        compromisos.reprogramar(
            compromiso_id=compromiso.pk, actor=rosa, fecha=date(2026, 6, 19), motivo="lluvias"
        )
    sweep_at(at(16))
    assert Aviso.objects.count() == 1

    sweep_at(at(17))
    assert Aviso.objects.count() == 2


def test_what_is_done_is_not_told_late(compromiso, luis) -> None:
    with clock.moved_to(at(11)):
        compromisos.reportar_cumplida(
            compromiso_id=compromiso.pk, actor=luis, informe="hecho", enlace="https://e.test"
        )
    sweep_at(at(23))

    assert told("T04") == set()
    assert "Rosa Medina" in told("T06")


def test_after_a_stop_every_stage_reaches_its_people_once(compromiso, tomas) -> None:
    sweep_at(at(30))

    assert told("T04") == {"Luis Ábrego", "Rosa Medina", "Carmen Ruiz", "Tomás Vega"}
    assert Aviso.objects.filter(regla__codigo="T04").count() == 4


def test_who_stands_in_is_told_too(compromiso, luis, marta) -> None:
    Suplencia.objects.create(
        titular=luis, suplente=marta, desde=date(2026, 6, 8), hasta=date(2026, 6, 12)
    )
    sweep_at(at(10))

    assert told("T03") == {"Luis Ábrego", "Marta Solís"}


def test_who_may_not_read_it_is_not_told(rosa, luis, junta, elena) -> None:
    with clock.moved_to(LUNES):
        un_compromiso(rosa, luis, junta, fecha=VIERNES, nivel_reserva=3)
    ReglaAlerta.objects.filter(codigo="T02").update(roles=["contraparte"])
    sweep_at(at(8))

    assert "Elena Cordero" not in told("T02")
    assert told("T02")


def test_a_rule_switched_off_tells_nobody(compromiso) -> None:
    ReglaAlerta.objects.filter(codigo="T03").update(activa=False)
    plazos.recalcular()
    sweep_at(at(12))

    assert told("T03") == set()


def test_a_repeating_rule_comes_back_each_working_day(compromiso, rosa) -> None:
    ReglaAlerta.objects.create(
        codigo="T09", clase_plazo="compromiso.vence", etapa=1, cantidad=1, repite_cada=1,
        papeles=["programador"],
    )  # fmt: skip
    plazos.recalcular()
    for dia in range(13, 20):
        sweep_at(at(dia))

    assert Aviso.objects.filter(regla__codigo="T09").count() == 5


def test_the_next_alert_is_pointed_at_exactly(compromiso) -> None:
    plazo = Plazo.objects.get(expediente=compromiso, clase="compromiso.vence")

    assert plazo.next_alert_at == at(10, 8)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_tell_once() -> None:
    Group.objects.get(name="titular")
    rosa, luis = person("rosa"), person("luis")
    junta = Actor.objects.create(nombre="Junta")
    with clock.moved_to(LUNES):
        for _ in range(30):
            un_compromiso(rosa, luis, junta, fecha=VIERNES)

    def sweep(_n: int) -> None:
        sweep_at(at(10))
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(sweep, range(4)))

    assert Aviso.objects.filter(regla__codigo="T03").count() == 30
    assert Usuario.objects.get(pk=luis.pk).notificaciones.filter(clase="T03").count() == 30


@pytest.mark.django_db
def test_what_is_urgent_does_not_wait_for_the_office_to_open(
    compromiso: Compromiso, elena: Usuario
) -> None:
    """A failure of Friday night reaches the contraparte that night, not on Monday."""
    urgente = ReglaAlerta.objects.get(codigo="C05")
    ReglaAlerta.objects.create(
        codigo="T04",
        clase_plazo=urgente.clase_plazo,
        etapa=9,
        cantidad=0,
        unidad="minutos",
        roles=["contraparte"],
    )
    noche = at(5, 22)
    with clock.moved_to(at(5, 21)):
        plazos.abrir(compromiso, urgente.clase_plazo, vence=noche)

    sweep_at(noche)

    salen = dict(
        Entrega.objects.filter(notificacion__usuario=elena).values_list(
            "notificacion__clase", "disponible_en"
        )
    )
    assert salen == {"C05": noche, "T04": at(8, 8)}
