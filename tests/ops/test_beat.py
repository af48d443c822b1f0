"""The clock's entries are seeded once and then belong to the administrator."""

from __future__ import annotations

import pytest
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from ops import beat
from tasks.schedule import Job

JOBS = (Job("prueba.barrer", "prueba"), Job("prueba.limpiar", "prueba", every=3600))


@pytest.fixture(autouse=True)
def jobs(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beat, "JOBS", JOBS)


def test_every_missing_entry_is_created() -> None:
    assert beat.seed() == 2
    sweep, clean = PeriodicTask.objects.filter(name__startswith="prueba.").order_by("name")
    assert (sweep.task, sweep.queue, sweep.interval.every) == ("prueba.barrer", "prueba", 30)
    assert (clean.interval.every, clean.expire_seconds) == (3600, 3600)


def test_what_an_administrator_changed_stays() -> None:
    beat.seed()
    slower, _ = IntervalSchedule.objects.get_or_create(every=300, period="seconds")
    PeriodicTask.objects.filter(name="prueba.barrer").update(interval=slower, enabled=False)
    assert beat.seed() == 0
    kept = PeriodicTask.objects.get(name="prueba.barrer")
    assert (kept.interval, kept.enabled) == (slower, False)


def test_a_new_task_is_added_to_a_seeded_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    beat.seed()
    monkeypatch.setattr(beat, "JOBS", (*JOBS, Job("prueba.nueva", "prueba")))
    assert beat.seed() == 1
