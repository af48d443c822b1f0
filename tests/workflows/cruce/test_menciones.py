"""Whom a text names with an @."""

from __future__ import annotations

import pytest

from core.models import Expediente, Usuario
from tests.builders import un_compromiso
from tests.consultas import cuantas
from workflows.cruce import menciones


@pytest.fixture
def caso(rosa, luis, junta) -> Expediente:
    return un_compromiso(rosa, luis, junta)


@pytest.mark.parametrize(
    "texto",
    [
        "@Luis Ábrego ¿para cuándo?",
        "Oye, @Luis: ¿para cuándo?",
        "@luis abrego, ¿para cuándo?",
        "(@LUIS ÁBREGO)",
        "@luis@alborada.test ¿para cuándo?",
        "Primera línea\n@Luis Ábrego",
        "@Luis y @Luis Ábrego",
    ],
)
def test_by_the_name_the_first_name_or_the_address(
    caso: Expediente, luis: Usuario, texto: str
) -> None:
    found = menciones.leer(texto, caso)

    assert (found.personas, found.desconocidos, found.dudosos) == ([luis], [], [])


@pytest.mark.parametrize(
    "texto", ["luis@alborada.test", "Pregunte a Luis Ábrego.", "50 @ 2.00", "@ 5 metros", "@"]
)
def test_without_its_own_at_nobody_is_called(caso: Expediente, texto: str) -> None:
    found = menciones.leer(texto, caso)

    assert (found.personas, found.desconocidos, found.dudosos) == ([], [], [])


def test_several_are_called_each_once(caso: Expediente, rosa: Usuario, luis: Usuario) -> None:
    assert menciones.leer("@Rosa, @Luis y otra vez @Rosa Medina", caso).personas == [rosa, luis]


def test_a_name_that_nobody_has_is_said(caso: Expediente) -> None:
    found = menciones.leer("@Luiz Ábrego y @nadie@alborada.test", caso)

    assert (found.personas, found.desconocidos) == ([], ["Luiz", "nadie@alborada.test"])


def test_of_two_of_one_name_who_sees_the_case_is_meant(caso: Expediente, luis: Usuario) -> None:
    Usuario.objects.create_user("otro@alborada.test", nombre="Luis Salas")

    assert menciones.leer("@Luis mire", caso).personas == [luis]


def test_where_both_see_it_nobody_is_guessed(caso: Expediente, rosa: Usuario) -> None:
    otra = Usuario.objects.create_user("rosa2@alborada.test", nombre="Rosa Salas")
    otra.groups.set(rosa.groups.all())

    found = menciones.leer("@Rosa mire", caso)
    assert (found.personas, found.dudosos) == ([], ["Rosa"])
    assert menciones.leer("@Rosa Salas mire", caso).personas == [otra]


def test_who_left_and_the_sistema_are_not_called(caso: Expediente, luis: Usuario) -> None:
    luis.is_active = False
    luis.save()
    sistema = Usuario.objects.sistema()

    assert menciones.leer(f"@Luis y @{sistema.nombre.split()[0]}", caso).personas == []


def test_while_one_types_those_who_see_the_case_are_offered(
    caso: Expediente, rosa: Usuario, luis: Usuario, marta: Usuario
) -> None:
    assert menciones.sugeridas(caso, rosa, "") == [luis]
    assert menciones.sugeridas(caso, luis, "") == [rosa]
    assert menciones.sugeridas(caso, rosa, "abre") == [luis]
    assert menciones.sugeridas(caso, rosa, "Mart") == []
    assert menciones.sugeridas(caso, rosa, "%'@_") == [luis]


def test_what_it_costs_does_not_grow_with_the_names(
    caso: Expediente, rosa: Usuario, luis: Usuario
) -> None:
    pocas = cuantas(lambda: menciones.leer("@Luis", caso))

    assert cuantas(lambda: menciones.leer("@Luis @Rosa @Marta @Ana @Eva", caso)) == pocas
