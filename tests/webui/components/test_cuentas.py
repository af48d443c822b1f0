"""The pages of accounts, served by allauth in our look and our words."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from core.models import Usuario
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_addresses() -> None:
    """Here the addresses of the whole installation are served."""


def read(client: Client, name: str, *args: str, **more: str) -> str:
    response = client.get(reverse(name, args=args), follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_the_login_asks_for_the_mail_and_the_password(client: Client) -> None:
    html = read(client, "account_login")
    assert "<h1>Entrar</h1>" in html
    assert 'name="login"' in html
    assert 'autocomplete="current-password"' in html
    assert reverse("account_reset_password") in html


def test_a_wrong_password_is_told_and_the_mail_is_kept(client: Client, rosa: Usuario) -> None:
    html = client.post(reverse("account_login"), {"login": rosa.email, "password": "otra"})
    text = html.content.decode()
    assert "Hay 1 dato por corregir" in text
    assert rosa.email in text


def test_the_right_password_lets_in(client: Client, rosa: Usuario) -> None:
    answer = client.post(reverse("account_login"), {"login": rosa.email, "password": PASSWORD})
    assert answer.status_code == 302


def test_a_forgotten_password_is_chosen_anew_by_mail(client: Client, rosa: Usuario) -> None:
    html = read(client, "account_reset_password")
    assert "Enviarme el enlace" in html
    html = client.post(
        reverse("account_reset_password"), {"email": rosa.email}, follow=True
    ).content.decode()
    assert "Revise su correo" in html
    assert mail.outbox[0].subject.endswith("Elija su contraseña")
    link = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[0].body))
    assert link is not None
    html = client.get(link[1], follow=True).content.decode()
    assert "Guardar y entrar" in html
    assert 'autocomplete="new-password"' in html


def test_a_used_link_offers_another(client: Client) -> None:
    html = read(client, "account_reset_password_from_key", "1", "no-sirve")
    assert "El enlace ya no sirve" in html
    assert "Pedir otro enlace" in html


def test_an_unknown_mail_is_told_by_mail_only(client: Client) -> None:
    answer = client.post(
        reverse("account_reset_password"), {"email": "nadie@alborada.test"}, follow=True
    )
    assert "Revise su correo" in answer.content.decode()
    assert "Este correo no tiene cuenta" in mail.outbox[0].subject
    assert "signup" not in mail.outbox[0].body


def test_accounts_are_given_by_invitation(client: Client) -> None:
    assert "Las cuentas se dan por invitación" in read(client, "account_signup")


def test_an_account_that_was_switched_off_says_so(client: Client) -> None:
    assert "Esta cuenta está desactivada" in read(client, "account_inactive")


def test_leaving_is_a_button_not_a_link(client: Client, rosa: Usuario) -> None:
    client.force_login(rosa)
    assert "Seguir trabajando" in read(client, "account_logout")
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_the_mail_is_changed_by_an_administrator(client: Client, rosa: Usuario) -> None:
    client.force_login(rosa)
    assert "Su correo lo cambia un administrador" in read(client, "account_email")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_change_password", "Cambiar la contraseña"),
        ("account_reauthenticate", "Confirme que es usted"),
        ("mfa_index", "Segundo paso para entrar"),
        ("mfa_activate_totp", "Activar la aplicación de autenticación"),
        ("mfa_add_webauthn", "<form"),
        ("mfa_list_webauthn", "btn"),
    ],
)
def test_the_pages_of_ones_account_are_in_our_look(
    client: Client, rosa: Usuario, name: str, words: str
) -> None:
    client.force_login(rosa)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    html = read(client, name)
    assert words in html
    # Who must say the password again stands at the door; the other pages stand in the office.
    marco = "card box" if name == "account_reauthenticate" else "body box"
    assert f'class="{marco}' in html


@override_settings(MFA_TOTP_TOLERANCE=1)
def test_a_second_step_is_set_up_used_and_taken_away(client: Client, rosa: Usuario) -> None:
    client.force_login(rosa)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = re.search(r"<code>(\w+)</code>", read(client, "mfa_activate_totp"))
    assert secret is not None
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret[1])})
    assert "Está activa." in read(client, "mfa_index")
    assert "Desactivar la aplicación" in read(client, "mfa_deactivate_totp")
    assert "dejarán de servir" in read(client, "mfa_generate_recovery_codes")
    assert "<textarea" in read(client, "mfa_view_recovery_codes")
    client.post(reverse("account_logout"))
    answer = client.post(
        reverse("account_login"), {"login": rosa.email, "password": PASSWORD}, follow=True
    )
    assert "<h1>Segundo paso</h1>" in answer.content.decode()


def code_of(secret: str) -> str:
    """What an authenticator shows now for `secret`."""
    counters = list(yield_hotp_counters_from_time())
    value = hotp_value(secret, counters[len(counters) // 2])
    return str(format_hotp_value(value))


@override_settings(DEBUG=False)
def test_a_form_that_was_open_too_long_says_so(rosa: Usuario) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("account_login"), {"login": rosa.email, "password": PASSWORD})
    assert answer.status_code == 403
    assert "La página estuvo abierta demasiado tiempo" in answer.content.decode()
