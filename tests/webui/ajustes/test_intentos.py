"""What was tried in vain, at each of the doors, is counted and shown to whoever administers."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.models import Actor, IntentoRechazado, Usuario
from notifiers.models import Notificacion
from tests.builders import un_compromiso
from tests.cast import PASSWORD
from tests.webui.api.programa import Programa
from tests.webui.conftest import Entrar

pytestmark = pytest.mark.django_db

LISTA = "/ajustes/intentos/"


def uno() -> tuple[str, int, str | None, int | None]:
    fila = IntentoRechazado.objects.get()
    return fila.clase, fila.veces, fila.ip, fila.usuario_id


def entrar_con(user: Usuario | str, password: str) -> Client:
    client = Client(REMOTE_ADDR="10.0.0.9")
    correo = user if isinstance(user, str) else user.email
    client.post(reverse("account_login"), {"login": correo, "password": password})
    return client


def test_a_wrong_password(rosa: Usuario) -> None:
    entrar_con(rosa, "adivina")
    assert uno() == ("entrada", 1, "10.0.0.9", rosa.pk)


def test_one_on_an_account_that_does_not_exist(db: None) -> None:
    entrar_con("nadie@alborada.test", "adivina")
    assert uno() == ("entrada", 1, "10.0.0.9", None)


def test_even_when_no_more_are_listened_to(rosa: Usuario) -> None:
    for _ in range(8):
        entrar_con(rosa, "adivina")
    assert uno() == ("entrada", 8, "10.0.0.9", rosa.pk)


def test_a_right_password_is_none(rosa: Usuario) -> None:
    entrar_con(rosa, PASSWORD)
    assert not IntentoRechazado.objects.exists()


def test_a_wrong_code(rosa: Usuario) -> None:
    TOTP.activate(rosa, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client = entrar_con(rosa, PASSWORD)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert uno() == ("codigo", 1, "10.0.0.9", rosa.pk)


def test_a_key_of_the_api_that_is_none(db: None) -> None:
    Programa("sgb_adivinada").get("/yo")
    assert uno() == ("clave", 1, "127.0.0.1", None)


def test_a_program_without_a_key_has_only_forgotten_it(db: None) -> None:
    assert Client().get("/api/v1/yo").status_code == 401
    assert not IntentoRechazado.objects.exists()


@pytest.mark.parametrize("nombre", ["foto.png", "carta.pdf", "dibujo.svg"])
def test_a_file_that_is_not_what_it_says(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Actor, nombre: str
) -> None:
    caso = un_compromiso(rosa, luis, junta)
    svg = SimpleUploadedFile(nombre, b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>")
    response = entrar(rosa).post(f"/compromisos/{caso.codigo}/adjuntar/", {"archivos": svg})

    assert response.status_code == 422
    assert uno() == ("archivo", 1, "127.0.0.1", rosa.pk)


def test_many_are_told_to_the_administrator_and_lead_to_the_list(
    entrar: Entrar, rosa: Usuario, sofia: Usuario
) -> None:
    for _ in range(21):
        entrar_con(rosa, "adivina")

    aviso = Notificacion.objects.get(clase="ataque")
    assert (aviso.usuario, aviso.datos["ruta"]) == (sofia, LISTA)
    pagina = entrar(sofia).get(LISTA).content.decode()
    for dicho in ("contraseña equivocada", "10.0.0.9", "Rosa Medina", "21"):
        assert dicho in pagina


def test_it_is_reached_from_the_settings(entrar: Entrar, sofia: Usuario, rosa: Usuario) -> None:
    assert f'href="{LISTA}"' in entrar(sofia).get("/ajustes/").content.decode()
    assert "Ninguno" in entrar(sofia).get(LISTA).content.decode()
    assert entrar(rosa).get(LISTA).status_code == 403
