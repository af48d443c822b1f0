"""Accounts are made by invitation, nobody is a superuser, and nobody gives oneself a role."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from core import clock
from core.models import Actor, Area, HistorialAjuste, Usuario
from core.transitions import NotAllowed
from notifiers import deliver
from notifiers.models import Entrega, Notificacion
from tests.builders import un_compromiso
from tests.cast import PASSWORD
from tests.webui.ajustes.formularios import enviar
from tests.webui.api.programa import una_clave
from tests.webui.conftest import Entrar
from workflows.cruce import claves, personas

pytestmark = pytest.mark.django_db

LISTA = "/ajustes/personas/"
NUEVA = f"{LISTA}nueva/"


@pytest.fixture
def datos(db: None) -> dict[str, Any]:
    return {
        "nombre": "Nuria Campos",
        "email": "Nuria@Alborada.test",
        "roles": ["funcionario"],
        "idioma": "es",
        "activa": "on",
    }


def pagina(usuario: Usuario) -> str:
    return f"{LISTA}{usuario.pk}/"


def cambiar(entrar: Entrar, actor: Usuario, quien: Usuario, **cambios: Any) -> Any:
    return enviar(entrar(actor), f"{pagina(quien)}editar/", **cambios)


def roles(user: Usuario) -> frozenset[str]:
    return Usuario.objects.get(pk=user.pk).roles


def test_a_new_person_is_invited_by_mail(
    entrar: Entrar, sofia: Usuario, datos: dict[str, Any]
) -> None:
    response = entrar(sofia).post(NUEVA, datos)

    assert response.status_code == 302
    nuria = Usuario.objects.get(email="nuria@alborada.test")
    assert response.headers["Location"] == pagina(nuria)
    assert not nuria.has_usable_password()
    assert nuria.roles == {"funcionario"}
    entrega = Entrega.objects.get(notificacion__usuario=nuria)
    assert (entrega.notificacion.clase, entrega.medio) == ("invitacion", "correo")
    assert HistorialAjuste.objects.get().cambios["funciones"] == ["", "Funcionario"]


def test_who_starts_switched_off_is_not_invited_yet(
    entrar: Entrar, sofia: Usuario, datos: dict[str, Any]
) -> None:
    del datos["activa"]
    entrar(sofia).post(NUEVA, datos)

    nuria = Usuario.objects.get(email="nuria@alborada.test", is_active=False)
    assert not Entrega.objects.exists()
    entrar(sofia).post(f"{pagina(nuria)}reactivar/")
    assert Entrega.objects.get().notificacion.clase == "invitacion"


def test_the_invitation_can_be_sent_again_but_not_twice_a_day(
    entrar: Entrar, sofia: Usuario, luis: Usuario
) -> None:
    client = entrar(sofia)
    for _vez in range(2):
        assert client.post(f"{pagina(luis)}invitar/").status_code == 302

    assert Entrega.objects.filter(notificacion__usuario=luis).count() == 1


@pytest.mark.parametrize("campo", ["is_superuser", "is_staff", "es_sistema", "user_permissions"])
def test_nobody_is_made_a_superuser(
    entrar: Entrar, sofia: Usuario, datos: dict[str, Any], campo: str
) -> None:
    entrar(sofia).post(NUEVA, {**datos, campo: "1"})

    nuria = Usuario.objects.get(email="nuria@alborada.test")
    assert {nuria.is_superuser, nuria.is_staff, nuria.es_sistema} == {False}
    assert not nuria.user_permissions.exists()


def test_not_even_past_the_screens(luis: Usuario) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Usuario.objects.filter(pk=luis.pk).update(is_superuser=True)


def test_an_address_belongs_to_one_person(
    entrar: Entrar, sofia: Usuario, luis: Usuario, rosa: Usuario, datos: dict[str, Any]
) -> None:
    response = entrar(sofia).post(NUEVA, {**datos, "email": "LUIS@alborada.test"})

    assert response.status_code == 422
    assert "email" in response.context["form"].errors
    assert Usuario.objects.filter(nombre="Nuria Campos").count() == 0
    response = cambiar(entrar, sofia, rosa, email="LUIS@alborada.test")
    assert "email" in response.context["form"].errors


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"email": "nuria"}, "email"),
        ({"email": ""}, "email"),
        ({"nombre": ""}, "nombre"),
        ({"roles": ["alcaldesa"]}, "roles"),
        ({"idioma": "qu"}, "idioma"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(
    entrar: Entrar, sofia: Usuario, datos: dict[str, Any], cambios: dict[str, Any], campo: str
) -> None:
    response = entrar(sofia).post(NUEVA, datos | cambios)

    assert list(response.context["form"].errors) == [campo]


def test_people_are_switched_off_never_deleted(luis: Usuario) -> None:
    for ruta in ("ajustes:persona_quitar", "admin:core_usuario_delete"):
        with pytest.raises(NoReverseMatch):
            reverse(ruta, args=[luis.pk])


def test_the_one_in_whose_name_the_clock_acts_is_not_there(entrar: Entrar, sofia: Usuario) -> None:
    sistema, client = Usuario.objects.sistema(), entrar(sofia)

    for ruta in ("", "editar/", "desactivar/"):
        assert client.get(f"{pagina(sistema)}{ruta}").status_code == 404
    for ruta in ("invitar/", "reactivar/"):
        assert client.post(f"{pagina(sistema)}{ruta}").status_code == 404
    assert sistema.email not in client.get(LISTA).content.decode()


@pytest.mark.parametrize("quien", ["rosa", "tomas", "omar"])
def test_who_does_not_administer_does_not_enter(
    entrar: Entrar,
    request: pytest.FixtureRequest,
    luis: Usuario,
    datos: dict[str, Any],
    quien: str,
) -> None:
    otro = request.getfixturevalue(quien)
    client = entrar(otro)

    assert client.post(NUEVA, datos).status_code == 403
    for ruta in ("", "editar/", "desactivar/"):
        assert client.get(f"{pagina(luis)}{ruta}").status_code == 403
    for ruta in ("invitar/", "reactivar/", "desactivar/"):
        assert client.post(f"{pagina(luis)}{ruta}").status_code == 403
    assert not Usuario.objects.filter(nombre="Nuria Campos").exists()
    with pytest.raises(NotAllowed):
        personas.desactivar(usuario_id=luis.pk, actor=otro)
    with pytest.raises(NotAllowed):
        personas.dar_funciones(usuario_id=luis.pk, actor=otro, roles=["titular"])


def test_nobody_gives_oneself_a_role(entrar: Entrar, sofia: Usuario, elena: Usuario) -> None:
    for user in (sofia, elena):
        suyos = roles(user)
        assert cambiar(entrar, user, user, roles=["titular", "prensa"]).status_code == 302
        assert roles(user) == suyos
        with pytest.raises(ValidationError):
            personas.dar_funciones(usuario_id=user.pk, actor=user, roles=["titular"])


def test_a_role_is_given_to_somebody_else(entrar: Entrar, sofia: Usuario, luis: Usuario) -> None:
    cambiar(entrar, sofia, luis, roles=["funcionario", "prensa"])

    assert roles(luis) == {"funcionario", "prensa"}
    assert not Notificacion.objects.exists()
    historia = entrar(sofia).get(pagina(luis)).content.decode()
    assert "Funciones: de Funcionario a Responsable de prensa, Funcionario" in historia


def test_who_is_titular_learns_that_somebody_else_is(
    entrar: Entrar, sofia: Usuario, luis: Usuario, tomas: Usuario, datos: dict[str, Any]
) -> None:
    cambiar(entrar, sofia, luis, roles=["titular"])
    cambiar(entrar, sofia, luis, roles=["titular"])
    entrar(sofia).post(NUEVA, {**datos, "roles": ["titular"]})

    avisos = Notificacion.objects.filter(clase="titular", usuario=tomas)
    assert [aviso.datos["persona"] for aviso in avisos.order_by("pk")] == [
        "Luis Ábrego",
        "Nuria Campos",
    ]


def test_the_last_who_administers_stays(entrar: Entrar, sofia: Usuario, elena: Usuario) -> None:
    response = cambiar(entrar, elena, sofia, roles=["consulta"])

    assert "roles" in response.context["form"].errors
    assert roles(sofia) == {"administrador"}
    pagina_de_baja = entrar(elena).post(f"{pagina(sofia)}desactivar/")
    assert "la última persona que administra" in pagina_de_baja.content.decode()
    assert Usuario.objects.get(pk=sofia.pk).is_active


def test_with_another_one_who_administers_may_leave(
    entrar: Entrar, sofia: Usuario, elena: Usuario, luis: Usuario
) -> None:
    personas.dar_funciones(usuario_id=luis.pk, actor=elena, roles=["administrador"])

    assert cambiar(entrar, elena, sofia, roles=["consulta"]).status_code == 302
    assert roles(sofia) == {"consulta"}


def test_one_who_is_switched_off_does_not_count(
    sofia: Usuario, elena: Usuario, luis: Usuario
) -> None:
    personas.dar_funciones(usuario_id=luis.pk, actor=elena, roles=["administrador"])
    personas.desactivar(usuario_id=luis.pk, actor=elena)

    with pytest.raises(NotAllowed):
        personas.desactivar(usuario_id=sofia.pk, actor=elena)


def test_nobody_switches_oneself_off(entrar: Entrar, elena: Usuario) -> None:
    assert "Desactivar" not in entrar(elena).get(pagina(elena)).content.decode()
    entrar(elena).post(f"{pagina(elena)}desactivar/")

    assert Usuario.objects.get(pk=elena.pk).is_active


def test_what_is_in_ones_hands_is_seen_before_one_is_switched_off(
    entrar: Entrar, elena: Usuario, rosa: Usuario, luis: Usuario, junta: Actor, obras: Area
) -> None:
    abierto = un_compromiso(rosa, luis, junta, titulo="Podar el parque")
    un_compromiso(rosa, luis, junta, titulo="Zafiro", nivel_reserva=4)
    obras.jefe = luis
    obras.save()
    client = entrar(elena)

    vista = client.get(f"{pagina(luis)}desactivar/").content.decode()
    assert f'href="/compromisos/{abierto.codigo}/"' in vista
    assert "Compromisos (2)" in vista
    assert "1 no se muestra aquí" in vista
    assert "Jefatura de Obras" in vista
    assert "Zafiro" not in vista
    assert client.post(f"{pagina(luis)}desactivar/").status_code == 302

    luis.refresh_from_db()
    assert not luis.is_active
    assert entrar(luis).get("/mi-dia/").status_code == 302


def test_an_account_opens_again(entrar: Entrar, elena: Usuario, luis: Usuario) -> None:
    personas.desactivar(usuario_id=luis.pk, actor=elena)

    entrar(elena).post(f"{pagina(luis)}reactivar/")

    assert Usuario.objects.get(pk=luis.pk).is_active
    assert not Entrega.objects.exists()
    verbos = HistorialAjuste.objects.filter(objeto=luis.pk).values_list("verbo", flat=True)
    assert list(verbos) == ["reactivar", "desactivar"]
    with pytest.raises(NotAllowed):
        personas.reactivar(usuario_id=luis.pk, actor=elena)


def test_who_comes_back_finds_no_key_of_the_api_open(elena: Usuario, luis: Usuario) -> None:
    _clave, secreto = una_clave(luis)
    personas.desactivar(usuario_id=luis.pk, actor=elena)
    personas.reactivar(usuario_id=luis.pk, actor=elena)

    assert claves.abrir(secreto) is None


def test_who_is_switched_off_is_not_invited(elena: Usuario, luis: Usuario) -> None:
    personas.desactivar(usuario_id=luis.pk, actor=elena)

    with pytest.raises(NotAllowed):
        personas.reinvitar(usuario_id=luis.pk, actor=elena)


@pytest.mark.parametrize("quien", ["tomas", "luis", "elena"])
def test_the_old_address_is_told_of_a_new_one(
    entrar: Entrar,
    sofia: Usuario,
    request: pytest.FixtureRequest,
    quien: str,
) -> None:
    usuario = request.getfixturevalue(quien)
    antes = usuario.email
    EmailAddress.objects.create(user=usuario, email=antes, primary=True, verified=True)

    cambiar(entrar, sofia, usuario, email="Otra@alborada.test")

    usuario.refresh_from_db()
    assert usuario.email == "otra@alborada.test"
    assert not EmailAddress.objects.filter(email=antes).exists()
    aviso = Notificacion.objects.get(usuario=usuario, clase="direccion")
    assert aviso.datos["direccion"] == antes
    paquete = deliver.empaquetar([Entrega.objects.get(notificacion=aviso)])
    assert paquete is not None
    assert paquete.envio.direccion == antes
    for parte in ("otra@alborada.test", "Sofía Lince"):
        assert parte in paquete.envio.mensaje.cuerpo


def test_nobody_changes_ones_own_where_allauth_would_let_one(luis: Usuario) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": luis.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    datos = {"action_add": "", "email": "otra@alborada.test"}
    assert client.post(reverse("account_email"), datos).status_code == 405

    assert not EmailAddress.objects.filter(email="otra@alborada.test").exists()


@pytest.mark.parametrize("que", ["nueva/", "editar/", "desactivar/", "reactivar/"])
def test_who_found_the_screen_open_lets_nobody_in_and_puts_nobody_out(
    sofia: Usuario, luis: Usuario, datos: dict[str, Any], que: str
) -> None:
    abierta = Client()
    abierta.force_login(sofia)
    url = NUEVA if que == "nueva/" else f"{pagina(luis)}{que}"
    if que != "reactivar/":
        assert abierta.get(url).status_code == 200

    pregunta = abierta.post(url, {**datos, "email": "otra@alborada.test"})

    assert pregunta.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert not Usuario.objects.filter(email="otra@alborada.test").exists()
    assert Usuario.objects.get(pk=luis.pk).is_active


def test_and_who_says_the_password_goes_on_where_it_was_asked_for(
    sofia: Usuario, luis: Usuario
) -> None:
    client = Client()
    client.force_login(sofia)
    pregunta = client.post(f"{pagina(luis)}desactivar/").headers["Location"]

    client.post(pregunta, {"password": PASSWORD})

    assert not Usuario.objects.get(pk=luis.pk).is_active


def test_an_address_written_otherwise_is_the_same(
    entrar: Entrar, sofia: Usuario, luis: Usuario
) -> None:
    cambiar(entrar, sofia, luis, email="LUIS@alborada.test")

    assert not Notificacion.objects.exists()


def test_the_list_is_narrowed_by_role_area_and_account(
    entrar: Entrar, sofia: Usuario, luis: Usuario, rosa: Usuario, obras: Area
) -> None:
    Usuario.objects.filter(pk=luis.pk).update(area=obras, last_login=clock.now())
    Authenticator.objects.create(user=rosa, type=Authenticator.Type.TOTP, data={})
    Authenticator.objects.create(user=luis, type=Authenticator.Type.RECOVERY_CODES, data={})
    nueva = Usuario.objects.create_user("nueva@alborada.test", nombre="Nueva")
    client = entrar(sofia)

    def quienes(consulta: str) -> set[str]:
        return {uno.nombre for uno in client.get(f"{LISTA}?{consulta}").context["page"]}

    assert quienes("rol=jefe_agenda") == {"Rosa Medina"}
    assert quienes("rol=ninguna") == {nueva.nombre}
    assert quienes(f"area={obras.pk}") == {"Luis Ábrego"}
    assert quienes("q=abrego") == {"Luis Ábrego"}
    assert quienes("cuenta=desactivada") == set()
    assert "Luis Ábrego" not in quienes("cuenta=sin_entrar")
    assert "Luis Ábrego" in quienes("cuenta=sin_segundo_paso")
    assert "Rosa Medina" not in quienes("cuenta=sin_segundo_paso")
    assert len(quienes("rol=x&area=x&cuenta=x")) == 4


def test_each_role_is_explained_and_leads_to_who_has_it(
    entrar: Entrar, sofia: Usuario, rosa: Usuario
) -> None:
    vista = entrar(sofia).get("/ajustes/funciones/").content.decode()

    assert "Lleva las solicitudes y los compromisos" in vista
    assert f'href="{LISTA}?rol=jefe_agenda&amp;cuenta=activa"' in vista


def test_a_stale_form_changes_nothing(entrar: Entrar, sofia: Usuario, luis: Usuario) -> None:
    personas.editar(
        usuario_id=luis.pk, actor=sofia, campos={"nombre": "Luis Ábrego P.", "email": luis.email}
    )

    response = cambiar(entrar, sofia, luis, nombre="Otro", visto=0)

    assert response.status_code == 409
    assert Usuario.objects.get(pk=luis.pk).nombre == "Luis Ábrego P."
