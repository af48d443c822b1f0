"""The networks and a mail server, real ones that can misbehave: one process for the whole run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from ops.sandbox import client
from ops.sandbox.client import Sandbox


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
def buzon(running: Sandbox, settings: Settings) -> Sandbox:
    """The mail server, empty and well-behaved, and the settings that point at it."""
    running.reset()
    settings.EMAIL_HOST = running.smtp_host
    settings.EMAIL_PORT = running.smtp_port
    settings.EMAIL_TIMEOUT = 10
    return running
