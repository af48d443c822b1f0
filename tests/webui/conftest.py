"""Browsers without a screen, and with one: somebody who has logged in and asks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from core.models import Usuario

Entrar = Callable[[Usuario], Client]
Navegar = Callable[..., Page]

ESCRITORIO: ViewportSize = {"width": 1440, "height": 900}
TELEFONO: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def entrar() -> Entrar:
    """Log somebody in, who has just said the password again; every call is another browser."""

    def make(user: Usuario) -> Client:
        client = Client()
        client.force_login(user)
        session = client.session
        dicho = {"method": "password", "at": time.time(), "reauthenticated": True}
        session["account_authentication_methods"] = [dicho]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client

    return make


@pytest.fixture
def navegar(live_server: LiveServer, browser: Browser, entrar: Entrar) -> Iterator[Navegar]:
    """Log somebody in with a screen: `navegar(rosa)`, `telefono=True`, `scripts=False`."""
    abiertos: list[BrowserContext] = []

    def make(user: Usuario, *, telefono: bool = False, scripts: bool = True, **mas: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            locale="es-PA",
            reduced_motion="reduce",
            viewport=TELEFONO if telefono else ESCRITORIO,
            java_script_enabled=scripts,
            **mas,
        )
        abiertos.append(context)
        galleta = entrar(user).cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": galleta.key, "value": galleta.value, "url": live_server.url}])
        return context.new_page()

    yield make
    for context in abiertos:
        context.close()
