"""The task that takes up what dead workers left among the deliveries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from core import clock
from core.models import Usuario
from notifiers import claims
from notifiers.models import Entrega
from tasks import recovery
from tests.notifiers.builders import MIERCOLES, avisar, un_expediente

pytestmark = pytest.mark.django_db


def tomada(rosa: Usuario, luis: Usuario) -> Entrega:
    """A delivery that a worker took, and has not settled."""
    with clock.moved_to(MIERCOLES):
        avisar(un_expediente(rosa, luis), luis)
        (entrega,) = claims.reclamar("correo", 10)
    return entrega


def vencer(entrega: Entrega) -> None:
    ayer = timezone.now() - timedelta(seconds=1)
    Entrega.objects.filter(pk=entrega.pk).update(lease_until=ayer)


def test_the_task_has_the_name_the_schedule_knows() -> None:
    assert recovery.entregas.name == "tasks.recovery.entregas"


def test_what_is_still_leased_is_left_alone(rosa: Usuario, luis: Usuario) -> None:
    entrega = tomada(rosa, luis)

    recovery.entregas()

    entrega.refresh_from_db()
    assert entrega.estado == "enviando"


def test_a_lease_runs_in_real_time_however_the_clock_is_moved(rosa: Usuario, luis: Usuario) -> None:
    entrega = tomada(rosa, luis)

    with clock.moved_to(MIERCOLES + timedelta(days=400)):
        recovery.entregas()

    entrega.refresh_from_db()
    assert entrega.estado == "enviando"


def test_what_a_dead_worker_left_waits_again(rosa: Usuario, luis: Usuario) -> None:
    entrega = tomada(rosa, luis)
    vencer(entrega)

    recovery.entregas()

    entrega.refresh_from_db()
    assert (entrega.estado, entrega.intentos) == ("pendiente", 1)
    assert (entrega.lease_token, entrega.lease_until) == (None, None)


def test_what_was_interrupted_too_often_has_failed(rosa: Usuario, luis: Usuario) -> None:
    entrega = tomada(rosa, luis)
    Entrega.objects.filter(pk=entrega.pk).update(intentos=len(claims.ESPERAS) + 1)
    vencer(entrega)

    recovery.entregas()

    entrega.refresh_from_db()
    assert (entrega.estado, entrega.error) == (
        "fallida",
        "El envío se interrumpió demasiadas veces.",
    )
