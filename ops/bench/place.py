"""Where the measuring happens: an installation of its own, and databases of any size beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
import psycopg
import requests
from django.conf import settings
from django.db import connection

from ops.embedded import APP, OWNER
from ops.embedded.base import wait
from ops.stack import Stack
from ops.stack.processes import Process, read_procfile
from ops.stack.stack import DATABASE, ROOT

# Far from those of a demonstration that runs beside it.
PORTS = {"web": 18600, "sandbox": 18625, "mail": 18626}
OFFICE = ("web", "worker", "beat")
# What the bench sets itself, whatever the shell that started it says.
SETTINGS = {"LOG_LEVEL": "WARNING", "WAKEUP_ACTIVO": "1"}


class Place:
    """One installation with the demonstration's municipality; its office is closed until asked."""

    def __init__(self, home: Path, *, full: bool, say: Callable[[str], None]) -> None:
        self.full = full
        self.say = say
        self.stack = Stack(home, settings=SETTINGS, ports=PORTS, say=say)

    def start(self) -> None:
        """Bring servers, sandbox and municipality up, and Django in this process."""
        self.stack.start()
        for name in OFFICE:
            self.stack.processes[name].stop(15)
        os.environ.update(self.stack.environ)
        django.setup()

    def stop(self) -> None:
        """Bring everything down and remove it."""
        if settings.configured:  # not where the start itself went wrong
            connection.close()
        self.stack.discard()

    def sql(self, statement: str, *, database: str = DATABASE) -> list[tuple[Any, ...]]:
        """Run one statement as the server's superuser, without any of its checks and limits."""
        socket = str(self.stack.postgres.sockets)
        with psycopg.connect(
            host=socket, user="postgres", dbname=database, autocommit=True
        ) as server:
            server.execute("SET session_replication_role = replica")
            found = server.execute(statement.encode())
            return found.fetchall() if found.description else []

    def copy(self, name: str) -> None:
        """Make a database like the demonstration's."""
        connection.close()
        self.sql(f"CREATE DATABASE {name} TEMPLATE {DATABASE} OWNER {OWNER}", database="postgres")

    def drop(self, name: str) -> None:
        """Remove a database, whoever is in it."""
        connection.close()
        self.sql(f"DROP DATABASE {name} WITH (FORCE)", database="postgres")

    @contextmanager
    def inside(
        self, name: str = DATABASE, *, role: str = APP, prepare: int | None = None
    ) -> Iterator[None]:
        """Let Django in this process work in that database, as that role.

        `prepare`: after how many times a statement's plan is kept, as the web does.
        """
        kept = {key: connection.settings_dict[key] for key in ("NAME", "USER", "OPTIONS")}
        connection.close()
        options = kept["OPTIONS"] | {"prepare_threshold": prepare}
        connection.settings_dict.update(NAME=name, USER=role, OPTIONS=options)
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict.update(kept)

    def answers(self, site: str) -> None:
        """Wait until a web server answers."""
        if not wait(lambda: _answers(site), 60, every=0.2):
            raise TimeoutError(f"{site} does not answer")

    @contextmanager
    def open(self, *names: str, changes: Mapping[str, str] | None = None) -> Iterator[None]:
        """Run processes of the installation for a while; `changes` to their environment."""
        processes = [self.stack.processes[name] for name in names or OFFICE]
        for process in processes:
            process.start(self.stack.environ | dict(changes or {}))
        try:
            yield
        finally:
            for process in processes:
                process.stop(15)

    @contextmanager
    def small(self) -> Iterator[None]:
        """Run the installation in its small form for a while: without a process for the clock."""
        kept = self.stack.processes
        commands = read_procfile(ROOT / "Procfile.small")
        self.stack.processes = kept | {
            name: Process(name, command, log=self.stack.log(name), cwd=ROOT)
            for name, command in commands.items()
        }
        try:
            with self.open(*commands):
                yield
        finally:
            self.stack.processes = kept


def _answers(site: str) -> bool:
    try:
        return requests.get(site, timeout=20).status_code < 500
    except requests.RequestException:
        return False
