"""Accounts are connected, reconnected and paused by who may."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from channels.models import Cuenta
from core.models import Usuario
from core.transitions import NotAllowed
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.channels.builders import FACEBOOK_SECRETS
from tests.workflows.comunicacion.builders import Redaccion, avisados, salidas
from workflows.comunicacion import actions, states


def test_a_new_account_is_connected_and_asked_about(paula: Usuario, sandbox: Sandbox) -> None:
    checked = actions.conectar(
        canal="facebook",
        actor=paula,
        nombre="Municipio de Puerto Alborada",
        identificador=accounts.FB_PAGE_ID,
        credenciales=FACEBOOK_SECRETS,
    )

    assert checked.valida is True
    cuenta = Cuenta.objects.get(canal="facebook")
    assert (cuenta.estado, cuenta.identificador) == ("activa", accounts.FB_PAGE_ID)
    assert accounts.FB_PAGE_TOKEN not in cuenta.credenciales


def test_a_key_of_another_page_is_refused_with_the_reason(paula: Usuario, sandbox: Sandbox) -> None:
    checked = actions.conectar(
        canal="facebook",
        actor=paula,
        nombre="Municipio",
        identificador=accounts.FB_PAGE_ID,
        credenciales={**FACEBOOK_SECRETS, "page_token": accounts.FB_OTHER_PAGE_TOKEN},
    )

    assert (checked.valida, checked.motivo) == (False, "La llave es de otra página.")
    assert Cuenta.objects.get(canal="facebook").estado == "reconectar"


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"nombre": " "}, "nombre"),
        ({"identificador": ""}, "identificador"),
        ({"credenciales": {**FACEBOOK_SECRETS, "page_token": " "}}, "page_token"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    cambio: dict[str, object], campo: str, paula: Usuario
) -> None:
    datos: dict[str, object] = {
        "nombre": "Municipio",
        "identificador": accounts.FB_PAGE_ID,
        "credenciales": FACEBOOK_SECRETS,
        **cambio,
    }

    with pytest.raises(ValidationError) as error:
        actions.conectar(canal="facebook", actor=paula, **datos)  # type: ignore[arg-type]
    assert list(error.value.message_dict) == [campo]
    assert not Cuenta.objects.filter(canal="facebook").exists()


def test_bad_new_keys_say_why_and_hold_what_waits(
    redaccion: Redaccion, sandbox: Sandbox, facebook: Cuenta
) -> None:
    pieza = redaccion.hasta(states.APROBADA)

    checked = actions.reconectar(
        cuenta_id=facebook.pk,
        actor=redaccion.autora,
        credenciales={**FACEBOOK_SECRETS, "page_token": accounts.FB_EXPIRED_PAGE_TOKEN},
    )

    assert checked.valida is False
    assert salidas(pieza)["facebook"] == "retenida"
    assert avisados(None, "C06") == {"Paula Quintero", "Bruno Salas"}


def test_one_account_is_paused_and_goes_on(redaccion: Redaccion, x: Cuenta) -> None:
    pieza = redaccion.hasta(states.APROBADA)

    actions.pausar_cuenta(cuenta_id=x.pk, actor=redaccion.autora, motivo="Campaña ajena")
    assert salidas(pieza) == {"web": "publicada", "facebook": "pendiente", "twitter": "retenida"}

    actions.reanudar_cuenta(cuenta_id=x.pk, actor=redaccion.autora)
    assert salidas(pieza)["twitter"] == "pendiente"


@pytest.mark.parametrize("quien", ["rosa", "luis", "tomas", "omar"])
def test_others_do_not_touch_the_accounts(
    quien: str, facebook: Cuenta, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    antes = Cuenta.objects.filter(pk=facebook.pk).values().get()

    with pytest.raises(NotAllowed, match="No le corresponde"):
        actions.reconectar(cuenta_id=facebook.pk, actor=actor, credenciales=FACEBOOK_SECRETS)
    with pytest.raises(NotAllowed, match="No le corresponde"):
        actions.pausar_cuenta(cuenta_id=facebook.pk, actor=actor, motivo="Porque sí")
    with pytest.raises(NotAllowed, match="No le corresponde"):
        actions.reanudar_cuenta(cuenta_id=facebook.pk, actor=actor)
    with pytest.raises(NotAllowed, match="No le corresponde"):
        actions.conectar(
            canal="facebook", actor=actor, nombre="A", identificador="1", credenciales={}
        )
    assert Cuenta.objects.filter(pk=facebook.pk).values().get() == antes


def test_the_systems_administrator_reconnects(
    sofia: Usuario, facebook: Cuenta, sandbox: Sandbox
) -> None:
    checked = actions.reconectar(cuenta_id=facebook.pk, actor=sofia, credenciales=FACEBOOK_SECRETS)

    assert checked.valida is True
