"""Every run of a task is written down: that it began, that it ended, and what stopped it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from core import origen, vueltas
from core.models import Latido, Vuelta
from ops import celery
from tasks import deadlines, upkeep

pytestmark = pytest.mark.django_db(transaction=True)
HACE_UN_RATO = timezone.now() - timedelta(hours=3)


@contextmanager
def sin_tabla(tabla: str) -> Iterator[None]:
    """Live for a while with a database that has lost a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {tabla} RENAME TO perdida")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE perdida RENAME TO {tabla}")


@pytest.fixture(autouse=True)
def registered() -> None:
    """The application, whose signals write the runs down."""
    celery.app.finalize()


def test_a_run_has_its_beginning_its_end_and_its_id() -> None:
    deadlines.barrer.apply()

    vuelta = Vuelta.objects.get()
    assert (vuelta.rutina, vuelta.error) == ("tasks.deadlines.barrer", "")
    assert vuelta.terminada_en is not None
    assert vuelta.empezada_en <= vuelta.terminada_en
    assert len(vuelta.origen) == len(origen.nuevo())


def test_what_failed_is_told_by_its_class_and_never_by_its_words() -> None:
    with sin_tabla("plazos_plazo"):
        assert deadlines.barrer.apply().state == "FAILURE"

    vuelta = Vuelta.objects.get()
    assert vuelta.error == "ProgrammingError"
    assert vuelta.terminada_en is not None
    assert "plazos_plazo" not in str(vuelta.__dict__)


def test_a_run_whose_worker_died_has_no_end() -> None:
    vueltas.empezar("tasks.deadlines.barrer")
    assert Vuelta.objects.get().terminada_en is None


def test_a_task_runs_even_where_its_run_cannot_be_written_down() -> None:
    with sin_tabla("core_vuelta"):
        assert deadlines.barrer.apply().state == "SUCCESS"
        assert vueltas.empezar("x") is None


def test_the_clock_beats_when_the_broker_took_its_call_and_no_wake_up_counts() -> None:
    celery.beat(headers={"task": "tasks.deliver.entregar"})
    assert not Latido.objects.exists()

    celery.beat(headers={"task": "x", "periodic_task_name": "tasks.deliver.entregar"})
    Latido.objects.update(visto_en=HACE_UN_RATO)
    celery.beat(headers={"task": "x", "periodic_task_name": "tasks.deliver.entregar"})

    assert Latido.objects.get(nombre="reloj").visto_en > HACE_UN_RATO


def test_old_runs_are_forgotten_but_the_last_good_one_of_each_and_what_failed() -> None:
    def una(rutina: str, error: str = "", *, fin: bool = True, dias: int = 0) -> int:
        cuando = HACE_UN_RATO - timedelta(days=dias)
        fin_en = cuando if fin else None
        return Vuelta.objects.create(
            rutina=rutina, empezada_en=cuando, terminada_en=fin_en, error=error
        ).pk

    una("a")  # a later one of the same routine ended well
    quedan = {una("b"), una("a", "LookupError"), una("a", fin=False)}
    una("a", "LookupError", dias=31)
    una("a", fin=False, dias=31)
    reciente = una("a")

    upkeep.podar_vueltas()

    assert set(Vuelta.objects.values_list("pk", flat=True)) == quedan | {reciente}
