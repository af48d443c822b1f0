"""An administrator lets in who lost the second factor."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from core.models import HistorialAcceso, Usuario
from notifiers.models import Notificacion
from tests.cast import PASSWORD
from tests.webui.conftest import Entrar

pytestmark = pytest.mark.django_db

MOTIVO = {"motivo": "Vino con su cédula."}


def url(user: Usuario) -> str:
    return reverse("sesiones:reponer", args=[user.pk])


@pytest.fixture
def de_rosa(rosa: Usuario) -> Authenticator:
    return TOTP.activate(rosa, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP").instance


@pytest.fixture
def administra(sofia: Usuario) -> Client:
    """Sofía, who has just said again who she is."""
    client = Client()
    client.post(reverse("account_login"), {"login": sofia.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def test_it_is_taken_away_with_a_reason_and_told(
    administra: Client, de_rosa: Authenticator, rosa: Usuario, sofia: Usuario
) -> None:
    assert administra.get(url(rosa)).status_code == 200
    administra.post(url(rosa), MOTIVO)

    assert not Authenticator.objects.filter(user=rosa).exists()
    entrada = HistorialAcceso.objects.get(usuario=rosa)
    assert (entrada.hecho, entrada.por, entrada.motivo) == ("repuesto", sofia, MOTIVO["motivo"])
    aviso = Notificacion.objects.get(usuario=rosa, clase="acceso")
    assert aviso.titulo == "Sofía Lince quitó el segundo paso de su cuenta"
    assert [una.medio for una in aviso.entregas.all()] == ["correo"]


def test_every_session_of_the_person_ends(administra: Client, rosa: Usuario) -> None:
    dentro = Client()
    dentro.post(reverse("account_login"), {"login": rosa.email, "password": PASSWORD})
    TOTP.activate(rosa, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")

    administra.post(url(rosa), MOTIVO)

    assert dentro.get("/mi-dia/").status_code == 302


def test_without_a_reason_nothing_happens(
    administra: Client, de_rosa: Authenticator, rosa: Usuario
) -> None:
    assert administra.post(url(rosa), {"motivo": " "}).status_code == 422
    assert Authenticator.objects.filter(user=rosa).exists()


def test_who_has_none_cannot_lose_it(administra: Client, rosa: Usuario) -> None:
    response = administra.post(url(rosa), MOTIVO)
    assert response.status_code == 422
    assert "no tiene segundo paso" in response.content.decode()


def test_ones_own_is_taken_away_by_another(administra: Client, sofia: Usuario) -> None:
    TOTP.activate(sofia, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    response = administra.post(url(sofia), MOTIVO)
    assert "otro administrador" in response.content.decode()
    assert Authenticator.objects.filter(user=sofia).exists()


@pytest.mark.parametrize("quien", ["elena", "tomas", "luis"])
def test_nobody_else_does_it(
    request: pytest.FixtureRequest,
    quien: str,
    rosa: Usuario,
    de_rosa: Authenticator,
) -> None:
    client = Client()
    user = request.getfixturevalue(quien)
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert client.post(url(rosa), MOTIVO).status_code == 403
    assert Authenticator.objects.filter(user=rosa).exists()


def test_it_is_reached_from_the_page_of_the_person(
    entrar: Entrar, sofia: Usuario, elena: Usuario, rosa: Usuario, luis: Usuario, de_rosa: Any
) -> None:
    def ofrece(quien: Usuario, persona: Usuario) -> bool:
        pagina = entrar(quien).get(reverse("ajustes:persona", args=[persona.pk]))
        return f'href="{url(persona)}"' in pagina.content.decode()

    assert ofrece(sofia, rosa)
    assert not ofrece(sofia, luis)  # who has none
    assert not ofrece(elena, rosa)  # who may not
