"""Searching and sorting as Spanish does it."""

from __future__ import annotations

import pytest
from django.db import connection

from core import texto
from core.models import Actor, Expediente, Lugar, Usuario
from core.texto import ClaveOrden, con_erratas, contiene, parecidas
from tests.builders import un_compromiso
from workflows.compromisos.models import Compromiso

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lugares() -> None:
    for nombre in ("Ñurum", "Nuevo Tonosí", "El Águila", "Zapotal", "El Roble", "Águila Vieja"):
        Lugar.objects.create(nombre=nombre, nivel="barrio", codigo_oficial=f"P-{nombre[:4]}")


def found(texto: str, *campos: str) -> set[str]:
    return set(
        contiene(Lugar.objects.all(), texto, *(campos or ("nombre",))).values_list(
            "nombre", flat=True
        )
    )


@pytest.mark.parametrize("texto", ["aguila", "ÁGUILA", "  Águila ", "gui"])
def test_accents_and_case_are_forgiven(texto: str) -> None:
    assert found(texto) == {"El Águila", "Águila Vieja"}


def test_every_word_must_be_there_in_any_order() -> None:
    assert found("vieja aguila") == {"Águila Vieja"}
    assert found("roble aguila") == set()


def test_each_word_may_be_in_another_field() -> None:
    assert found("p-el roble", "nombre", "codigo_oficial") == {"El Roble"}


def test_nothing_asked_leaves_all() -> None:
    assert len(found("   ")) == 6


@pytest.mark.parametrize("texto", ["%", "_", "\\", "100%", "'; --", "ñ" * 300])
def test_signs_of_sql_are_only_signs(texto: str) -> None:
    assert found(texto) == set()


def test_words_are_sorted_as_in_a_spanish_dictionary() -> None:
    nombres = Lugar.objects.order_by(ClaveOrden("nombre")).values_list("nombre", flat=True)

    assert list(nombres) == [
        "Águila Vieja",
        "El Águila",
        "El Roble",
        "Nuevo Tonosí",
        "Ñurum",
        "Zapotal",
    ]


@pytest.fixture
def de_la_junta(rosa: Usuario, luis: Usuario) -> Compromiso:
    junta = Actor.objects.create(nombre="Junta Comunal de Águila Vieja")
    return un_compromiso(rosa, luis, junta, titulo="Señalizar el muelle")


@pytest.mark.parametrize(
    "texto",
    ["senaliz", "CMP-2", "AGUILA", "muelle aguila", "junta cmp señal", "el muelle", "l", "20"],
)
def test_a_word_may_be_in_the_table_of_the_parent_or_in_one_pointed_at(
    de_la_junta: Compromiso, texto: str
) -> None:
    campos = ("titulo", "codigo", "a_quien__nombre")

    assert contiene(Compromiso.objects.all(), texto, *campos).get() == de_la_junta
    assert not contiene(Compromiso.objects.all(), f"{texto} zapotal", *campos).exists()


@pytest.mark.parametrize(
    ("modelo", "campo", "indice"),
    [
        (Expediente, "titulo", "expediente_titulo_busqueda"),
        (Expediente, "codigo", "expediente_codigo_busqueda"),
        (Actor, "nombre", "actor_nombre_busqueda"),
    ],
)
def test_each_field_is_looked_up_by_its_index(
    db: None, modelo: type[Expediente | Actor], campo: str, indice: str
) -> None:
    found = texto._con(modelo._default_manager.all(), "muelle", campo)

    with connection.cursor() as cursor:
        # The tables of a test are so small that reading them whole is cheaper, in whatever way.
        for manera in ("seqscan", "indexscan", "indexonlyscan"):
            cursor.execute(f"SET LOCAL enable_{manera} = off")
        assert indice in found.explain()


@pytest.mark.parametrize(
    ("texto", "hallado"),
    [
        ("robel", "El Roble"),
        ("el roblle", "El Roble"),
        ("ZAPOTL", "Zapotal"),
        ("tonosi nuebo", "Nuevo Tonosí"),
    ],
)
def test_typing_mistakes_are_forgiven(texto: str, hallado: str) -> None:
    with con_erratas():
        found = [uno.nombre for uno in parecidas(Lugar.objects.all(), texto, "nombre")]
    assert found[0] == hallado


@pytest.mark.parametrize("texto", ["cementerio", "sal", "roble cementerio"])
def test_another_word_is_no_mistake(texto: str) -> None:
    with con_erratas():
        assert not parecidas(Lugar.objects.all(), texto, "nombre").exists()


@pytest.mark.parametrize("tabla", ["expediente", "actor", "tema", "lugar", "usuario"])
def test_every_name_that_is_searched_has_its_index(tabla: str) -> None:
    campo = "titulo" if tabla == "expediente" else "nombre"
    comparado = "titulo_busqueda" if tabla == "expediente" else "sin_acentos"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname = %s",
            [f"{tabla}_{campo}_busqueda"],
        )
        (definicion,) = cursor.fetchone()
    assert f"USING gin ({comparado}" in definicion
    assert "gin_trgm_ops" in definicion
