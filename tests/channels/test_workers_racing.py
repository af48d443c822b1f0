"""Several workers at once, on a real database: nothing is lost, nothing goes out twice."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction

from channels import decisions, holds, queue, reconcile, sending
from channels.errors import ChannelError, ErrorKind
from channels.models import Cuenta, Publicacion
from channels.sending import Result
from channels.settling import settle
from core.models import Usuario
from ops.sandbox.client import Sandbox
from tests.cast import person
from tests.channels.builders import a_post, an_account, an_expediente, queued

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 4


def at_once(work: Callable[[int], None], workers: int = WORKERS) -> None:
    def run(number: int) -> None:
        try:
            work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(run, range(workers)))


def drain(_worker: int) -> None:
    while rows := queue.claim():
        settle(rows[0], sending.send(rows[0]))


def news(paula: Usuario, cuenta: Cuenta, count: int) -> None:
    for number in range(count):
        expediente = an_expediente(paula, f"PIE-2026-{number:05}")
        queued(expediente, cuenta, post=a_post(f"Noticia {number}", token=f"tok{number}"))


def states() -> Counter[str]:
    return Counter(Publicacion.objects.values_list("estado", flat=True))


def test_each_publication_is_sent_by_one_worker(sandbox: Sandbox) -> None:
    news(person("paula"), an_account("twitter"), 24)
    at_once(drain)
    texts = Counter(post["text"] for post in sandbox.posts("x", hidden=True))
    assert (len(texts), set(texts.values())) == (24, {1})
    assert states() == {"publicada": 24}


def test_with_lost_answers_and_many_readers_nothing_is_sent_twice(sandbox: Sandbox) -> None:
    news(person("paula"), an_account("twitter"), 16)
    sandbox.fault("x", "lost_response", op="publish", times=8)
    at_once(drain)
    assert states() == {"publicada": 8, "desconocida": 8}

    def read(_worker: int) -> None:
        while rows := reconcile.claim():
            reconcile.settle(rows[0], reconcile.read(rows[0]))

    at_once(read)
    assert states() == {"publicada": 16}
    assert len(sandbox.posts("x", hidden=True)) == 16


def test_a_dead_token_met_by_all_workers_at_once_is_told_once(sandbox: Sandbox) -> None:
    news(person("paula"), an_account("twitter"), 12)
    sandbox.fault("x", "dead_token", op="publish", times=None)
    changes: list[object] = []

    def work(_worker: int) -> None:
        while rows := queue.claim():
            outcome = settle(rows[0], sending.send(rows[0]))
            changes.extend([outcome.cuenta] if outcome and outcome.cuenta else [])

    at_once(work)
    assert len(changes) == 1
    assert states() == {"retenida": 12}


def test_the_switch_pulled_under_load_lets_nothing_out_afterwards(sandbox: Sandbox) -> None:
    paula = person("paula")
    news(paula, an_account("twitter"), 20)
    after: list[int] = []

    def work(worker: int) -> None:
        if worker:
            drain(worker)
            return
        holds.pull_brake(actor=paula, motivo="Duelo")
        after.append(len(sandbox.posts("x")))

    at_once(work)
    out = len(sandbox.posts("x"))
    # A request that was on its way when the switch was pulled may still arrive: one a worker.
    assert out - after[0] <= WORKERS - 1
    assert states() == Counter({"publicada": out, "retenida": 20 - out}) - Counter()


def test_holding_and_claiming_at_once_never_loses_a_lease(sandbox: Sandbox) -> None:
    """Were a claimed row overwritten as held, it would go out twice after being released."""
    paula = person("paula")
    cuenta = an_account("twitter")
    news(paula, cuenta, 20)

    def work(worker: int) -> None:
        if worker % 2:
            drain(worker)
            return
        for _ in range(10):
            holds.stop_account(cuenta.pk, Cuenta.Estado.PAUSADA, "prueba")
            holds.resume_account(cuenta.pk)

    at_once(work)
    holds.refresh()
    drain(0)
    assert states() == {"publicada": 20}
    assert len(sandbox.posts("x", hidden=True)) == 20


def test_people_and_the_clock_move_the_same_rows_without_a_deadlock(sandbox: Sandbox) -> None:
    paula = person("paula")
    cuenta, expediente = an_account("twitter"), an_expediente(paula)
    versions = [f"{number:064}" for number in range(30)]

    def work(worker: int) -> None:
        for _ in range(6):
            if worker % 2:
                holds.stop_account(cuenta.pk, Cuenta.Estado.PAUSADA, "prueba")
                holds.resume_account(cuenta.pk)
            else:
                decisions.cancel(expediente.pk)
                with transaction.atomic():
                    for huella in versions:
                        queued(expediente, cuenta, huella=huella)

    for huella in versions:
        queued(expediente, cuenta, huella=huella)
    at_once(work)
    holds.refresh()
    assert sum(states().values()) == 30
    assert set(states()) <= {"pendiente", "cancelada"}


def test_one_version_queued_by_two_at_once_is_one_row(sandbox: Sandbox) -> None:
    paula = person("paula")
    cuenta, expediente = an_account("twitter"), an_expediente(paula)
    rows: list[int] = []

    def work(_worker: int) -> None:
        with transaction.atomic():
            rows.append(queued(expediente, cuenta).pk)

    at_once(work)
    assert Publicacion.objects.count() == 1
    assert len(set(rows)) == 1
    assert len(rows) == WORKERS


@pytest.mark.parametrize("kind", [ErrorKind.RATE, ErrorKind.AUTH])
def test_who_stops_an_account_and_what_its_network_says_do_not_wait_for_each_other(
    sandbox: Sandbox, kind: ErrorKind
) -> None:
    """The one holds the accounts and waits for a row; the other must not do the reverse."""
    cuenta = an_account("twitter")
    news(person("paula"), cuenta, 2)
    first, second = Publicacion.objects.order_by("pk")

    def apart(work: Callable[[], Any]) -> Any:
        try:
            return work()
        finally:
            connection.close()

    said = Result(error=ChannelError(kind, "no"))
    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            Publicacion.objects.select_for_update().get(pk=first.pk)
            stop = partial(holds.stop_account, cuenta.pk, Cuenta.Estado.PAUSADA, "prueba")
            stopping = pool.submit(apart, stop)
            until_waiting(1)
            [taken] = pool.submit(apart, queue.claim).result(20)
            assert taken.pk == second.pk
            settling = pool.submit(apart, partial(settle, taken, said))
            until_waiting(2)
        stopping.result(20)
        settling.result(20)

    assert states() == {"retenida": 2}


def until_waiting(count: int) -> None:
    """Return when so many connections wait for a lock."""
    waiting = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone() == (count,):
                return
        time.sleep(0.05)
    raise AssertionError(f"{count} never waited")
