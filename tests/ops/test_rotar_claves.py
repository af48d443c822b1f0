"""The key is changed while people work, and an old one may go."""

from __future__ import annotations

import io

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from pytest_django import Settings

from channels.models import Cuenta
from core import cifrado
from core.cifrado import UnreadableError
from core.models import Usuario
from ops import claves
from tests.channels.builders import an_account

pytestmark = pytest.mark.django_db

SECRETO = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
VIEJA, NUEVA = (Fernet.generate_key().decode() for _ in range(2))


@pytest.fixture
def guardado(settings: Settings, rosa: Usuario, luis: Usuario) -> Cuenta:
    """An account, an app, codes, and an app of before there was encryption; under the old key."""
    settings.CLAVES_CIFRADO = [VIEJA]
    cuenta = an_account("twitter")
    TOTP.activate(rosa, SECRETO)
    RecoveryCodes.activate(rosa)
    Authenticator.objects.create(user=luis, type="totp", data={"secret": SECRETO})
    return cuenta


def rotar() -> str:
    dicho = io.StringIO()
    call_command("rotar_claves", stdout=dicho)
    return dicho.getvalue()


def guardadas() -> list[object]:
    return [*Cuenta.objects.values(), *Authenticator.objects.order_by("pk").values()]


def secretos(cuenta: Cuenta, rosa: Usuario) -> tuple[object, object]:
    cuenta.refresh_from_db()
    totp = Authenticator.objects.get(user=rosa, type="totp")
    return dict(cuenta.account().secretos), cifrado.descifrar(totp.data["secret"])


def test_afterwards_the_old_key_may_go(guardado: Cuenta, settings: Settings, rosa: Usuario) -> None:
    antes = secretos(guardado, rosa)
    codigos = Authenticator.objects.get(user=rosa, type="recovery_codes").wrap().generate_codes()
    settings.CLAVES_CIFRADO = [NUEVA, VIEJA]

    dicho = rotar()

    settings.CLAVES_CIFRADO = [NUEVA]
    assert secretos(guardado, rosa) == antes
    ahora = Authenticator.objects.get(user=rosa, type="recovery_codes").wrap().generate_codes()
    assert ahora == codigos
    assert "segundos pasos: 3 renovadas, 0 ya estaban, 0 ilegibles." in dicho
    assert "ya se pueden quitar" in dicho


def test_what_was_kept_in_clear_is_encrypted(
    guardado: Cuenta, settings: Settings, luis: Usuario
) -> None:
    rotar()
    kept = Authenticator.objects.get(user=luis).data["secret"]
    assert kept != SECRETO
    assert cifrado.descifrar(kept) == SECRETO


def test_repeating_it_changes_nothing(guardado: Cuenta, settings: Settings) -> None:
    settings.CLAVES_CIFRADO = [NUEVA, VIEJA]
    rotar()
    antes = guardadas()

    assert "0 renovadas, 3 ya estaban" in rotar()
    assert guardadas() == antes


def test_what_stopped_half_way_goes_on(
    guardado: Cuenta, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CLAVES_CIFRADO = [NUEVA, VIEJA]
    factores = claves.CIFRADOS[1]
    vistas = []

    def se_cae(factor: Authenticator) -> dict[str, object]:
        vistas.append(factor.pk)
        if len(vistas) == 2:
            raise ConnectionError
        return factores.renovado(factor)

    with pytest.raises(ConnectionError):
        claves.renovar(claves.Cifrado("a", factores.filas, se_cae), lote=1)

    hecho = claves.renovar(factores, lote=1)
    assert (hecho.renovadas, hecho.estaban) == (2, 1)


def test_without_the_old_key_it_says_what_it_could_not_open_and_touches_nothing(
    guardado: Cuenta, settings: Settings
) -> None:
    settings.CLAVES_CIFRADO = [NUEVA]
    antes = Cuenta.objects.get(pk=guardado.pk).credenciales

    with pytest.raises(CommandError, match=f"credenciales de canales {guardado.pk}"):
        rotar()

    assert Cuenta.objects.get(pk=guardado.pk).credenciales == antes


def test_no_secret_is_said(guardado: Cuenta, settings: Settings) -> None:
    settings.CLAVES_CIFRADO = [NUEVA, VIEJA]
    dicho = rotar()
    for secreto in (SECRETO, VIEJA, NUEVA, *guardado.account().secretos.values()):
        assert secreto not in dicho
    with pytest.raises(UnreadableError) as error:
        cifrado.descifrar("gAAAAnada")
    assert VIEJA not in str(error.value)
