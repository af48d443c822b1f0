"""The tasks that keep the house in order: the calendar ahead, the sessions that ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from core import borradores, clock
from core.models import Borrador, DiaCalendario, Usuario
from tasks import upkeep

pytestmark = pytest.mark.django_db


def test_the_tasks_have_the_names_the_schedule_knows() -> None:
    assert upkeep.completar_calendario.name == "tasks.upkeep.completar_calendario"
    assert upkeep.limpiar_sesiones.name == "tasks.upkeep.limpiar_sesiones"


def test_a_new_year_lengthens_the_calendar_once() -> None:
    upkeep.completar_calendario()
    antes = DiaCalendario.objects.latest("fecha").fecha

    with clock.moved_to(datetime(clock.today().year + 1, 1, 2, 15, tzinfo=UTC)):
        upkeep.completar_calendario()
        dias = DiaCalendario.objects.count()
        upkeep.completar_calendario()

    assert DiaCalendario.objects.latest("fecha").fecha.year == antes.year + 1
    assert DiaCalendario.objects.count() == dias


def test_unsent_text_that_nobody_came_back_for_is_dropped(rosa: Usuario) -> None:
    borradores.guardar(rosa.pk, "/metas/nueva/", "titulo=Uno")
    upkeep.podar_borradores()
    assert Borrador.objects.exists()
    Borrador.objects.update(actualizado_en=timezone.now() - timedelta(days=8))
    upkeep.podar_borradores()
    assert not Borrador.objects.exists()


def test_sessions_that_ended_are_dropped_and_the_others_stay() -> None:
    ahora = timezone.now()
    for clave, fin in (("ayer", -1), ("manana", 1)):
        Session.objects.create(session_key=clave, expire_date=ahora + timedelta(days=fin))

    upkeep.limpiar_sesiones()

    assert list(Session.objects.values_list("session_key", flat=True)) == ["manana"]


def test_moving_the_clock_ends_no_session() -> None:
    fin = timezone.now() + timedelta(days=1)
    Session.objects.create(session_key="abierta", expire_date=fin)

    with clock.moved_to(clock.now() + timedelta(days=400)):
        upkeep.limpiar_sesiones()

    assert Session.objects.exists()
