"""A whole installation of its own: real web, worker, beat, database, broker, mail and networks."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import requests

from ops.embedded import APP
from ops.sandbox.client import Sandbox
from ops.stack import Stack
from ops.stack.environment import PORTS
from ops.stack.stack import DATABASE
from tests.espera import esperar

# The first Monday; no holiday falls on a working day of the two months after it.
LUNES = datetime(2027, 4, 5, 9, 0)  # noqa: DTZ001 - the municipality's wall clock
TICK = 2
# The environment of the test run says otherwise, and an installation inherits it.
AJUSTES = {"TICK_SEGUNDOS": str(TICK), "WEB_PROCESOS": "1", "WAKEUP_ACTIVO": "1"}


class Instalacion:
    """One running stack, and what a journey may do to it from outside."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.url = stack.environ["SITE_URL"]
        self.sandbox = Sandbox(stack.environ["SANDBOX_URL"])
        self._hora = LUNES - timedelta(days=7)

    def ir_a(self, momento: datetime) -> None:
        """Move the clock of every process."""
        self._hora = momento
        self.stack.manage("mover_reloj", momento.isoformat())

    def adelantar(self, **cuanto: float) -> None:
        """Move the clock forward, from where it was last put."""
        self.ir_a(self._hora + timedelta(**cuanto))

    def semana_nueva(self) -> None:
        """Nine in the morning of the Monday after all that journeys have lived."""
        lunes = self._hora + timedelta(days=7 - self._hora.weekday())
        self.ir_a(lunes.replace(hour=9, minute=0))

    @property
    def hoy(self) -> date:
        """The municipality's date."""
        return self._hora.date()

    def asuntos(self, correo: str) -> list[str]:
        """The subjects of the mails that reached an address, oldest first."""
        return [str(mail["subject"]) for mail in self.sandbox.mails(correo)]

    def espera_correo(self, correo: str, asunto: str) -> dict[str, Any]:
        """Wait until an address has a mail with that subject, and return the mail."""

        def llegado() -> dict[str, Any] | None:
            mails = self.sandbox.mails(correo)
            return next((mail for mail in mails if asunto in mail["subject"]), None)

        try:
            return esperar(llegado, que=f"el correo «{asunto}» a {correo}")
        except AssertionError as error:
            raise AssertionError(f"{error} Llegaron: {self.asuntos(correo)}") from None

    def consulta(self, sql: str, *params: object) -> list[tuple[Any, ...]]:
        """What the database says now."""
        socket = str(self.stack.postgres.sockets)
        with psycopg.connect(host=socket, user=APP, dbname=DATABASE) as connection:
            return connection.execute(sql, params).fetchall()

    def dos_ticks(self) -> None:
        """Let the clock call twice more whatever it calls."""
        time.sleep(2 * TICK)

    @contextmanager
    def sin(self, proceso: str) -> Iterator[None]:
        """Live for a while with one process stopped."""
        self.stack.processes[proceso].stop(15)
        try:
            yield
        finally:
            self.stack.run(proceso)

    @contextmanager
    def sin_despertar(self) -> Iterator[None]:
        """Live for a while with web processes that wake no worker."""
        self._reiniciar_web({"WAKEUP_ACTIVO": "0"})
        try:
            yield
        finally:
            self._reiniciar_web({})

    def _reiniciar_web(self, cambios: dict[str, str]) -> None:
        web = self.stack.processes["web"]
        web.stop(15)
        web.start(self.stack.environ | cambios)
        esperar(self._responde, que="que la página responda")

    def _responde(self) -> bool:
        try:
            return requests.get(f"{self.url}/", timeout=10).ok
        except requests.RequestException:
            return False


@contextmanager
def en_marcha(
    home: Path, ajustes: Mapping[str, str] = AJUSTES, puertos: Mapping[str, int] = PORTS
) -> Iterator[Instalacion]:
    """An installation with the cast and no demonstration, on a working day."""
    stack = Stack(home, settings=ajustes, ports=puertos)
    try:
        stack.start(demo=False)
        stack.manage("mover_reloj", LUNES.isoformat())
        stack.manage("shell", "-c", "from tests.journeys import poblar; poblar.todo()")
        yield Instalacion(stack)
    finally:
        stack.discard()
