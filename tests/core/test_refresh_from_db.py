"""Reloading an object leaves the protection of its state in place, in every thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core.models import Actor
from tests.builders import un_compromiso
from tests.cast import person
from workflows.compromisos import actions as compromisos
from workflows.compromisos.models import Compromiso


@pytest.mark.django_db(transaction=True)
def test_four_threads_reload_and_none_can_assign_the_state() -> None:
    junta = Actor.objects.create(nombre="Junta")
    compromiso = un_compromiso(person("rosa"), person("luis"), junta)

    def reload_and_try(_n: int) -> int:
        refused = 0
        for _ in range(25):
            mine = Compromiso.objects.get(pk=compromiso.pk)
            mine.refresh_from_db()
            try:
                mine.estado = "cumplida"
            except AttributeError:
                refused += 1
        connection.close()
        return refused

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(reload_and_try, range(4))) == [25, 25, 25, 25]


@pytest.mark.django_db
def test_a_row_that_is_gone_leaves_the_object_as_it_was(rosa, luis, junta) -> None:
    compromiso = un_compromiso(rosa, luis, junta)
    compromiso.pk = 0

    with pytest.raises(Compromiso.DoesNotExist):
        compromiso.refresh_from_db()
    assert compromiso.estado == "asignada"


@pytest.mark.django_db
def test_what_somebody_else_changed_is_seen(rosa, luis, junta) -> None:
    mine = un_compromiso(rosa, luis, junta)
    compromisos.aceptar(compromiso_id=mine.pk, actor=luis)

    mine.refresh_from_db()
    assert (mine.estado, mine.version) == ("en_gestion", 3)
    mine.refresh_from_db(fields=["titulo"])
    assert mine.estado == "en_gestion"
