"""How accounts are kept: by the installation's own settings, not by those of a test run."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django.urls import reverse

from core.models import HistorialAcceso, Municipio, Usuario
from notifiers import enlaces
from notifiers.models import Notificacion
from ops import settings as installation
from ops.passwords import Commonest
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


def guess(user: Usuario, times: int, *, ip: str, client: Client | None = None) -> None:
    for _ in range(times):
        log_in(client or Client(REMOTE_ADDR=ip), user, "adivina")


def test_who_guesses_from_elsewhere_keeps_nobody_out(client: Client, rosa: Usuario) -> None:
    guess(rosa, 5, ip="10.0.0.9")
    assert log_in(Client(REMOTE_ADDR="10.0.0.9"), rosa, PASSWORD) == 200

    assert log_in(client, rosa, PASSWORD) == 302


def test_however_many_guess_it_is_stopped_but_for_the_browsers_she_uses(
    client: Client, rosa: Usuario
) -> None:
    log_in(client, rosa, PASSWORD)
    client.post(reverse("account_logout"))
    for house in range(10):
        guess(rosa, 5, ip=f"10.0.1.{house}")

    assert log_in(Client(REMOTE_ADDR="10.0.2.1"), rosa, PASSWORD) == 200
    assert log_in(client, rosa, PASSWORD) == 302


def test_a_browser_that_is_known_guesses_no_more_than_another(
    client: Client, rosa: Usuario, luis: Usuario
) -> None:
    log_in(client, rosa, PASSWORD)
    client.post(reverse("account_logout"))
    guess(rosa, 5, ip="", client=client)
    assert log_in(client, rosa, PASSWORD) == 200

    guess(luis, 5, ip="", client=client)
    assert log_in(client, luis, PASSWORD) != 302


def test_who_is_kept_out_gets_in_by_a_new_password(client: Client, rosa: Usuario) -> None:
    for house in range(10):
        guess(rosa, 5, ip=f"10.0.1.{house}")
    nueva = "una-clave-nueva-2026"
    key = client.get(enlaces._crear_clave(rosa), follow=True).request["PATH_INFO"]
    client.post(key, {"password1": nueva, "password2": nueva})

    assert log_in(client, rosa, nueva) == 302


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


# Passwords ----------------------------------------------------------------------------------------
def fault_of(password: str, user: Usuario | None = None) -> str:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@pytest.mark.parametrize(
    "password",
    [
        "corta-2026!",
        "password1234",
        "123456789012",
        "rosa@alborada.test",
        "qwertyuiop12",
        "P@ssw0rd!2026",
        "qwertyqwertyqwerty",
        "sunshinemonkey",
        "1q2w3e4r5t6y",
        "2026-Barcelona",
    ],
)
def test_what_is_guessed_first_is_refused(password: str, rosa: Usuario) -> None:
    assert fault_of(password, rosa)


def test_of_those_that_are_long_enough_more_than_three_thousand_are_known() -> None:
    """ASVS 6.2.4 counts only what the rest of the rules would let pass."""
    commonest = Commonest()
    long = [f"{word}{year}" for word in commonest.passwords for year in ("2025", "2026!")]
    fit = [one for one in long if len(one) >= 12 and not one.isdigit()]
    assert len(fit) > 3000
    for one in fit[::50]:
        with pytest.raises(ValidationError):
            commonest.validate(one)


@pytest.mark.parametrize(
    "password", ["Municipio2026", "SIGOBito-2026", "PuertoAlborada1", "Alcaldía*2027"]
)
def test_so_is_what_is_little_more_than_the_name_of_the_town_hall(password: str) -> None:
    Municipio.objects.update(nombre="Municipio de Puerto Alborada")
    Municipio.olvidar()
    assert "nombre del municipio" in fault_of(password)
    Municipio.olvidar()


@pytest.mark.parametrize(
    "password",
    ["cuatro palabras sin ningún orden", "todoenminusculas", "ñandú 🐦 " * 16, "x7#" * 40,
     "el municipio de mi abuela tenía un molino"],
)  # fmt: skip
def test_of_what_it_is_made_and_how_long_it_is_are_free(password: str) -> None:
    assert fault_of(password) == ""


def test_it_is_taken_exactly_as_it_was_typed(rosa: Usuario) -> None:
    larga = "Ñandú 🐦 con Mayúsculas " * 8
    rosa.set_password(larga)
    assert rosa.check_password(larga)
    assert not rosa.check_password(larga.lower())
    assert not rosa.check_password(larga[:-1])


def test_who_changes_it_says_the_present_one(client: Client, rosa: Usuario) -> None:
    client.force_login(rosa)
    nueva = {"password1": "una-clave-nueva-2026", "password2": "una-clave-nueva-2026"}
    client.post(reverse("account_change_password"), {"oldpassword": "adivina", **nueva})
    rosa.refresh_from_db()
    assert rosa.check_password(PASSWORD)
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **nueva})
    rosa.refresh_from_db()
    assert rosa.check_password("una-clave-nueva-2026")


def test_it_is_typed_hidden_and_managers_may_fill_it_in(client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert 'type="password"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def test_the_link_that_sets_one_serves_once(client: Client, rosa: Usuario) -> None:
    url = enlaces._crear_clave(rosa)
    key = client.get(url, follow=True).request["PATH_INFO"]
    client.post(key, {"password1": "una-clave-nueva-2026", "password2": "una-clave-nueva-2026"})
    rosa.refresh_from_db()
    assert rosa.check_password("una-clave-nueva-2026")

    assert Client().get(url, follow=True).context["token_fail"]


def test_a_forgotten_one_does_not_go_around_the_second_factor(
    client: Client, rosa: Usuario
) -> None:
    TOTP.activate(rosa, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    key = client.get(enlaces._crear_clave(rosa), follow=True).request["PATH_INFO"]
    nueva = "una-clave-nueva-2026"
    client.post(key, {"password1": nueva, "password2": nueva}, follow=True)
    log_in(client, rosa, nueva)
    assert client.get("/mi-dia/").status_code == 302


def test_who_asks_for_an_account_is_told_the_same_whether_there_is_one(rosa: Usuario) -> None:
    def answer(email: str) -> tuple[int, str]:
        response = Client().post(reverse("account_reset_password"), {"email": email})
        return response.status_code, response.headers["Location"]

    assert answer(rosa.email) == answer("nadie@alborada.test")


# Sessions -----------------------------------------------------------------------------------------
def test_who_says_again_who_it_is_goes_on_with_another_session(
    client: Client, rosa: Usuario
) -> None:
    log_in(client, rosa, PASSWORD)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = before

    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert client.get("/mi-dia/").status_code == 200
    assert stolen.get("/mi-dia/").status_code == 302
    assert len(client.get("/mis-sesiones/").context["sesiones"]) == 1


def test_who_leaves_is_out_and_leaves_nothing_in_the_browser(client: Client, rosa: Usuario) -> None:
    log_in(client, rosa, PASSWORD)
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[
        settings.SESSION_COOKIE_NAME
    ].value

    response = client.post(reverse("account_logout"))

    assert response.headers["Clear-Site-Data"] == '"storage"'
    assert stolen.get("/mi-dia/").status_code == 302


def test_an_account_that_is_closed_loses_its_sessions(client: Client, rosa: Usuario) -> None:
    log_in(client, rosa, PASSWORD)
    Usuario.objects.filter(pk=rosa.pk).update(is_active=False)
    assert client.get("/mi-dia/").status_code == 302


def test_an_administrator_ends_the_sessions_of_somebody(
    client: Client, rosa: Usuario, sofia: Usuario, elena: Usuario
) -> None:
    log_in(client, rosa, PASSWORD)
    for who, status in ((elena, 200), (sofia, 302)):
        other = Client()
        other.force_login(who)
        other.post(reverse("ajustes:persona_cerrar", args=[rosa.pk]))
        assert client.get("/mi-dia/").status_code == status

    assert HistorialAcceso.objects.get(usuario=rosa, hecho="sesiones").por == sofia
    aviso = Notificacion.objects.get(usuario=rosa, clase="acceso")
    assert aviso.titulo == "Sofía Lince cerró sus sesiones"


def test_what_is_logged_of_a_login_says_who_and_how_and_no_password(
    client: Client, rosa: Usuario, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="ops.accounts"):
        log_in(client, rosa, "adivina-otra-vez")
        log_in(client, rosa, PASSWORD)

    said = [record.getMessage() for record in caplog.records if record.name == "ops.accounts"]
    assert said[0] == "Login failed"
    assert f"User {rosa.pk}: password " in said
    assert f"Login of user {rosa.pk}" in said
    assert "adivina" not in " ".join(said)
    assert PASSWORD not in " ".join(said)
