"""Two real beats, three real workers, and sweeps from here besides: each aviso is told once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection

from ops.stack.processes import Process
from tests.faults.base import Outcome
from tests.faults.deadlines import LATE, TODAY, TWO_DAYS, Deadlines
from tests.faults.town import Town
from workflows.plazos import actions as plazos

NAME = "two_of_everything_at_once"
SHORT = True

WORKERS, SWEEPS = 2, 2


def run(town: Town) -> Outcome:
    """Due on Friday: told on Wednesday, on Friday and on Monday, whoever asks for it."""
    viernes = town.hoy + timedelta(days=4)
    deadlines = Deadlines.due(town, viernes, 10 if town.short else 60)
    with _another_beat(town):
        for _worker in range(WORKERS):
            town.crew.hire(threads=4)
        stages: list[str] = []
        for days, stage in ((2, TWO_DAYS), (2, TODAY), (3, LATE)):
            town.adelantar(days=days)
            stages.append(stage)
            _sweep_from_here()
            outcome = deadlines.verdict(*stages, harm=0)
    town.crew.kill_all()
    return outcome


def _sweep_from_here() -> None:
    """As two other machines would at this moment."""

    def sweep() -> int:
        try:
            return plazos.barrer()
        finally:
            connection.close()

    with ThreadPoolExecutor(SWEEPS) as pool:
        for sweeping in [pool.submit(sweep) for _ in range(SWEEPS)]:
            sweeping.result()


@contextmanager
def _another_beat(town: Town) -> Iterator[None]:
    first = town.stack.processes["beat"]
    second = Process("beat2", first.command, log=town.stack.log("beat2"), cwd=first.cwd)
    second.start(town.stack.environ)
    try:
        yield
    finally:
        second.stop(15)
