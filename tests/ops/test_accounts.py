"""How accounts are kept: by the installation's own settings, not by those of a test run."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import Client, override_settings
from django.urls import reverse

from core.models import Usuario
from ops import settings as installation
from tests.architecture.source import ROOT
from tests.cast import PASSWORD
from tests.settings import VALUES

pytestmark = pytest.mark.django_db


def log_in(client: Client, user: Usuario, password: str) -> int:
    datos = {"login": user.email, "password": password}
    return client.post(reverse("account_login"), datos).status_code


def test_who_guesses_is_stopped_even_with_the_right_password(client: Client, rosa: Usuario) -> None:
    for _ in range(5):
        assert log_in(client, rosa, "adivina") == 200

    assert log_in(client, rosa, PASSWORD) == 200
    assert "_auth_user_id" not in client.session


def test_and_lets_the_others_work(client: Client, rosa: Usuario, luis: Usuario) -> None:
    for _ in range(5):
        log_in(client, rosa, "adivina")

    assert log_in(Client(REMOTE_ADDR="10.0.0.2"), luis, PASSWORD) == 302


def test_guessing_many_accounts_from_one_place_is_stopped(
    client: Client, rosa: Usuario, luis: Usuario
) -> None:
    for number in range(12):
        datos = {"login": f"nadie{number}@alborada.test", "password": "adivina"}
        client.post(reverse("account_login"), datos)

    assert log_in(client, luis, PASSWORD) != 302


def test_a_session_is_another_after_the_login(client: Client, rosa: Usuario) -> None:
    session = client.session
    session["algo"] = 1
    session.save()
    before = client.cookies[settings.SESSION_COOKIE_NAME].value

    assert log_in(client, rosa, PASSWORD) == 302
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_a_closed_account_does_not_enter(client: Client, rosa: Usuario) -> None:
    Usuario.objects.filter(pk=rosa.pk).update(is_active=False)
    log_in(client, rosa, PASSWORD)

    assert client.get("/mi-dia/").status_code == 302


def test_passwords_are_kept_with_argon2() -> None:
    with override_settings(PASSWORD_HASHERS=installation.PASSWORD_HASHERS):
        assert identify_hasher(make_password("una clave larga")).algorithm == "argon2"


def test_with_https_no_other_host_sets_our_cookies() -> None:
    https = {"SITE_URL": "https://municipio.example", "SANDBOX": "0"}
    names = "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME"
    show = "from ops import settings as s; print(*(getattr(s, n) for n in %r))" % (names,)  # noqa: UP031
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", show],
        cwd=ROOT,
        env={**os.environ, **VALUES, **https},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == ["__Host-sesion", "__Host-csrf", "__Host-idioma"]
