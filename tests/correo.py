"""A real mail server that can misbehave, for any test that sends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from ops.sandbox import client
from ops.sandbox.client import Sandbox


@pytest.fixture(scope="session")
def servidor() -> Iterator[Sandbox]:
    with client.start() as sandbox:
        yield sandbox


@pytest.fixture
def buzon(servidor: Sandbox, settings: Settings) -> Sandbox:
    """The mail server, empty and well-behaved, and the settings that point at it."""
    servidor.reset()
    settings.EMAIL_HOST = servidor.smtp_host
    settings.EMAIL_PORT = servidor.smtp_port
    settings.EMAIL_TIMEOUT = 10
    return servidor
