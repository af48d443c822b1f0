"""«Mis claves»: what opens the API in my name."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Clave, HistorialAcceso, Usuario
from notifiers import enlaces
from notifiers.models import Notificacion
from tests.builders import en_dias
from tests.cast import PASSWORD
from tests.webui.api.programa import Programa, una_clave
from tests.webui.conftest import Entrar

LISTA = "/mis-claves/"
NUEVA = "/mis-claves/nueva/"


def datos(**cambios: Any) -> dict[str, Any]:
    return {
        "nombre": "Ventanilla digital",
        "lee": ["metas"],
        "escribe": ["solicitudes"],
        "vence_el": str(en_dias(30)),
        **cambios,
    }


def test_it_is_reached_from_ones_account(entrar: Entrar, rosa: Usuario) -> None:
    assert f'href="{LISTA}"' in entrar(rosa).get("/mi-dia/").content.decode()


def test_an_empty_one_offers_the_first_step(entrar: Entrar, rosa: Usuario) -> None:
    pagina = entrar(rosa).get(LISTA).content.decode()
    assert "Todavía no hay claves" in pagina
    assert NUEVA in pagina


def test_its_secret_is_shown_once_and_works(entrar: Entrar, rosa: Usuario) -> None:
    client = entrar(rosa)
    response = client.post(NUEVA, datos())

    secreto = response.context["secreto"]
    assert response.status_code == 200
    assert secreto in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    assert Programa(secreto).get("/yo").json()["nombre"] == "Rosa Medina"
    lista = client.get(LISTA).content.decode()
    assert "Ventanilla digital" in lista
    assert secreto not in lista
    assert "Solicitudes: leer y cambiar · Metas: leer" in lista


def test_who_found_the_screen_open_makes_none(rosa: Usuario) -> None:
    abierta = Client()
    abierta.force_login(rosa)
    for response in (abierta.get(NUEVA), abierta.post(NUEVA, datos())):
        assert response.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert not Clave.objects.exists()


def test_that_one_was_made_stands_in_the_history_of_the_account(
    entrar: Entrar, rosa: Usuario
) -> None:
    client = entrar(rosa)
    client.post(NUEVA, datos())

    entrada = HistorialAcceso.objects.get(usuario=rosa, hecho="clave_api")
    assert (entrada.ip, entrada.motivo) == ("127.0.0.1", "Ventanilla digital")
    assert "hizo una clave de la API" in client.get("/mis-sesiones/").content.decode()


# The password -------------------------------------------------------------------------------------
CAMBIAR = "/cuenta/password/change/"
OTRA = {"password1": "una-clave-nueva-2026", "password2": "una-clave-nueva-2026"}


def test_they_go_with_the_old_password_and_their_owner_is_told(
    entrar: Entrar, rosa: Usuario
) -> None:
    _clave, secreto = una_clave(rosa)
    entrar(rosa).post(CAMBIAR, {"oldpassword": PASSWORD, **OTRA})

    assert Programa(secreto).get("/yo").status_code == 401
    aviso = Notificacion.objects.get(clase="clave", datos__verbo="todas")
    assert aviso.usuario == rosa
    assert "fueron revocadas" in aviso.titulo
    assert "«Ventanilla digital»" in aviso.datos["nombre"]
    assert HistorialAcceso.objects.filter(usuario=rosa, hecho="sin_claves", por=None).exists()


def test_unless_their_owner_says_otherwise(entrar: Entrar, rosa: Usuario) -> None:
    _clave, secreto = una_clave(rosa)
    client = entrar(rosa)
    assert "Conservar mi clave de la API" in client.get(CAMBIAR).content.decode()
    client.post(CAMBIAR, {"oldpassword": PASSWORD, "conservar": "on", **OTRA})

    assert Programa(secreto).get("/yo").status_code == 200


def test_who_has_none_is_not_asked(entrar: Entrar, rosa: Usuario) -> None:
    assert "Conservar" not in entrar(rosa).get(CAMBIAR).content.decode()


def test_a_wrong_password_revokes_nothing(entrar: Entrar, rosa: Usuario) -> None:
    _clave, secreto = una_clave(rosa)
    entrar(rosa).post(CAMBIAR, {"oldpassword": "adivina", **OTRA})

    assert Programa(secreto).get("/yo").status_code == 200


def test_a_forgotten_password_takes_them_all(client: Client, rosa: Usuario) -> None:
    _clave, secreto = una_clave(rosa)
    enlace = client.get(enlaces._crear_clave(rosa), follow=True).request["PATH_INFO"]
    client.post(enlace, {"conservar": "on", **OTRA})

    assert Programa(secreto).get("/yo").status_code == 401


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"nombre": ""}, "nombre"),
        ({"nombre": "a" * 81}, "nombre"),
        ({"lee": [], "escribe": []}, "lee"),
        ({"lee": ["todo"]}, "lee"),
        ({"vence_el": "2020-01-01"}, "vence_el"),
        ({"vence_el": "2099-01-01"}, "vence_el"),
        ({"vence_el": "nunca"}, "vence_el"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    entrar: Entrar, rosa: Usuario, cambios: dict[str, Any], campo: str
) -> None:
    response = entrar(rosa).post(NUEVA, datos(**cambios))

    assert response.status_code == 422
    assert campo in response.context["form"].errors
    assert not Clave.objects.exists()


def test_who_has_no_role_makes_none(entrar: Entrar, db: None) -> None:
    nadie = Usuario.objects.create_user("nadie@alborada.test", nombre="Nadie")
    client = entrar(nadie)
    assert NUEVA not in client.get(LISTA).content.decode()
    assert client.get(NUEVA).status_code == 403
    assert client.post(NUEVA, datos()).status_code == 403


def test_it_may_be_revoked_and_says_so(entrar: Entrar, rosa: Usuario) -> None:
    clave, secreto = una_clave(rosa)
    client = entrar(rosa)
    response = client.post(f"{LISTA}{clave.pk}/revocar/", follow=True)

    assert "Revocada: ya no abre nada." in response.content.decode()
    assert "revocada" in client.get(LISTA).content.decode()
    assert Programa(secreto).get("/yo").status_code == 401
    otra_vez = client.post(f"{LISTA}{clave.pk}/revocar/", follow=True)
    assert "ya estaba revocada" in otra_vez.content.decode()


def test_one_that_ended_says_so(entrar: Entrar, rosa: Usuario) -> None:
    clave, _secreto = una_clave(rosa)
    Clave.objects.filter(pk=clave.pk).update(vence_el=en_dias(-1))
    pagina = entrar(rosa).get(LISTA).content.decode()
    assert "venció" in pagina
    assert "revocar/" not in pagina


def test_that_of_somebody_else_is_not_there(entrar: Entrar, rosa: Usuario, luis: Usuario) -> None:
    clave, secreto = una_clave(rosa, nombre="La de Rosa")
    client = entrar(luis)
    assert "La de Rosa" not in client.get(f"{LISTA}?ver=todas").content.decode()
    assert client.post(f"{LISTA}{clave.pk}/revocar/").status_code == 404
    assert Programa(secreto).get("/yo").status_code == 200


def test_who_administers_sees_and_revokes_everybodys(
    entrar: Entrar, rosa: Usuario, sofia: Usuario
) -> None:
    clave, secreto = una_clave(rosa, nombre="La de Rosa")
    client = entrar(sofia)
    pagina = client.get(f"{LISTA}?ver=todas").content.decode()
    assert "La de Rosa" in pagina
    assert "Rosa Medina" in pagina

    response = client.post(f"{LISTA}{clave.pk}/revocar/", {"ver": "todas"})
    assert response.headers["Location"] == f"{LISTA}?ver=todas"
    assert Programa(secreto).get("/yo").status_code == 401
