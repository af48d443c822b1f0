"""Puts the entries of `tasks.schedule` where the clock reads them: the database."""

from __future__ import annotations

from django.conf import settings
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from tasks.schedule import JOBS


def seed() -> int:
    """Create the entries that are missing and return how many; an edited one stays as it is."""
    known = set(PeriodicTask.objects.values_list("name", flat=True))
    missing = [job for job in JOBS if job.task not in known]
    for job in missing:
        every, period = job.every or settings.TICK_SEGUNDOS, IntervalSchedule.SECONDS
        schedule, _ = IntervalSchedule.objects.get_or_create(every=every, period=period)
        PeriodicTask.objects.create(
            name=job.task,
            task=job.task,
            queue=job.queue,
            interval=schedule,
            # A call that nobody took in time is dropped: the next one does its work.
            expire_seconds=every,
        )
    return len(missing)
