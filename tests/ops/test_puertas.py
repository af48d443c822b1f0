"""Who comes in: browsers that are known again, and the second factor that a role demands."""

from __future__ import annotations

import hashlib
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings as installation
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from core.models import Equipo, HistorialAcceso, Usuario
from notifiers.models import Notificacion
from ops import accounts, puertas
from tests.architecture.test_routes import API, GUARDED
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

INDICE = "/cuenta/2fa/"
SECRETO = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def entra(user: Usuario, client: Client | None = None) -> Client:
    """Log somebody in by the door, in a browser of its own or in one that was used before."""
    client = client or Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"})
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def codigo(secreto: str = SECRETO) -> str:
    return str(totp.format_hotp_value(totp.hotp_value(secreto, int(time.time()) // 30)))


def avisos(user: Usuario, clase: str) -> list[Notificacion]:
    return list(Notificacion.objects.filter(usuario=user, clase=clase).order_by("pk"))


# A browser that was not seen before ---------------------------------------------------------------
def test_the_first_browser_of_all_is_told_to_nobody(rosa: Usuario) -> None:
    entra(rosa)
    assert avisos(rosa, "equipo") == []
    assert HistorialAcceso.objects.get(usuario=rosa).hecho == "entro"


def test_another_one_is_told_by_mail_and_in_the_bell(rosa: Usuario) -> None:
    entra(rosa)
    entra(rosa)

    (aviso,) = avisos(rosa, "equipo")
    assert aviso.datos["ip"] == "127.0.0.1"
    assert aviso.datos["navegador"] == "Firefox, Linux"
    assert aviso.datos["cuando"]
    assert [una.medio for una in aviso.entregas.all()] == ["correo"]


def test_the_same_one_again_is_told_no_more(rosa: Usuario) -> None:
    entra(rosa)
    client = entra(rosa)
    client.post(reverse("account_logout"))
    entra(rosa, client)

    assert len(avisos(rosa, "equipo")) == 1
    assert Equipo.objects.filter(usuario=rosa).count() == 2


def test_a_computer_that_two_share_is_known_to_each(rosa: Usuario, luis: Usuario) -> None:
    entra(luis)
    client = entra(rosa)
    client.post(reverse("account_logout"))
    entra(luis, client)

    assert len(avisos(luis, "equipo")) == 1
    client.post(reverse("account_logout"))
    entra(luis, client)
    assert len(avisos(luis, "equipo")) == 1


def test_a_forged_cookie_is_a_new_browser(rosa: Usuario) -> None:
    client = entra(rosa)
    real = client.cookies[installation.EQUIPO_COOKIE_NAME].value
    client.post(reverse("account_logout"))
    client.cookies[installation.EQUIPO_COOKIE_NAME] = real[:-1] + ("a" if real[-1] != "a" else "b")
    entra(rosa, client)

    assert len(avisos(rosa, "equipo")) == 1


def test_the_table_does_not_tell_what_the_cookie_holds(rosa: Usuario) -> None:
    cookie = entra(rosa).cookies[installation.EQUIPO_COOKIE_NAME]
    numero = cookie.value.split(":")[0]

    assert Equipo.objects.get().huella == hashlib.sha256(numero.encode()).hexdigest()
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 365 * 24 * 3600


def test_what_a_browser_says_of_itself_is_not_repeated_in_a_mail(rosa: Usuario) -> None:
    entra(rosa)
    entra(rosa, Client(headers={"user-agent": "Vaya a http://malo.example Firefox"}))

    assert avisos(rosa, "equipo")[0].datos["navegador"] == "Firefox"


# The second factor --------------------------------------------------------------------------------
@pytest.fixture
def obligado(settings: Settings) -> None:
    settings.SEGUNDO_FACTOR = frozenset({"administrador", "jefe_agenda"})


def con_aplicacion(user: Usuario) -> Authenticator:
    return totp.TOTP.activate(user, SECRETO).instance


# A session is nothing to the API, and its keys are refused in its own way (tests/webui/api/).
@pytest.mark.usefixtures("obligado")
@pytest.mark.parametrize("name", sorted(one for one in GUARDED if not one.startswith(API)))
def test_who_must_have_one_and_has_none_gets_to_no_page(name: str, sofia: Usuario) -> None:
    client = Client()
    client.force_login(sofia)
    address = GUARDED[name].address()
    for answer in (client.get(address), client.post(address)):
        if name.startswith("mfa_") or name == "account_reauthenticate":
            assert answer.headers.get("Location", "/cuenta/").startswith("/cuenta/")
        else:
            assert answer.headers["Location"] == INDICE


@pytest.mark.usefixtures("obligado")
def test_and_is_told_why(sofia: Usuario) -> None:
    client = Client()
    client.force_login(sofia)
    assert "exige un segundo paso" in client.get("/mi-dia/", follow=True).content.decode()


@pytest.mark.usefixtures("obligado")
def test_a_fragment_of_a_page_leads_the_whole_page_there(rosa: Usuario) -> None:
    client = Client()
    client.force_login(rosa)
    answer = client.get("/avisos/campana/", headers={"hx-request": "true"})
    assert answer.headers["HX-Redirect"] == INDICE


@pytest.mark.usefixtures("obligado")
def test_the_portal_the_way_out_and_the_language_stay_open(rosa: Usuario) -> None:
    client = Client()
    client.force_login(rosa)
    assert client.get("/").status_code == 200
    assert client.get("/no-existe/").status_code == 404
    assert client.post("/idioma/", {"language": "en"}).headers["Location"] != INDICE
    assert client.post(reverse("account_logout")).headers["Location"] != INDICE


@pytest.mark.usefixtures("obligado")
def test_who_makes_one_goes_on(rosa: Usuario, django_capture_on_commit_callbacks) -> None:
    client = entra(rosa)
    pregunta = client.get(reverse("mfa_activate_totp")).headers["Location"]
    client.post(pregunta, {"password": PASSWORD})
    secreto = client.get(reverse("mfa_activate_totp")).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("mfa_activate_totp"), {"code": codigo(secreto)}, follow=True)

    assert "Códigos sin usar" in answer.content.decode()
    assert client.get("/mi-dia/").status_code == 200
    assert [uno.datos["hecho"] for uno in avisos(rosa, "acceso")] == ["factor"]


@pytest.mark.usefixtures("obligado")
def test_roles_that_are_not_named_go_on_without(luis: Usuario) -> None:
    client = Client()
    client.force_login(luis)
    assert client.get("/mi-dia/").status_code == 200


@pytest.mark.usefixtures("obligado")
def test_codes_alone_are_no_second_factor(rosa: Usuario) -> None:
    RecoveryCodes.activate(rosa)
    client = Client()
    client.force_login(rosa)
    assert client.get("/mi-dia/").headers["Location"] == INDICE


@pytest.mark.usefixtures("obligado")
def test_the_last_one_is_not_taken_away(rosa: Usuario, luis: Usuario) -> None:
    adapter = accounts.SecondFactor()
    assert not adapter.can_delete_authenticator(con_aplicacion(rosa))
    assert adapter.can_delete_authenticator(con_aplicacion(luis))


def test_without_the_setting_nobody_is_asked_and_nothing_is_looked_for(
    rosa: Usuario, rf: RequestFactory, django_assert_num_queries
) -> None:
    request = rf.get("/mi-dia/")
    request.user = rosa
    with django_assert_num_queries(0):
        puertas.segundo_paso(lambda _request: HttpResponse())(request)


def test_a_password_alone_does_not_let_in_who_has_one(rosa: Usuario) -> None:
    con_aplicacion(rosa)
    client = entra(rosa)
    assert client.get("/mi-dia/").status_code == 302

    with time_machine.travel(time.time(), tick=False):
        client.post(reverse("mfa_authenticate"), {"code": codigo()})
    assert client.get("/mi-dia/").status_code == 200


def test_a_code_lets_in_once(rosa: Usuario) -> None:
    con_aplicacion(rosa)
    with time_machine.travel(time.time(), tick=False):
        entra(rosa).post(reverse("mfa_authenticate"), {"code": codigo()})
        otra = entra(rosa)
        otra.post(reverse("mfa_authenticate"), {"code": codigo()})
    assert otra.get("/mi-dia/").status_code == 302


def test_who_guesses_codes_is_stopped(rosa: Usuario) -> None:
    con_aplicacion(rosa)
    client = entra(rosa)
    for _ in range(12):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    with time_machine.travel(time.time(), tick=False):
        client.post(reverse("mfa_authenticate"), {"code": codigo()})
    assert client.get("/mi-dia/").status_code == 302


def test_what_makes_codes_is_kept_encrypted(rosa: Usuario) -> None:
    con_aplicacion(rosa)
    codigos = RecoveryCodes.activate(rosa)

    guardado = " ".join(str(uno.data) for uno in Authenticator.objects.filter(user=rosa))
    assert SECRETO not in guardado
    assert guardado.count("gAAAA") == 2
    assert len(codigos.generate_codes()) == 10


def test_what_was_kept_in_clear_still_lets_in(rosa: Usuario) -> None:
    vieja = Authenticator.objects.create(user=rosa, type="totp", data={"secret": SECRETO})
    with time_machine.travel(time.time(), tick=False):
        assert vieja.wrap().validate_code(codigo())
