"""A Wednesday morning, a case file of Luis's, and a real mail server that can misbehave."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from core import clock
from core.models import Expediente, Usuario
from ops.sandbox import client
from ops.sandbox.client import Sandbox
from tests.notifiers.builders import MIERCOLES, un_expediente


@pytest.fixture(autouse=True)
def miercoles() -> Iterator[None]:
    with clock.moved_to(MIERCOLES):
        yield


@pytest.fixture
def expediente(rosa: Usuario, luis: Usuario) -> Expediente:
    return un_expediente(rosa, luis)


@pytest.fixture(scope="session")
def servidor() -> Iterator[Sandbox]:
    with client.start() as sandbox:
        yield sandbox


@pytest.fixture
def buzon(servidor: Sandbox, settings: Settings) -> Sandbox:
    """The mail server, empty and well-behaved, and the settings that point at it."""
    servidor.reset()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = servidor.smtp_host
    settings.EMAIL_PORT = servidor.smtp_port
    settings.EMAIL_TIMEOUT = 10
    return servidor
