"""Rows that wait: taken once, with a lease, settled only by who holds it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core import clock, outbox
from core.models import Usuario
from notifiers.models import Entrega, Notificacion
from tests.cast import person


def waiting(usuario: Usuario, how_many: int) -> list[Entrega]:
    """So many mails to one person, the first of them due first."""
    ahora = clock.now()
    return [
        Entrega.objects.create(
            notificacion=Notificacion.objects.create(
                clase="T01", clave=f"outbox:{usuario.pk}:{n}", usuario=usuario
            ),
            medio="correo",
            disponible_en=ahora - timedelta(minutes=how_many - n),
        )
        for n in range(how_many)
    ]


def expire(row: Entrega) -> None:
    Entrega.objects.filter(pk=row.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


@pytest.fixture
def woken() -> Iterator[list[str]]:
    queues: list[str] = []
    outbox.set_waker(queues.append)
    yield queues
    outbox.set_waker(None)


@pytest.mark.django_db
class TestSettlingTogether:
    def test_rows_taken_together_get_one_outcome(self, luis: Usuario) -> None:
        waiting(luis, 3)
        rows = outbox.claim(Entrega, limit=2)

        assert outbox.settle_all(rows, "entregada", detalle="hecho") == 2

        estados = Entrega.objects.order_by("pk").values_list("estado", "detalle", "lease_token")
        assert list(estados) == [("entregada", "hecho", None)] * 2 + [("pendiente", "", None)]

    def test_what_is_no_longer_ours_is_left_alone(self, luis: Usuario) -> None:
        waiting(luis, 2)
        rows = outbox.claim(Entrega, limit=2)
        Entrega.objects.filter(pk=rows[0].pk).update(estado="pendiente", lease_token=None)

        assert outbox.settle_all(rows, "entregada") == 1
        assert Entrega.objects.get(pk=rows[0].pk).estado == "pendiente"

    def test_of_nothing_nothing_is_settled(self) -> None:
        assert outbox.settle_all([], "entregada") == 0


@pytest.mark.django_db
class TestClaiming:
    def test_the_oldest_come_first_and_no_more_than_asked(self, luis: Usuario) -> None:
        rows = waiting(luis, 5)

        claimed = outbox.claim(Entrega, limit=3)

        assert [row.pk for row in claimed] == [row.pk for row in rows[:3]]
        assert {row.estado for row in claimed} == {"enviando"}
        assert {row.intentos for row in claimed} == {1}
        assert all(row.lease_until is not None for row in claimed)

    def test_what_is_taken_is_not_taken_again(self, luis: Usuario) -> None:
        waiting(luis, 2)

        assert len(outbox.claim(Entrega, limit=9)) == 2
        assert outbox.claim(Entrega, limit=9) == []

    def test_what_is_for_later_waits(self, luis: Usuario) -> None:
        (row,) = waiting(luis, 1)
        Entrega.objects.filter(pk=row.pk).update(disponible_en=clock.now() + timedelta(hours=1))

        assert outbox.claim(Entrega, limit=1) == []
        with clock.moved_to(clock.now() + timedelta(hours=2)):
            assert len(outbox.claim(Entrega, limit=1)) == 1

    def test_a_condition_narrows_what_is_taken(self, luis: Usuario) -> None:
        waiting(luis, 2)

        assert outbox.claim(Entrega, limit=9, where="medio = %s", params=["resumen"]) == []


@pytest.mark.django_db
class TestSettling:
    def test_the_outcome_is_written_and_the_lease_ends(self, luis: Usuario) -> None:
        waiting(luis, 1)
        (row,) = outbox.claim(Entrega, limit=1)

        assert outbox.settle(row, "entregada", entregada_en=clock.now())

        row.refresh_from_db()
        assert (row.estado, row.lease_token, row.lease_until) == ("entregada", None, None)
        assert row.entregada_en is not None

    def test_once_settled_it_is_settled(self, luis: Usuario) -> None:
        waiting(luis, 1)
        (row,) = outbox.claim(Entrega, limit=1)
        outbox.settle(row, "entregada")

        assert not outbox.settle(row, "fallida")
        assert Entrega.objects.get(pk=row.pk).estado == "entregada"

    def test_given_back_it_can_be_taken_when_its_time_comes(self, luis: Usuario) -> None:
        waiting(luis, 1)
        (row,) = outbox.claim(Entrega, limit=1)
        despues = clock.now() + timedelta(minutes=5)

        assert outbox.release(row, disponible_en=despues, error="El servidor no responde.")

        assert outbox.claim(Entrega, limit=1) == []
        with clock.moved_to(despues):
            (again,) = outbox.claim(Entrega, limit=1)
        assert (again.intentos, again.error) == (2, "El servidor no responde.")

    def test_a_lease_that_ran_out_is_found(self, luis: Usuario) -> None:
        waiting(luis, 2)
        late, _other = outbox.claim(Entrega, limit=2)
        expire(late)

        assert list(outbox.expired(Entrega)) == [late]

    def test_who_lost_the_lease_writes_nothing(self, luis: Usuario) -> None:
        waiting(luis, 1)
        (slow,) = outbox.claim(Entrega, limit=1)
        expire(slow)
        outbox.expired(Entrega).update(estado="pendiente", lease_token=None)
        (quick,) = outbox.claim(Entrega, limit=1)

        assert not outbox.settle(slow, "fallida")
        assert not outbox.release(slow, disponible_en=clock.now())
        assert outbox.settle(quick, "entregada")
        assert Entrega.objects.get(pk=quick.pk).estado == "entregada"


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_hold_the_same_row() -> None:
    rows = {row.pk for row in waiting(person("luis"), 40)}
    together = threading.Barrier(2)

    def work(_n: int) -> list[int]:
        together.wait(timeout=30)
        found = []
        while claimed := outbox.claim(Entrega, limit=3):
            found += [row.pk for row in claimed]
        connection.close()
        return found

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(work, range(2))

    assert sorted([*first, *second]) == sorted(rows)


@pytest.mark.django_db(transaction=True)
def test_a_row_another_worker_is_taking_is_passed_over() -> None:
    first, second = waiting(person("luis"), 2)
    taken: list[int] = []

    def other() -> None:
        taken.extend(row.pk for row in outbox.claim(Entrega, limit=1))
        connection.close()

    with transaction.atomic():
        mine = outbox.claim(Entrega, limit=1)
        worker = threading.Thread(target=other)
        worker.start()
        worker.join(timeout=30)

    assert ([row.pk for row in mine], taken) == ([first.pk], [second.pk])


@pytest.mark.django_db(transaction=True)
class TestWaking:
    def test_the_worker_is_asked_only_after_commit(self, woken: list[str]) -> None:
        with transaction.atomic():
            outbox.wake("entregas")
            assert woken == []

        assert woken == ["entregas"]

    def test_nobody_is_asked_for_what_was_rolled_back(self, woken: list[str]) -> None:
        with transaction.atomic():
            outbox.wake("entregas")
            transaction.set_rollback(True)

        assert woken == []

    def test_without_a_waker_nothing_happens(self) -> None:
        outbox.wake("entregas")


@pytest.mark.django_db
class TestKeeping:
    def test_work_of_many_steps_keeps_its_row_and_writes_how_far_it_is(self, luis: Usuario) -> None:
        waiting(luis, 1)
        (row,) = outbox.claim(Entrega, limit=1)
        expire(row)

        assert outbox.renew(row, detalle="a medias")

        row.refresh_from_db()
        assert (row.estado, row.detalle) == ("enviando", "a medias")
        assert not outbox.expired(Entrega).exists()

    def test_a_row_that_another_worker_has_is_not_kept(self, luis: Usuario) -> None:
        waiting(luis, 1)
        (row,) = outbox.claim(Entrega, limit=1)
        outbox.release(row, disponible_en=clock.now())
        outbox.claim(Entrega, limit=1)

        assert not outbox.renew(row, detalle="tarde")

        row.refresh_from_db()
        assert row.detalle == ""
