"""Puerto Alborada, lived once for all the tests of this folder, in a database of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from core import calendario
from ops.sandbox import client
from ops.sandbox.client import Sandbox
from ops.screenshots import Visitors

COPIA = "alborada"


@pytest.fixture(scope="package")
def redes() -> Iterator[Sandbox]:
    with client.start() as sandbox:
        yield sandbox


@pytest.fixture(scope="package")
def cuentas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the loader writes who may log in."""
    return tmp_path_factory.mktemp("demo") / "accounts.json"


@pytest.fixture(scope="package")
def copia(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A copy of the database, in which what is written stays: a browser reads it, too."""
    nombre = connection.settings_dict["NAME"]
    suya = connection.creation.get_test_db_clone_settings(COPIA)["NAME"]
    with django_db_blocker.unblock():
        _dejar_sola(nombre)
        connection.creation.clone_test_db(COPIA, verbosity=0, autoclobber=True)
        connection.close()
        connection.settings_dict["NAME"] = suya
        yield
        _dejar_sola(suya)
        connection.settings_dict["NAME"] = nombre
        connection.creation.destroy_test_db(suffix=COPIA, verbosity=0, keepdb=False)


@pytest.fixture(scope="package", autouse=True)
def alborada(copia: None, redes: Sandbox, cuentas: Path) -> Iterator[None]:
    """The town."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMO_ACCOUNTS", str(cuentas))
        patch.setattr("django.conf.settings.SANDBOX_URL", redes.url)
        patch.setattr("django.conf.settings.EMAIL_HOST", redes.smtp_host)
        patch.setattr("django.conf.settings.EMAIL_PORT", redes.smtp_port)
        call_command("demo")
        yield
    calendario.olvidar()
    cache.clear()


@pytest.fixture(scope="package")
def visitantes(alborada: None, browser: Browser, cuentas: Path) -> Iterator[Visitors]:
    """The town's people at their browsers."""
    servidor = LiveServer("localhost")
    yield Visitors(browser, servidor.url, json.loads(cuentas.read_text()))
    servidor.stop()


def _dejar_sola(base: str) -> None:
    """End what connections there are: nobody may look at what is copied, or dropped.

    The thread of the tests has two, one for while the loop of the browser runs.
    """
    connection.close()
    donde = connection.settings_dict
    with psycopg.connect(host=donde["HOST"], user=donde["USER"], dbname="postgres") as servidor:
        servidor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [base]
        )
