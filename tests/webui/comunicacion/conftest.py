"""The networks the screens ask, and the municipality's accounts there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from channels.models import Cuenta
from core.models import Usuario
from ops.sandbox import client
from ops.sandbox.client import Sandbox
from tests.channels.builders import an_account
from tests.workflows.comunicacion.builders import Redaccion


@pytest.fixture(scope="session")
def running() -> Iterator[Sandbox]:
    with client.start() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox, settings: Settings) -> Sandbox:
    """The networks, empty and well-behaved, and the setting that points at them."""
    running.reset()
    settings.SANDBOX_URL = running.url
    return running


@pytest.fixture
def facebook(db: None) -> Cuenta:
    """The municipality's page."""
    return an_account("facebook")


@pytest.fixture
def x(db: None) -> Cuenta:
    """The municipality's account of X."""
    return an_account("twitter")


@pytest.fixture
def redaccion(
    paula: Usuario, bruno: Usuario, tomas: Usuario, facebook: Cuenta, x: Cuenta
) -> Redaccion:
    """Paula writes, Bruno approves, and Tomás may, too; three channels."""
    return Redaccion(autora=paula, editor=bruno, titular=tomas)
