"""Whoever something waits for has a digest each working day, whether anything changed or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from core import calendario, clock
from core.models import Actor, Usuario
from notifiers import inbox, preferencias, queue, resumenes
from notifiers.models import Entrega, Notificacion
from ops.sandbox.client import Sandbox
from tasks import deliver
from tests.momentos import MIERCOLES
from tests.workflows.compromisos.builders import Oficina
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso
from workflows.cruce.resumen import espera_algo
from workflows.plazos import ajustes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]
JUEVES = (MIERCOLES + timedelta(days=1)).replace(hour=8, minute=15)


@pytest.fixture(autouse=True)
def calendario_de_siempre() -> Iterator[None]:
    """A calendar that a test changed goes with its rows."""
    yield
    calendario.olvidar()


@pytest.fixture
def en_manos(oficina: Oficina) -> Compromiso:
    """Something that Luis has to do by the end of the month; of it everything was told already."""
    caso = oficina.hasta(states.EN_GESTION, fecha=clock.today() + timedelta(days=20))
    Entrega.objects.all().delete()
    Notificacion.objects.all().delete()
    return caso


def salen(buzon: Sandbox, cuando: datetime, *, veces: int = 1) -> list[str]:
    """The subjects of the digests that this sends."""
    antes = len(buzon.mails())
    with clock.moved_to(cuando):
        for _vez in range(veces):
            deliver.resumenes()
    return [uno["subject"] for uno in buzon.mails()[antes:]]


def test_who_only_has_something_to_do_reads_that_it_waits(
    buzon: Sandbox, oficina: Oficina, en_manos: Compromiso
) -> None:
    assert salen(buzon, JUEVES) == ["Su resumen del día: lo que espera por usted"]

    (mail,) = buzon.mails(oficina.responsable.email)
    for parte in (mail["text"], mail["html"]):
        assert "Nada cambió desde el último resumen." in parte
        assert "En sus manos: 1" in parte


def test_one_a_day_however_often_it_is_looked_at(buzon: Sandbox, en_manos: Compromiso) -> None:
    assert len(salen(buzon, JUEVES, veces=3)) == 1
    assert salen(buzon, JUEVES + timedelta(hours=4)) == []
    assert len(salen(buzon, JUEVES + timedelta(days=1))) == 1


def test_who_has_one_of_what_changed_has_no_other(
    buzon: Sandbox, oficina: Oficina, en_manos: Compromiso
) -> None:
    queue.notify(
        "T05R", expediente=en_manos, clave="1", usuarios=[oficina.responsable], medio="resumen"
    )

    assert salen(buzon, JUEVES, veces=3) == ["Su resumen del día: 1 asunto"]


def test_whom_nothing_waits_for_has_none(buzon: Sandbox, marta: Usuario) -> None:
    assert salen(buzon, JUEVES) == []


def test_what_was_done_before_it_left_makes_no_empty_mail(
    buzon: Sandbox, oficina: Oficina, en_manos: Compromiso
) -> None:
    with clock.moved_to(JUEVES):
        resumenes.preparar(espera_algo)
        oficina.reportar_cumplida(en_manos)
        Entrega.objects.exclude(notificacion__clase="resumen").delete()

    assert salen(buzon, JUEVES) == []
    assert Entrega.objects.get().estado == "descartada"


@pytest.mark.parametrize(
    "cuando",
    [
        JUEVES - timedelta(minutes=1),
        JUEVES.replace(hour=20),
        JUEVES + timedelta(days=2),  # Saturday
    ],
)
def test_not_outside_of_the_hours_of_the_office(
    buzon: Sandbox, en_manos: Compromiso, cuando: datetime
) -> None:
    assert salen(buzon, cuando) == []


def test_nor_on_a_holiday(buzon: Sandbox, en_manos: Compromiso, elena: Usuario) -> None:
    campos = {"fecha": JUEVES.date(), "motivo": "Fundación"}
    ajustes.agregar_dia(actor=elena, campos=campos)
    Entrega.objects.all().delete()

    assert salen(buzon, JUEVES) == []


def test_who_switched_it_off_has_it_only_when_something_changed(
    buzon: Sandbox, oficina: Oficina, en_manos: Compromiso
) -> None:
    luis = oficina.responsable
    preferencias.guardar(luis, {"resumen": preferencias.SOLO_SI_CAMBIA.value})
    assert salen(buzon, JUEVES) == []

    with clock.moved_to(JUEVES):
        queue.notify("T05R", expediente=en_manos, clave="1", usuarios=[luis], medio="resumen")
    viernes = JUEVES + timedelta(days=1)
    assert salen(buzon, viernes) == ["Su resumen del día: 1 asunto"]


def test_who_left_and_who_answers_from_outside_have_none(
    buzon: Sandbox, oficina: Oficina, en_manos: Compromiso
) -> None:
    luis = oficina.responsable
    vial = Actor.objects.create(nombre="Vial", tipo="institucion", email="obra@vial.test")
    oficina.crear(responsable=vial)
    Entrega.objects.all().delete()
    Usuario.objects.filter(pk=luis.pk).update(is_active=False)

    assert salen(buzon, JUEVES) == []


def test_it_is_no_line_of_the_bell(buzon: Sandbox, oficina: Oficina, en_manos: Compromiso) -> None:
    salen(buzon, JUEVES)

    assert not inbox.lista(oficina.responsable).exists()


def test_everybody_is_asked_a_batch_at_a_time(oficina: Oficina, en_manos: Compromiso) -> None:
    with clock.moved_to(JUEVES):
        vueltas = [resumenes.preparar(espera_algo, personas=2) for _vez in range(3)]

    assert sum(vueltas) == Usuario.objects.que_entran().count()
    assert max(vueltas) == 2
    assert [uno.usuario for uno in Notificacion.objects.filter(clase="resumen")] == [
        oficina.responsable
    ]


def test_to_ask_many_takes_no_more_to_find_them(
    django_assert_max_num_queries, oficina: Oficina, en_manos: Compromiso
) -> None:
    with clock.moved_to(JUEVES), django_assert_max_num_queries(12):
        resumenes.preparar(lambda _user: True)


def test_a_day_that_nobody_looked_is_let_go(buzon: Sandbox, en_manos: Compromiso) -> None:
    assert len(salen(buzon, JUEVES + timedelta(days=4))) == 1  # Monday, after a stop
    assert Notificacion.objects.get(clase="resumen").creado_en.date() == date(2026, 9, 14)
