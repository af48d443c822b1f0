"""One embedded PostgreSQL for the whole run; each worker of pytest-xdist has its own database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from ops.embedded import OWNER, Postgres

pytest_plugins = ["tests.cast"]

RUNS = Path(__file__).resolve().parent.parent / "var" / "tests"
# The process that started the run, inherited by the workers.
RUN = "SIGOBITO_TEST_RUN"
SERVER = pytest.StashKey[Postgres]()


def pytest_configure(config: pytest.Config) -> None:
    """Start the server, in the process that commands the run; point the settings at it."""
    worker = hasattr(config, "workerinput")
    if not worker:
        os.environ[RUN] = str(os.getpid())
        _discard_abandoned_runs()
    server = _server(os.environ[RUN])
    if not worker:
        config.stash[SERVER] = server
        server.start()
    settings.DATABASES["default"].update(HOST=str(server.sockets), USER=OWNER)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server and remove its data."""
    if SERVER in config.stash:
        config.stash[SERVER].discard()


@pytest.fixture(scope="session", autouse=True)
def media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the attachments of the run in a folder of its own."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


def _server(run: str) -> Postgres:
    return Postgres(RUNS / run, disposable=True)


def _discard_abandoned_runs() -> None:
    for home in RUNS.glob("[0-9]*"):
        if not Path(f"/proc/{home.name}").exists():
            _server(home.name).discard()
