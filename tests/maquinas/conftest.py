"""The cast of the machines, hired once for all the lives of a test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from ops.sandbox import client
from ops.sandbox.client import Sandbox
from tests.maquinas.gente import contratar


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    return contratar()


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
