"""Browsers without a screen: somebody who has logged in and asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from core.models import Usuario

Entrar = Callable[[Usuario], Client]


@pytest.fixture
def entrar() -> Entrar:
    """Log somebody in; every call is another browser."""

    def make(user: Usuario) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make
