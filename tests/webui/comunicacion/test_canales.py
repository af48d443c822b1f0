"""The page of the channels, and the forms that connect, reconnect, set, pause and resume."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from channels import holds
from channels.models import Cuenta, Freno
from core.models import Usuario
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.channels.builders import FACEBOOK_SECRETS, X_SECRETS
from tests.webui.conftest import Entrar

CANALES = "/canales/"
CONECTAR = "/canales/conectar/facebook/"
COMPLETO = {"identificador": accounts.FB_PAGE_ID, **FACEBOOK_SECRETS, "dos_fases": "on"}
SECRETOS = (accounts.FB_APP_SECRET, accounts.FB_PAGE_TOKEN, accounts.FB_OTHER_PAGE_TOKEN)


def dicho(client: Client, path: str = CANALES) -> str:
    """What the page says, with what the last step left to say."""
    return client.get(path).content.decode()


def sin_secretos(pagina: str) -> bool:
    return not any(secreto in pagina for secreto in (*SECRETOS, *X_SECRETS.values()))


def test_what_is_not_connected_is_offered(entrar: Entrar, paula: Usuario, x: Cuenta) -> None:
    pagina = dicho(entrar(paula))

    assert f'href="{CONECTAR}"' in pagina
    assert "/canales/conectar/twitter/" not in pagina
    assert f"/canales/{x.pk}/reconectar/" in pagina


def test_every_field_says_what_it_is_and_where_it_is_found(entrar: Entrar, paula: Usuario) -> None:
    form = entrar(paula).get(CONECTAR).context["form"]

    assert [campo.name for campo in form if not campo.help_text] == []
    assert {campo.name for campo in form if campo.field.widget.input_type == "password"} == {
        "page_token",
        "app_secret",
    }


def test_a_page_is_connected(entrar: Entrar, paula: Usuario, sandbox: Sandbox) -> None:
    browser = entrar(paula)
    response = browser.post(CONECTAR, COMPLETO)

    assert response.headers["Location"] == CANALES
    cuenta = Cuenta.objects.get(canal="facebook")
    assert (cuenta.nombre, cuenta.opcion("dos_fases")) == (accounts.FB_PAGE_NAME, True)
    pagina = dicho(browser)
    assert "Conectada: el canal aceptó las llaves." in pagina
    assert "la conectó" in pagina
    assert sin_secretos(pagina)


@pytest.mark.parametrize(
    ("cambio", "campo", "motivo"),
    [
        ({"page_token": accounts.FB_SHORT_USER_TOKEN}, "page_token", "es de una persona"),
        ({"page_token": accounts.FB_OTHER_PAGE_TOKEN}, "page_token", "es de otra página"),
        ({"page_token": accounts.FB_READ_ONLY_PAGE_TOKEN}, "page_token", "pages_manage_posts"),
        ({"page_token": ""}, "page_token", "obligatorio"),
        ({"page_token": "E" * 601}, "page_token", "600"),
        ({"app_secret": "otro"}, "app_secret", "no reconoce la aplicación"),
        ({"identificador": "PtoAlborada"}, "identificador", "solo el número"),
    ],
)
def test_the_reason_stands_beside_its_field_and_what_was_typed_stays_but_no_secret(
    cambio: dict[str, str],
    campo: str,
    motivo: str,
    entrar: Entrar,
    paula: Usuario,
    sandbox: Sandbox,
) -> None:
    response = entrar(paula).post(CONECTAR, {**COMPLETO, "nombre": "La página", **cambio})

    assert response.status_code == 422
    form = response.context["form"]
    assert list(form.errors) == [campo]
    assert motivo in form.errors[campo][0]
    pagina = response.content.decode()
    assert 'value="La página"' in pagina
    assert f'value="{accounts.FB_APP_ID}"' in pagina
    assert sin_secretos(pagina)
    assert not Cuenta.objects.filter(canal="facebook").exists()


def test_a_network_that_does_not_answer_is_said_and_nothing_is_kept(
    entrar: Entrar, paula: Usuario, sandbox: Sandbox
) -> None:
    sandbox.fault("facebook", "server_error_html", op="debug_token", times=None)

    response = entrar(paula).post(CONECTAR, COMPLETO)

    assert response.status_code == 422
    assert "No se pudo preguntar a Facebook" in response.content.decode()
    assert not Cuenta.objects.filter(canal="facebook").exists()


@pytest.mark.parametrize("canal", ["facebook", "web", "mastodon"])
def test_only_a_channel_without_account_is_connected(
    canal: str, entrar: Entrar, paula: Usuario, facebook: Cuenta
) -> None:
    assert entrar(paula).get(f"/canales/conectar/{canal}/").status_code == 404


def test_new_keys_reconnect_it(
    entrar: Entrar, sofia: Usuario, facebook: Cuenta, sandbox: Sandbox
) -> None:
    holds.stop_account(facebook.pk, Cuenta.Estado.RECONECTAR, "La llave venció.")
    browser = entrar(sofia)
    assert "La llave venció." in dicho(browser)

    response = browser.post(f"/canales/{facebook.pk}/reconectar/", FACEBOOK_SECRETS)

    assert response.headers["Location"] == CANALES
    facebook.refresh_from_db()
    assert facebook.estado == "activa"
    assert "la reconectó" in dicho(browser)


def test_bad_keys_do_not(
    entrar: Entrar, sofia: Usuario, facebook: Cuenta, sandbox: Sandbox
) -> None:
    antes = facebook.credenciales
    llaves = {**FACEBOOK_SECRETS, "page_token": accounts.FB_EXPIRED_PAGE_TOKEN}

    response = entrar(sofia).post(f"/canales/{facebook.pk}/reconectar/", llaves)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["page_token"]
    facebook.refresh_from_db()
    assert facebook.credenciales == antes


def test_keys_are_tried_without_typing_them_again(
    entrar: Entrar, sofia: Usuario, facebook: Cuenta, sandbox: Sandbox
) -> None:
    holds.stop_account(facebook.pk, Cuenta.Estado.RECONECTAR, "Facebook no las aceptó.")
    browser = entrar(sofia)
    assert f'action="/canales/{facebook.pk}/comprobar/"' in dicho(browser)

    response = browser.post(f"/canales/{facebook.pk}/comprobar/")

    assert response.headers["Location"] == CANALES
    assert "Facebook acepta las llaves." in dicho(browser)
    facebook.refresh_from_db()
    assert facebook.estado == "activa"
    assert facebook.revisada_en is not None


def test_dead_keys_say_so_when_they_are_tried(
    entrar: Entrar, sofia: Usuario, facebook: Cuenta, sandbox: Sandbox
) -> None:
    facebook.seal({**FACEBOOK_SECRETS, "page_token": accounts.FB_EXPIRED_PAGE_TOKEN})
    facebook.save()
    browser = entrar(sofia)

    browser.post(f"/canales/{facebook.pk}/comprobar/")

    facebook.refresh_from_db()
    assert facebook.estado == "reconectar"
    assert facebook.motivo
    assert facebook.motivo in dicho(browser)


def test_a_network_that_does_not_answer_leaves_the_keys_as_they_are(
    entrar: Entrar, sofia: Usuario, facebook: Cuenta, sandbox: Sandbox
) -> None:
    browser = entrar(sofia)
    sandbox.fault("facebook", "server_error_html", op="debug_token", times=None)
    browser.post(f"/canales/{facebook.pk}/comprobar/")

    assert "No se pudo llegar a Facebook." in dicho(browser)
    facebook.refresh_from_db()
    assert facebook.estado == "activa"


def test_the_link_of_x_says_what_it_costs_and_may_be_left_out(
    entrar: Entrar, paula: Usuario, x: Cuenta
) -> None:
    browser, opciones = entrar(paula), f"/canales/{x.pk}/opciones/"
    form = browser.get(opciones).context["form"]
    assert form["incluir_enlace"].value() is True
    assert "X cobra unos 0,2 USD" in form["incluir_enlace"].help_text
    assert "0,015 USD sin él" in form["incluir_enlace"].help_text

    assert browser.post(opciones, {}).headers["Location"] == CANALES

    x.refresh_from_db()
    assert x.opcion("incluir_enlace") is False
    assert "Incluir el enlace: no" in dicho(browser)


def test_one_is_paused_with_a_reason_and_resumed(entrar: Entrar, paula: Usuario, x: Cuenta) -> None:
    browser, pausar = entrar(paula), f"/canales/{x.pk}/pausar/"
    assert browser.post(pausar, {"motivo": " "}).status_code == 422

    browser.post(pausar, {"motivo": "Campaña ajena"})
    pagina = dicho(browser)
    assert "Campaña ajena" in pagina
    assert f'action="/canales/{x.pk}/reanudar/"' in pagina

    browser.post(f"/canales/{x.pk}/reanudar/")
    x.refresh_from_db()
    assert x.estado == "activa"
    assert "la reanudó" in dicho(browser)


def test_dead_keys_are_not_resumed(entrar: Entrar, paula: Usuario, x: Cuenta) -> None:
    holds.stop_account(x.pk, Cuenta.Estado.RECONECTAR, "Venció")
    browser = entrar(paula)

    browser.post(f"/canales/{x.pk}/reanudar/")

    assert "hay que reconectarla" in dicho(browser)
    x.refresh_from_db()
    assert x.estado == "reconectar"


@pytest.mark.parametrize("quien", ["elena", "tomas"])
def test_who_only_looks_sees_no_button(
    quien: str, entrar: Entrar, x: Cuenta, request: pytest.FixtureRequest
) -> None:
    pagina = dicho(entrar(request.getfixturevalue(quien)))

    assert "X · Alborada" in pagina
    assert "/reconectar/" not in pagina
    assert "/conectar/" not in pagina


@pytest.mark.parametrize("quien", ["elena", "tomas", "luis", "rosa", "omar"])
def test_others_are_refused_everything(
    quien: str, entrar: Entrar, x: Cuenta, request: pytest.FixtureRequest
) -> None:
    browser = entrar(request.getfixturevalue(quien))
    for path in ("reconectar", "comprobar", "opciones", "pausar", "reanudar"):
        datos: dict[str, Any] = {**X_SECRETS, "motivo": "Porque sí"}
        assert browser.post(f"/canales/{x.pk}/{path}/", datos).status_code == 403
    assert browser.post(CONECTAR, COMPLETO).status_code == 403
    x.refresh_from_db()
    assert (x.estado, x.opciones) == ("activa", {})


def test_our_own_page_has_neither_keys_nor_options(entrar: Entrar, paula: Usuario) -> None:
    web = Cuenta.objects.get(canal="web")
    for path in ("reconectar", "opciones"):
        assert entrar(paula).get(f"/canales/{web.pk}/{path}/").status_code == 404
    assert entrar(paula).post(f"/canales/{web.pk}/comprobar/").status_code == 404


def test_an_account_that_is_not_there_is_not_found(entrar: Entrar, paula: Usuario) -> None:
    for path in ("reconectar", "opciones", "pausar"):
        assert entrar(paula).get(f"/canales/999999/{path}/").status_code == 404
    assert entrar(paula).post("/canales/999999/reanudar/").status_code == 404


def test_everything_is_stopped_with_a_reason_and_goes_on(entrar: Entrar, tomas: Usuario) -> None:
    browser = entrar(tomas)
    browser.post("/canales/detener/", {"motivo": ""})
    assert not Freno.objects.exists()

    browser.post("/canales/detener/", {"motivo": "Duelo nacional"})
    assert "Duelo nacional" in dicho(browser)

    browser.post("/canales/reanudar/")
    assert not Freno.objects.filter(hasta=None).exists()


def test_who_may_not_stops_nothing(entrar: Entrar, luis: Usuario) -> None:
    assert entrar(luis).post("/canales/detener/", {"motivo": "Porque sí"}).status_code == 403
    assert entrar(luis).get(CANALES).status_code == 403
    assert not Freno.objects.exists()
