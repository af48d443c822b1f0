"""A real sandbox in place of the networks."""

from __future__ import annotations

import socket

import pytest

from channels.models import Cuenta
from core.models import Expediente, Usuario
from ops.sandbox.client import Sandbox
from tests.channels.builders import an_account, an_expediente


@pytest.fixture
def closed_port() -> Sandbox:
    """An address where nobody listens."""
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        port = plug.getsockname()[1]
    return Sandbox(f"http://127.0.0.1:{port}")


@pytest.fixture
def expediente(paula: Usuario) -> Expediente:
    return an_expediente(paula)


@pytest.fixture
def web(db: None) -> Cuenta:
    return an_account("web")


@pytest.fixture
def pagina(sandbox: Sandbox, db: None) -> Cuenta:
    """The municipality's Facebook page."""
    return an_account("facebook")


@pytest.fixture
def perfil(sandbox: Sandbox, db: None) -> Cuenta:
    """The municipality's account of X."""
    return an_account("twitter")
