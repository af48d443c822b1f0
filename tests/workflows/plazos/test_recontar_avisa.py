"""A new holiday moves deadlines, and whoever they concern is told in the digest (X02)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from core import calendario, clock
from core.models import Actor, DiaNoHabil, Usuario
from notifiers.models import Entrega, Notificacion
from tests.builders import un_compromiso
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos
from workflows.plazos.models import Plazo

pytestmark = pytest.mark.django_db

MIERCOLES = datetime(2026, 9, 9, 10, tzinfo=ZoneInfo("America/Panama"))
VIERNES = date(2026, 9, 11)
CLASE = "prueba.plazo"


@pytest.fixture(autouse=True)
def miercoles() -> Iterator[None]:
    with clock.moved_to(MIERCOLES):
        yield
    calendario.olvidar()  # a calendar that a test changed went with its rows


@pytest.fixture
def caso(rosa: Usuario, luis: Usuario, junta: Actor) -> Compromiso:
    return un_compromiso(rosa, luis, junta, enviado=False)


@pytest.fixture
def plazo(caso: Compromiso, rosa: Usuario, luis: Usuario) -> Plazo:
    """Three working days for Luis, who is also something else to it, and for Rosa."""
    personas = {"responsable": [luis], "monitor": [luis, rosa]}
    return plazos.abrir(caso, CLASE, dias=3, personas=personas)


def un_feriado(fecha: date = VIERNES) -> DiaNoHabil:
    feriado = DiaNoHabil.objects.create(fecha=fecha, motivo="Duelo")
    calendario.reconstruir()
    return feriado


def avisados(clase: str) -> list[str]:
    filas = Notificacion.objects.filter(clase=clase).order_by("usuario__nombre")
    return list(filas.values_list("usuario__nombre", flat=True))


def test_each_person_of_a_deadline_that_moved_is_told_once(plazo: Plazo) -> None:
    un_feriado()
    plazos.recontar()

    assert avisados("X02") == ["Luis Ábrego", "Rosa Medina"]
    suya = Notificacion.objects.get(clase="X02", usuario__nombre="Luis Ábrego")
    assert suya.titulo == "Cambió un plazo: Entregar los planos del acueducto"
    assert suya.datos["vence_en"].startswith("2026-09-15")


def test_it_waits_for_the_digest(plazo: Plazo) -> None:
    un_feriado()
    plazos.recontar()

    filas = Entrega.objects.filter(notificacion__clase__startswith="X02")
    assert set(filas.values_list("medio", flat=True)) == {"resumen"}
    assert min(filas.values_list("disponible_en", flat=True)) > clock.now()


def test_the_contraparte_is_told_how_many_moved(
    plazo: Plazo, caso: Compromiso, elena: Usuario
) -> None:
    plazos.abrir(caso, "prueba.otro", dias=5)
    un_feriado()
    plazos.recontar()

    assert avisados("X02C") == ["Elena Cordero"]
    assert Notificacion.objects.get(clase="X02C").titulo == "El calendario cambió 2 plazos"


def test_a_calendar_that_moves_nothing_tells_nobody(plazo: Plazo, elena: Usuario) -> None:
    un_feriado(date(2026, 9, 30))
    plazos.recontar()

    assert avisados("X02") + avisados("X02C") == []


def test_counted_again_without_a_change_nobody_is_told_again(plazo: Plazo, elena: Usuario) -> None:
    un_feriado()
    plazos.recontar()
    plazos.recontar()

    assert len(avisados("X02")) == 2
    assert len(avisados("X02C")) == 1


def test_a_holiday_taken_back_and_given_again_is_told_each_time(plazo: Plazo) -> None:
    un_feriado()
    plazos.recontar()
    DiaNoHabil.objects.all().delete()
    calendario.reconstruir()
    plazos.recontar()
    un_feriado()
    plazos.recontar()

    assert avisados("X02").count("Luis Ábrego") == 3


def test_who_may_not_see_the_case_file_is_not_told(
    plazo: Plazo, caso: Compromiso, omar: Usuario
) -> None:
    Compromiso.objects.filter(pk=caso.pk).update(nivel_reserva=4)
    plazo.personas.create(papel="monitor", usuario=omar)
    un_feriado()
    plazos.recontar()

    assert "Omar Batista" not in avisados("X02")
