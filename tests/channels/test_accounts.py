"""The accounts: checked, stopped, reconnected."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from channels import accounts, holds
from channels.base import Credentials
from channels.models import Cuenta, HistorialCuenta, Publicacion
from core import clock
from core.models import Expediente, Usuario
from ops.sandbox import accounts as invented
from ops.sandbox.client import Sandbox
from tests.channels.builders import FACEBOOK_SECRETS, X_SECRETS, queued


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


def test_good_credentials_are_tried_before_they_are_kept(sandbox: Sandbox, db: None) -> None:
    found = accounts.probe("facebook", invented.FB_PAGE_ID, FACEBOOK_SECRETS)
    assert found.cuenta == invented.FB_PAGE_NAME
    assert not Cuenta.objects.filter(canal="facebook").exists()


@pytest.mark.parametrize(
    ("canal", "secretos", "campo", "motivo"),
    [
        ("facebook", {"page_token": invented.FB_SHORT_USER_TOKEN}, "page_token", "una persona"),
        ("facebook", {"page_token": invented.FB_OTHER_PAGE_TOKEN}, "page_token", "otra página"),
        ("facebook", {"page_token": invented.FB_READ_ONLY_PAGE_TOKEN}, "page_token", "permisos"),
        ("facebook", {"page_token": invented.FB_EXPIRED_PAGE_TOKEN}, "page_token", "venció"),
        ("facebook", {"page_token": "EAAcopiadamal"}, "page_token", "mal copiada"),
        ("facebook", {"app_secret": "otro"}, "app_secret", "no reconoce la aplicación"),
        ("twitter", {"consumer_secret": "otro"}, "access_token", "no acepta estas llaves"),
        (
            "twitter",
            {
                "access_token": invented.X_READ_ONLY_TOKEN,
                "access_token_secret": invented.X_READ_ONLY_TOKEN_SECRET,
            },
            "access_token",
            "solo permiten leer",
        ),
    ],
)
def test_credentials_that_could_not_post_are_refused_beside_their_field(
    sandbox: Sandbox, db: None, canal: str, secretos: dict[str, str], campo: str, motivo: str
) -> None:
    page = {"facebook": invented.FB_PAGE_ID, "twitter": invented.X_USER_ID}[canal]
    good = {"facebook": FACEBOOK_SECRETS, "twitter": X_SECRETS}[canal]
    with pytest.raises(ValidationError) as refusal:
        accounts.probe(canal, page, good | secretos)
    assert list(refusal.value.message_dict) == [campo]
    assert motivo in refusal.value.message_dict[campo][0]


@pytest.mark.parametrize(
    ("fault", "motivo"),
    [("server_error_html", "No se pudo preguntar a X"), ("credits", "X detuvo la cuenta")],
)
def test_a_network_that_does_not_say_is_not_taken_for_a_yes(
    sandbox: Sandbox, db: None, fault: str, motivo: str
) -> None:
    sandbox.fault("x", fault, op="me")
    with pytest.raises(ValidationError) as refusal:
        accounts.probe("twitter", invented.X_USER_ID, X_SECRETS)
    [said] = refusal.value.messages
    assert said.startswith(motivo)
    assert said.endswith("No se guardó nada.")


def test_options_are_set_and_what_changed_is_told(pagina: Cuenta) -> None:
    assert accounts.configure(pagina, {"dos_fases": True, "otra": True}) == {
        "dos_fases": [False, True]
    }
    assert accounts.configure(pagina, {"dos_fases": True}) == {}
    pagina.refresh_from_db()
    assert (pagina.opciones, pagina.opcion("dos_fases")) == ({"dos_fases": True}, True)


def test_an_option_is_as_it_comes_until_somebody_chooses(pagina: Cuenta, perfil: Cuenta) -> None:
    assert (pagina.opcion("dos_fases"), perfil.opcion("incluir_enlace")) == (False, True)


def test_what_the_network_said_of_old_credentials_is_not_said_of_the_new(
    sandbox: Sandbox, pagina: Cuenta
) -> None:
    asked = Cuenta.objects.get(pk=pagina.pk)
    accounts.reconnect(pagina, FACEBOOK_SECRETS)
    found = accounts.record(asked, Credentials(valida=False, motivo="Venció"))
    assert found.valida is None
    assert Cuenta.objects.get(pk=pagina.pk).estado == "activa"


def test_dead_credentials_are_not_cured_by_a_persons_word(pagina: Cuenta) -> None:
    holds.stop_account(pagina.pk, Cuenta.Estado.RECONECTAR, "Venció")
    with pytest.raises(ValidationError, match="hay que reconectarla"):
        accounts.resume(pagina)
    assert Cuenta.objects.get(pk=pagina.pk).estado == "reconectar"


def test_what_people_did_to_an_account_cannot_be_rewritten(pagina: Cuenta, paula: Usuario) -> None:
    accounts.note(pagina, "pausar", actor=paula, texto="Campaña ajena")
    for change in (
        lambda: HistorialCuenta.objects.update(texto="Otra cosa"),
        lambda: HistorialCuenta.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert HistorialCuenta.objects.get().texto == "Campaña ajena"


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


def test_an_account_without_credit_is_paused_before_a_post_fails(
    sandbox: Sandbox, perfil: Cuenta
) -> None:
    sandbox.fault("x", "credits", op="me")
    found = accounts.check(perfil)
    assert (found.valida, found.cuenta.estado) == (None, "pausada")
    assert found.cambio is not None
    assert "falta saldo" in found.cuenta.motivo


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
