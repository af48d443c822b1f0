"""Accounts are made by invitation, and nobody is a superuser."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.models import Usuario
from notifiers.models import Entrega, Notificacion
from tests.webui.conftest import Entrar

NUEVO = "admin:core_usuario_add"


@pytest.fixture
def datos(db: None) -> dict[str, Any]:
    return {
        "nombre": "Nuria Campos",
        "email": "Nuria@Alborada.test",
        "groups": [Group.objects.get(name="funcionario").pk],
        "idioma": "es",
        "is_active": "on",
    }


def test_a_new_person_is_invited_by_mail(
    entrar: Entrar, sofia: Usuario, datos: dict[str, Any]
) -> None:
    response = entrar(sofia).post(reverse(NUEVO), datos)

    assert response.status_code == 302
    nuria = Usuario.objects.get(email="nuria@alborada.test")
    assert not nuria.has_usable_password()
    assert nuria.roles == {"funcionario"}
    entrega = Entrega.objects.get(notificacion__usuario=nuria)
    assert (entrega.notificacion.clase, entrega.medio) == ("invitacion", "correo")


def test_who_starts_switched_off_is_not_invited_yet(
    entrar: Entrar, sofia: Usuario, datos: dict[str, Any]
) -> None:
    del datos["is_active"]
    entrar(sofia).post(reverse(NUEVO), datos)

    assert Usuario.objects.filter(email="nuria@alborada.test", is_active=False).exists()
    assert not Entrega.objects.exists()


def test_the_invitation_can_be_sent_again_but_not_twice_a_day(
    entrar: Entrar, sofia: Usuario, luis: Usuario
) -> None:
    client = entrar(sofia)
    for _vez in range(2):
        client.post(
            reverse("admin:core_usuario_changelist"),
            {"action": "enviar_invitacion", "_selected_action": [luis.pk]},
        )

    assert Entrega.objects.filter(notificacion__usuario=luis).count() == 1


@pytest.mark.parametrize("campo", ["is_superuser", "is_staff", "es_sistema", "user_permissions"])
def test_nobody_is_made_a_superuser(
    entrar: Entrar, sofia: Usuario, datos: dict[str, Any], campo: str
) -> None:
    entrar(sofia).post(reverse(NUEVO), {**datos, campo: "1"})

    nuria = Usuario.objects.get(email="nuria@alborada.test")
    assert {nuria.is_superuser, nuria.is_staff, nuria.es_sistema} == {False}
    assert not nuria.user_permissions.exists()


def test_not_even_past_the_screens(luis: Usuario) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Usuario.objects.filter(pk=luis.pk).update(is_superuser=True)


def test_an_address_belongs_to_one_person(
    entrar: Entrar, sofia: Usuario, luis: Usuario, datos: dict[str, Any]
) -> None:
    response = entrar(sofia).post(reverse(NUEVO), {**datos, "email": "LUIS@alborada.test"})

    assert response.status_code == 200
    assert response.context["adminform"].form.errors
    assert Usuario.objects.filter(nombre="Nuria Campos").count() == 0


def test_people_are_switched_off_never_deleted(
    entrar: Entrar, sofia: Usuario, luis: Usuario
) -> None:
    url = reverse("admin:core_usuario_delete", args=[luis.pk])

    assert entrar(sofia).post(url, {"post": "yes"}).status_code == 403


def test_the_one_in_whose_name_the_clock_acts_is_not_there(entrar: Entrar, sofia: Usuario) -> None:
    sistema = Usuario.objects.sistema()
    response = entrar(sofia).get(reverse("admin:core_usuario_change", args=[sistema.pk]))

    assert response.status_code == 302
    assert response.headers["Location"] == reverse("admin:index")


def test_who_does_not_administer_does_not_enter(
    entrar: Entrar, rosa: Usuario, tomas: Usuario, datos: dict[str, Any]
) -> None:
    for otro in (rosa, tomas):
        assert entrar(otro).post(reverse(NUEVO), datos).status_code in {302, 403}
    assert not Usuario.objects.filter(nombre="Nuria Campos").exists()


def cambiar(entrar: Entrar, actor: Usuario, quien: Usuario, *roles: str) -> None:
    grupos = Group.objects.filter(name__in=roles).values_list("pk", flat=True)
    datos = {"nombre": quien.nombre, "email": quien.email, "idioma": "es", "is_active": "on"}
    url = reverse("admin:core_usuario_change", args=[quien.pk])
    response = entrar(actor).post(url, {**datos, "groups": list(grupos)})
    assert response.status_code == 302


def roles(user: Usuario) -> frozenset[str]:
    return Usuario.objects.get(pk=user.pk).roles


def test_nobody_gives_oneself_a_role(entrar: Entrar, sofia: Usuario, elena: Usuario) -> None:
    for user in (sofia, elena):
        suyos = roles(user)
        cambiar(entrar, user, user, "titular", "prensa")
        assert roles(user) == suyos


def test_a_role_is_given_to_somebody_else(entrar: Entrar, sofia: Usuario, luis: Usuario) -> None:
    cambiar(entrar, sofia, luis, "funcionario", "prensa")

    assert roles(luis) == {"funcionario", "prensa"}
    assert not Notificacion.objects.exists()


def test_who_is_titular_learns_that_somebody_else_is(
    entrar: Entrar, sofia: Usuario, luis: Usuario, tomas: Usuario, datos: dict[str, Any]
) -> None:
    cambiar(entrar, sofia, luis, "titular")
    cambiar(entrar, sofia, luis, "titular")
    titular = Group.objects.get(name="titular").pk
    entrar(sofia).post(reverse(NUEVO), {**datos, "groups": [titular]})

    avisos = Notificacion.objects.filter(clase="titular", usuario=tomas)
    assert [aviso.datos["persona"] for aviso in avisos.order_by("pk")] == [
        "Luis Ábrego",
        "Nuria Campos",
    ]
