"""The calendar changes while somebody works: nobody waits for who waits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.db import connection, transaction

from core import clock, transitions
from core.models import Actor
from notifiers.models import Notificacion
from tests.builders import un_compromiso
from tests.cast import person
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos

pytestmark = pytest.mark.django_db(transaction=True)

PRIMERO, SEGUNDO = "prueba.uno", "prueba.dos"


def test_counting_again_waits_for_the_action_that_holds_two() -> None:
    rosa = person("rosa")
    junta = Actor.objects.create(nombre="Junta", tipo="institucion")
    caso = un_compromiso(rosa, person("luis"), junta, enviado=False)
    for clase in (PRIMERO, SEGUNDO):
        plazos.abrir(caso, clase, dias=5)
    empezada = Event()

    def contar() -> int:
        empezada.set()
        try:
            return plazos.recontar()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            transitions.lock(Compromiso, caso.pk, actor=rosa)
            plazos.mover(caso, SEGUNDO, vence=clock.today())
            cuenta = pool.submit(contar)
            empezada.wait(5)
            with pytest.raises(TimeoutError):
                cuenta.result(0.5)
            plazos.mover(caso, PRIMERO, vence=clock.today())
        assert cuenta.result(10) == 0


def test_the_sweep_does_not_wait_for_who_works_at_a_case_that_is_due() -> None:
    """Who works then closes what the sweep told of: if it waited, both would, for each other."""
    rosa = person("rosa")
    junta = Actor.objects.create(nombre="Junta", tipo="institucion")
    caso = un_compromiso(rosa, person("luis"), junta)

    def barrer() -> int:
        try:
            with clock.moved_to(clock.now() + timedelta(days=8)):
                return plazos.barrer()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        transitions.lock(Compromiso, caso.pk, actor=rosa)
        assert pool.submit(barrer).result(10) == 2
        assert plazos.cerrar(caso) == 2

    assert Notificacion.objects.filter(expediente=caso.pk, clase="T03").exists()
