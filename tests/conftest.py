"""One embedded PostgreSQL for the whole run; each worker of pytest-xdist has its own database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as examples
from playwright.sync_api import expect

from ops import chromium, translations
from ops.embedded import OWNER, Postgres
from tests.consultas import exactamente
from tests.espera import PACIENCIA

pytest_plugins = ["tests.cast", "tests.equipos", "tests.redes"]

RUNS = Path(__file__).resolve().parent.parent / "var" / "tests"
# The process that started the run, inherited by the workers.
RUN = "SIGOBITO_TEST_RUN"
SERVER = pytest.StashKey[Postgres]()

# A run says the same each time it is repeated, on a busy machine too: no example is timed, and new
# ones are looked for where one means to (`make machines`, `make api`).
examples.register_profile(
    "corto", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
examples.load_profile("corto")
# A busy machine may draw a page in more than the five seconds of Playwright.
expect.set_options(timeout=1_000 * PACIENCIA)
# A browser test leaves an event loop in the thread, in which Django would refuse its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations and start the server, once per run; point the settings at it."""
    worker = hasattr(config, "workerinput")
    if not worker:
        os.environ[RUN] = str(os.getpid())
        _discard_abandoned_runs()
        translations.compile_all()
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


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    """What others tried to log in, from the same address within the minute, is forgotten."""
    cache.clear()


@pytest.fixture
def django_assert_num_queries() -> Any:
    """pytest-django's, blind to what is read again every few seconds, in whichever test that is."""
    return exactamente


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium that was found; as root it cannot make its own sandbox."""
    found = chromium.find()
    if found is None:
        pytest.fail(chromium.MISSING)
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    args = [*browser_type_launch_args.get("args", []), *alone]
    return browser_type_launch_args | {"executable_path": str(found), "args": args}


def _server(run: str) -> Postgres:
    return Postgres(RUNS / run, disposable=True)


def _discard_abandoned_runs() -> None:
    for home in RUNS.glob("[0-9]*"):
        if not Path(f"/proc/{home.name}").exists():
            _server(home.name).discard()
