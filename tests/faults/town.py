"""The installation that faults happen to: its people, its networks, its clock, its workers."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import count
from pathlib import Path
from random import Random

import django

from ops.stack.stack import ROOT
from tests.faults import disk
from tests.faults.crew import Crew
from tests.journeys import instalacion
from tests.journeys.instalacion import Instalacion

TICK, LEASE = 1, 5
# A lease as short as may be, and networks that are believed after three seconds.
SETTINGS = instalacion.AJUSTES | {
    "TICK_SEGUNDOS": str(TICK),
    "LEASE_SEGUNDOS": str(LEASE),
    "RECONCILIACION_ESPERA": "3",
    "EMAIL_TIMEOUT": "3",
    "LOG_LEVEL": "INFO",
    # Collected once for all runs.
    "STATIC_ROOT": str(ROOT / "var" / "faults" / "static"),
}
# Longer than any lease, tick and reading back; what is not done by then is lost.
PATIENCE = 60.0


class Town(Instalacion):
    """One installation, and whatever chance decides in it by `seed`. `short` asks for less."""

    seed: int
    short: bool
    # Where all of it is kept, if that place is of limited size.
    disk: Path | None

    @classmethod
    def of(cls, viva: Instalacion, *, seed: int, short: bool, disk: Path | None) -> Town:
        """Move into an installation that runs."""
        town = cls(viva.stack)
        town.seed, town.short, town.disk = seed, short, disk
        return town

    @cached_property
    def crew(self) -> Crew:
        """Workers to be killed, beside the one of the stack."""
        return Crew(self.stack.environ, self.stack.log("crew"))

    @cached_property
    def _numbers(self) -> Iterator[int]:
        return count(1)

    def name(self) -> str:
        """A name that nothing else in this installation has."""
        return f"Prueba{next(self._numbers):03}"

    def chance(self, name: str) -> Random:
        """The chance of one fault: the same whatever else runs."""
        return Random(f"{self.seed} {name}")  # noqa: S311 - it decides moments

    def quiet(self) -> None:
        """A morning of its own, all processes up, networks that behave and have seen nothing."""
        for name in self.stack.processes:
            self.stack.run(name)
        self.sandbox.reset()
        self.semana_nueva()

    def ir_a(self, momento: datetime) -> None:
        """Move the clock of every process, without waiting for a command to start."""
        from core import clock  # noqa: PLC0415 - after django.setup()
        from core.models import Municipio  # noqa: PLC0415

        self._hora = momento
        ahora = momento.replace(tzinfo=Municipio.actual().zona)
        clock.set_offset(ahora - datetime.now(UTC))

    def adelantar(self, **cuanto: float) -> None:
        """Move the clock forward from where it is by now."""
        from core import clock  # noqa: PLC0415 - after django.setup()

        ahora = clock.local(clock.now()).replace(tzinfo=None)
        self.ir_a(ahora + timedelta(**cuanto))

    def reconnect(self) -> None:
        """Forget the connections of this process: the database was away."""
        from django.db import connections  # noqa: PLC0415 - after django.setup()

        connections.close_all()

    @contextmanager
    def alone(self) -> Iterator[Crew]:
        """Live without the worker of the stack: only those of the crew, who end with the block."""
        with self.sin("worker"):
            try:
                yield self.crew
            finally:
                self.crew.kill_all()

    @contextmanager
    def supervised(self) -> Iterator[None]:
        """Look after the processes as whoever started the stack does: `make demo`, or systemd."""
        over = threading.Event()

        def mend() -> None:
            while not over.wait(1):
                self.stack.mend()

        supervisor = threading.Thread(target=mend)
        supervisor.start()
        try:
            yield
        finally:
            over.set()
            supervisor.join()

    def close(self) -> None:
        """End what we started beside the stack."""
        if "crew" in self.__dict__:
            self.crew.close()


@contextmanager
def running(*, seed: int, short: bool) -> Iterator[Town]:
    """An installation of its own, in which this process takes part as one of its own."""
    base = 9000 + os.getpid() % 100 * 50
    ports = {"web": base, "sandbox": base + 10, "mail": base + 20}
    with (
        disk.folder() as (home, limited),
        instalacion.en_marcha(home / "town", SETTINGS, ports) as viva,
    ):
        os.environ.update(viva.stack.environ)
        django.setup()
        town = Town.of(viva, seed=seed, short=short, disk=home if limited else None)
        try:
            yield town
        finally:
            town.close()
            town.reconnect()
