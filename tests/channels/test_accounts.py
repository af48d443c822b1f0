"""The accounts: checked, stopped, reconnected."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ValidationError

from channels import accounts, holds
from channels.models import Cuenta, Publicacion
from core import clock
from core.models import Expediente
from ops.sandbox import accounts as invented
from ops.sandbox.client import Sandbox
from tests.channels.builders import FACEBOOK_SECRETS, queued


def test_a_good_account_is_checked_once_a_day(sandbox: Sandbox, pagina: Cuenta) -> None:
    assert pagina in accounts.due()
    found = accounts.check(pagina)
    assert (found.valida, found.cambio) == (True, None)
    assert found.vence_en is not None
    assert pagina not in accounts.due()
    with clock.moved_to(clock.now() + timedelta(days=1)):
        assert pagina in accounts.due()


def test_connecting_a_channel_again_is_the_same_account(pagina: Cuenta) -> None:
    again = accounts.connect(
        canal="facebook",
        nombre="Alborada",
        identificador="77",
        secretos=FACEBOOK_SECRETS | {"de_mas": "x"},
        opciones={"dos_fases": True},
    )
    assert (again.pk, again.opciones) == (pagina.pk, {"dos_fases": True})
    assert again.account().secretos == FACEBOOK_SECRETS


def test_a_channel_wants_all_its_secrets(db: None) -> None:
    with pytest.raises(ValidationError) as refusal:
        accounts.connect(
            canal="twitter", nombre="A", identificador="15", secretos={"consumer_key": "a"}
        )
    assert set(refusal.value.message_dict) == {
        "consumer_secret",
        "access_token",
        "access_token_secret",
    }
    assert not Cuenta.objects.filter(canal="twitter").exists()


@pytest.mark.parametrize("identificador", ["", "PtoAlborada", "1/../2"])
def test_an_account_is_named_by_its_number(db: None, identificador: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        accounts.connect(
            canal="facebook", nombre="A", identificador=identificador, secretos=FACEBOOK_SECRETS
        )
    assert "identificador" in refusal.value.message_dict


def test_our_own_page_needs_no_credentials(web: Cuenta) -> None:
    assert accounts.check(web).valida


def test_a_dead_token_is_found_before_a_post_fails(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta
) -> None:
    queued(expediente, pagina)
    accounts.reconnect(pagina, FACEBOOK_SECRETS | {"page_token": invented.FB_EXPIRED_PAGE_TOKEN})
    pagina.refresh_from_db()
    found = accounts.check(pagina)
    assert (found.valida, found.cuenta.estado) == (False, "reconectar")
    assert found.cambio is not None
    assert "venció" in found.cuenta.motivo
    assert Publicacion.objects.get().estado == "retenida"
    assert accounts.check(found.cuenta).cambio is None


def test_a_reconnected_account_sends_again(
    sandbox: Sandbox, expediente: Expediente, pagina: Cuenta
) -> None:
    queued(expediente, pagina)
    holds.stop_account(pagina.pk, Cuenta.Estado.RECONECTAR, "Venció")
    accounts.reconnect(pagina, FACEBOOK_SECRETS)
    pagina.refresh_from_db()
    found = accounts.check(pagina)
    assert found.cambio is not None
    assert (found.cambio.antes, found.cambio.despues) == ("reconectar", "activa")
    assert Publicacion.objects.get().estado == "pendiente"


def test_a_paused_account_is_resumed_by_a_person_only(sandbox: Sandbox, pagina: Cuenta) -> None:
    assert accounts.pause(pagina, "Hasta nueva orden") is not None
    pagina.refresh_from_db()
    assert accounts.check(pagina).cuenta.estado == "pausada"
    assert accounts.resume(pagina) is not None
    pagina.refresh_from_db()
    assert (pagina.estado, pagina.motivo) == ("activa", "")


def test_a_pause_wants_a_reason(pagina: Cuenta) -> None:
    with pytest.raises(ValidationError):
        accounts.pause(pagina, " ")


def test_a_channel_that_cannot_be_asked_changes_nothing(sandbox: Sandbox, pagina: Cuenta) -> None:
    sandbox.fault("facebook", "server_error_html", op="debug_token")
    found = accounts.check(pagina)
    pagina.refresh_from_db()
    assert (found.valida, pagina.estado) == (None, "activa")
    assert clock.now() < pagina.revisar_en <= clock.now() + timedelta(hours=1)


def test_credentials_of_a_lost_key_ask_to_reconnect(pagina: Cuenta) -> None:
    pagina.credenciales = Fernet(Fernet.generate_key()).encrypt(b"{}").decode()
    pagina.save()
    found = accounts.check(pagina)
    assert (found.valida, found.cuenta.estado) == (False, "reconectar")


def test_an_empty_credential_is_refused(pagina: Cuenta) -> None:
    before = pagina.credenciales
    with pytest.raises(ValidationError) as refusal:
        accounts.reconnect(pagina, {"page_token": " "})
    pagina.refresh_from_db()
    assert ("page_token" in refusal.value.message_dict, pagina.credenciales) == (True, before)


def test_no_screen_or_log_shows_the_secrets(pagina: Cuenta) -> None:
    shown = f"{pagina!r} {pagina} {pagina.account()!r} {pagina.__dict__}"
    for secret in FACEBOOK_SECRETS.values():
        assert secret == invented.FB_APP_ID or secret not in shown
