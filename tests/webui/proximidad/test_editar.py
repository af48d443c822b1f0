"""Changing what is known of an actor, a theme or a place."""

from __future__ import annotations

from typing import Any

import pytest

from core.models import Actor, HistorialCatalogo, Lugar, Suplencia, Usuario
from tests.builders import en_dias
from tests.webui.conftest import Entrar


def escrito(junta: Actor, **cambios: Any) -> dict[str, Any]:
    return {
        "tipo": junta.tipo,
        "nombre": junta.nombre,
        "email": junta.email,
        "version": junta.version,
        **cambios,
    }


def direccion(junta: Actor) -> str:
    return f"/actores/{junta.pk}/editar/"


def test_it_is_changed_and_who_did_it_is_kept(entrar: Entrar, ines: Usuario, junta: Actor) -> None:
    datos = escrito(junta, email="nueva@elroble.test")
    response = entrar(ines).post(direccion(junta), datos)

    assert response.headers["Location"] == f"/actores/{junta.pk}/"
    junta.refresh_from_db()
    assert (junta.email, junta.version) == ("nueva@elroble.test", 2)
    assert HistorialCatalogo.objects.get(actor=junta).usuario == ines


def test_the_form_starts_with_what_is_known(entrar: Entrar, rosa: Usuario, junta: Actor) -> None:
    form = entrar(rosa).get(direccion(junta)).context["form"]

    assert form["email"].value() == junta.email
    assert form["version"].value() == 1


def test_the_second_of_two_sees_what_changed_and_keeps_what_was_typed(
    entrar: Entrar, rosa: Usuario, ines: Usuario, junta: Actor
) -> None:
    entrar(ines).post(direccion(junta), escrito(junta, email="nueva@elroble.test"))

    client = entrar(rosa)
    response = client.post(direccion(junta), escrito(junta, telefono="6000-9999"))

    assert response.status_code == 409
    pagina = response.content.decode()
    assert "Inés Pineda cambió esto" in pagina
    assert "nueva@elroble.test" in pagina
    datos = response.context["form"].data.dict()
    assert datos["telefono"] == "6000-9999"
    junta.refresh_from_db()
    assert junta.telefono == ""

    assert client.post(direccion(junta), datos).status_code == 302
    junta.refresh_from_db()
    assert (junta.telefono, junta.version) == ("6000-9999", 3)


def test_a_version_that_never_was_changes_nothing(
    entrar: Entrar, rosa: Usuario, junta: Actor
) -> None:
    datos = escrito(junta, version=99, email="otra@elroble.test")

    assert entrar(rosa).post(direccion(junta), datos).status_code == 409
    junta.refresh_from_db()
    assert junta.email == "junta@elroble.test"


def test_who_may_not_changes_nothing(
    entrar: Entrar, paula: Usuario, omar: Usuario, sofia: Usuario, junta: Actor
) -> None:
    datos = escrito(junta, email="mia@correo.test")
    for user in (paula, omar, sofia):
        client = entrar(user)
        assert client.get(direccion(junta)).status_code == 403
        assert client.post(direccion(junta), datos).status_code == 403
    junta.refresh_from_db()
    assert junta.email == "junta@elroble.test"


def test_a_substitute_may_as_well(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    Suplencia.objects.create(titular=rosa, suplente=luis, desde=en_dias(0), hasta=en_dias(1))
    entrar(luis).post(direccion(junta), escrito(junta, telefono="6000-1111"))

    assert HistorialCatalogo.objects.get(actor=junta).por == rosa


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [({"nombre": " "}, "nombre"), ({"email": "a@"}, "email"), ({"version": "uno"}, "version")],
)
def test_what_is_wrong_changes_nothing(
    entrar: Entrar, rosa: Usuario, junta: Actor, cambios: dict[str, str], campo: str
) -> None:
    response = entrar(rosa).post(direccion(junta), escrito(junta, **cambios))

    assert response.status_code == 422
    assert campo in response.context["form"].errors
    assert not HistorialCatalogo.objects.exists()


def test_a_place_is_never_inside_itself(entrar: Entrar, rosa: Usuario, el_roble: Lugar) -> None:
    barrio = Lugar.objects.create(nombre="San Martín", superior=el_roble)
    response = entrar(rosa).post(
        f"/lugares/{el_roble.pk}/editar/", {"nombre": "El Roble", "superior": barrio.pk}
    )

    assert response.context["form"].errors["superior"] == ["No puede estar dentro de sí mismo."]


@pytest.mark.parametrize("ruta", ["actores", "temas", "lugares"])
def test_what_is_not_there_is_not_found(entrar: Entrar, rosa: Usuario, ruta: str) -> None:
    assert entrar(rosa).get(f"/{ruta}/999999/editar/").status_code == 404
