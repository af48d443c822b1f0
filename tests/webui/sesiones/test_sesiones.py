"""«Mis sesiones»: where somebody is in, and ending it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import HistorialAcceso, Usuario
from tests.cast import PASSWORD
from tests.webui.conftest import Entrar

pytestmark = pytest.mark.django_db

LISTA = "/mis-sesiones/"
CERRAR_LAS_DEMAS = "/mis-sesiones/cerrar-las-demas/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"
Abrir = Callable[..., Client]


@pytest.fixture
def abrir(db: None) -> Abrir:
    """Somebody who logs in by the door, with a browser that says what it is."""

    def make(user: Usuario, navegador: str = FIREFOX, ip: str = "10.0.0.7") -> Client:
        client = Client(headers={"user-agent": navegador}, REMOTE_ADDR=ip)
        client.post(
            reverse("account_login"), {"login": user.email, "password": PASSWORD}, follow=True
        )
        return client

    return make


def esta_dentro(client: Client) -> bool:
    return client.get("/mi-dia/").status_code == 200


def confirmando(client: Client, url: str) -> Any:
    """Ask for something delicate; the password is asked for, and then it is done."""
    pregunta = client.post(url).headers["Location"]
    assert pregunta.startswith(reverse("account_reauthenticate"))
    return client.post(pregunta, {"password": PASSWORD}, follow=True)


def test_it_is_reached_from_ones_account(entrar: Entrar, rosa: Usuario) -> None:
    assert f'href="{LISTA}"' in entrar(rosa).get("/mi-dia/").content.decode()


def test_each_says_what_it_is_and_where(abrir: Abrir, rosa: Usuario) -> None:
    abrir(rosa, IPHONE, "10.0.0.8")
    pagina = abrir(rosa).get(LISTA).content.decode()

    for dicho in ("Firefox, Windows", "10.0.0.7", "Safari, iPhone", "10.0.0.8", "esta sesión"):
        assert dicho in pagina


def test_those_of_others_are_not_there(abrir: Abrir, rosa: Usuario, luis: Usuario) -> None:
    abrir(luis, IPHONE)
    assert "iPhone" not in abrir(rosa).get(LISTA).content.decode()


def test_ending_one_ends_it_at_once(abrir: Abrir, rosa: Usuario) -> None:
    perdida, aqui = abrir(rosa, IPHONE), abrir(rosa)
    otra = next(una for una in aqui.get(LISTA).context["sesiones"] if not una["esta"])

    response = confirmando(aqui, f"/mis-sesiones/{otra['pk']}/cerrar/")

    assert "está cerrada" in response.content.decode()
    assert not esta_dentro(perdida)
    assert esta_dentro(aqui)
    assert HistorialAcceso.objects.filter(usuario=rosa, hecho="sesiones").count() == 1


def test_nobody_ends_that_of_another(abrir: Abrir, rosa: Usuario, luis: Usuario) -> None:
    ajena = abrir(luis)
    pk = ajena.get(LISTA).context["sesiones"][0]["pk"]

    assert confirmando(abrir(rosa), f"/mis-sesiones/{pk}/cerrar/").status_code == 404
    assert esta_dentro(ajena)


def test_all_the_others_end_at_once(abrir: Abrir, rosa: Usuario) -> None:
    otras, aqui = [abrir(rosa, IPHONE), abrir(rosa)], abrir(rosa)

    confirmando(aqui, CERRAR_LAS_DEMAS)

    assert [esta_dentro(una) for una in [*otras, aqui]] == [False, False, True]


def test_who_found_the_screen_open_ends_nothing(abrir: Abrir, rosa: Usuario) -> None:
    otra, aqui = abrir(rosa, IPHONE), abrir(rosa)

    pregunta = aqui.post(CERRAR_LAS_DEMAS).headers["Location"]
    aqui.post(pregunta, {"password": "adivina"}, follow=True)

    assert esta_dentro(otra)


def test_a_changed_password_ends_the_others(abrir: Abrir, rosa: Usuario) -> None:
    otra, aqui = abrir(rosa, IPHONE), abrir(rosa)

    aqui.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "otra-clave-2026", "password2": "otra-clave-2026"},
    )

    assert not esta_dentro(otra)
    assert esta_dentro(aqui)
    assert len(aqui.get(LISTA).context["sesiones"]) == 1


def test_what_happened_to_the_account_is_told(abrir: Abrir, rosa: Usuario) -> None:
    abrir(rosa, IPHONE)
    pagina = abrir(rosa).get(LISTA).content.decode()

    assert "entró desde un equipo nuevo" in pagina


def test_the_page_of_the_library_leads_to_ours(entrar: Entrar, rosa: Usuario) -> None:
    assert entrar(rosa).get("/cuenta/sessions/").headers["Location"] == LISTA
