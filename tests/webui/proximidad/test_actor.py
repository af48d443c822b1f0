"""The page of an actor."""

from __future__ import annotations

import pytest

from core import catalogos
from core.models import Actor, HistorialCatalogo, Lugar, Usuario
from tests.builders import un_compromiso
from tests.cast import person
from tests.webui.conftest import Entrar


@pytest.fixture
def ana(rosa: Usuario, el_roble: Lugar) -> Actor:
    return catalogos.crear(
        modelo=Actor,
        actor=rosa,
        campos={
            "nombre": "Ana Gil",
            "email": "anagil@correo.test",
            "telefono": "6000-1234",
            "lugar": el_roble,
        },
    )


def pagina(entrar: Entrar, user: Usuario, actor: Actor) -> str:
    response = entrar(user).get(f"/actores/{actor.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_who_answers_people_sees_how_to_reach_them(
    entrar: Entrar, ines: Usuario, ana: Actor
) -> None:
    vista = pagina(entrar, ines, ana)
    assert "anagil@correo.test" in vista
    assert "6000-1234" in vista


@pytest.mark.parametrize("nombre", ["omar", "sofia", "paula", "marta", "gabriel"])
def test_the_others_see_only_that_it_is_known(entrar: Entrar, ana: Actor, nombre: str) -> None:
    vista = pagina(entrar, person(nombre), ana)
    assert "Ana Gil" in vista
    assert "anagil" not in vista
    assert "6000-1234" not in vista
    assert "a••••@correo.test" in vista
    assert "••••34" in vista


def test_who_takes_part_in_what_concerns_her_sees_it(
    entrar: Entrar, rosa: Usuario, luis: Usuario, ana: Actor
) -> None:
    un_compromiso(rosa, luis, ana)

    assert "anagil@correo.test" in pagina(entrar, luis, ana)


def test_its_history_says_who_changed_what(
    entrar: Entrar, rosa: Usuario, ines: Usuario, omar: Usuario, ana: Actor
) -> None:
    catalogos.editar(modelo=Actor, pk=ana.pk, actor=ines, campos={"email": "otra@correo.test"})

    vista = pagina(entrar, rosa, ana)
    assert "Inés Pineda" in vista
    assert "cambió correo electrónico" in vista
    assert "anagil@correo.test → otra@correo.test" in vista

    ajena = pagina(entrar, omar, ana)
    assert "cambió correo electrónico" in ajena
    assert "otra@" not in ajena
    assert "anagil" not in ajena


def test_what_was_redacted_is_not_shown_again(entrar: Entrar, rosa: Usuario, ana: Actor) -> None:
    catalogos.editar(modelo=Actor, pk=ana.pk, actor=rosa, campos={"telefono": ""})
    catalogos.redactar(HistorialCatalogo.objects.get(verbo="editar"))

    vista = pagina(entrar, rosa, ana)
    assert "texto retirado por protección de datos" in vista
    assert "6000-1234" not in vista


def test_it_crosses_what_one_may_see(
    entrar: Entrar, rosa: Usuario, luis: Usuario, omar: Usuario, ana: Actor
) -> None:
    abierto = un_compromiso(rosa, luis, ana)
    privado = un_compromiso(rosa, luis, ana, titulo="Con reserva", nivel_reserva=3)

    vista = pagina(entrar, omar, ana)
    assert abierto.codigo in vista
    assert privado.codigo not in vista
    assert privado.titulo not in vista


def test_without_anything_it_says_so(entrar: Entrar, rosa: Usuario, ana: Actor) -> None:
    assert "Todavía no hay nada aquí" in pagina(entrar, rosa, ana)


def test_only_who_may_change_it_is_offered_to(
    entrar: Entrar, rosa: Usuario, paula: Usuario, ana: Actor
) -> None:
    enlace = f"/actores/{ana.pk}/editar/"
    assert enlace in pagina(entrar, rosa, ana)
    assert enlace not in pagina(entrar, paula, ana)


def test_one_that_is_not_there_is_not_found(entrar: Entrar, rosa: Usuario) -> None:
    assert entrar(rosa).get("/actores/999999/").status_code == 404
