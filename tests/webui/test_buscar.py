"""One search finds what one may see, by code or words, whatever its process."""

from __future__ import annotations

import pytest
from django.test import Client

from core.models import Actor, Lugar, Tema, Usuario
from tests.builders import un_compromiso
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from tests.workflows.solicitudes.builders import Despacho
from workflows.compromisos import actions as compromisos
from workflows.cruce.busqueda import buscar, sugerir

pytestmark = pytest.mark.django_db


def encontrado(user: Usuario, q: str) -> dict[str, list[str]]:
    return {uno.nombre: [str(fila) for fila in uno.filas] for uno in buscar(user, q)}


def test_words_are_found_without_minding_accents_order_or_case(
    rosa: Usuario, luis: Usuario, junta: Actor, agua: Tema, el_roble: Lugar
) -> None:
    un_compromiso(rosa, luis, junta, titulo="Señalización del cruce de El Roble")

    assert [*encontrado(rosa, "roble SENALIZACION")] == ["compromisos"]
    assert encontrado(rosa, "róble").keys() == {"compromisos", "actores", "lugares"}
    assert encontrado(rosa, "agua") == {"temas": [str(agua)]}
    assert encontrado(rosa, "zzz") == {}


@pytest.mark.parametrize("q", ["", "   ", "\0", "%", "_", "'; DROP TABLE", "x" * 5000, "á" * 200])
def test_strange_questions_find_nothing_and_break_nothing(
    entrar: Entrar, rosa: Usuario, junta: Actor, q: str
) -> None:
    response = entrar(rosa).get("/buscar/", {"q": q})

    assert response.status_code == 200
    assert response.context["partes"] == []


def test_what_one_may_not_see_is_not_found(
    entrar: Entrar, rosa: Usuario, luis: Usuario, marta: Usuario, junta: Actor
) -> None:
    uno = un_compromiso(rosa, luis, junta, titulo="Asunto delicado", nivel_reserva=3)

    assert encontrado(luis, "delicado") == {"compromisos": [str(uno)]}
    assert encontrado(marta, "delicado") == {}
    assert entrar(luis).get("/buscar/", {"q": uno.codigo.lower()}).status_code == 302
    negado = entrar(marta).get("/buscar/", {"q": uno.codigo})
    assert negado.status_code == 200
    assert "Asunto delicado" not in negado.content.decode()


def test_a_draft_that_was_deleted_is_not_found(rosa: Usuario, luis: Usuario, junta: Actor) -> None:
    uno = un_compromiso(rosa, luis, junta, titulo="Borrador errado", enviado=False)
    assert encontrado(rosa, "errado") == {"compromisos": [str(uno)]}

    compromisos.borrar(compromiso_id=uno.pk, actor=rosa)

    assert encontrado(rosa, "errado") == {}
    assert sugerir(rosa, "errado") == []
    assert sugerir(rosa, uno.codigo) == []


def test_a_code_leads_straight_to_its_page(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    uno = un_compromiso(rosa, luis, junta)

    response = entrar(rosa).get("/buscar/", {"q": f" {uno.codigo.lower()} "})

    assert response.headers["Location"] == f"/compromisos/{uno.codigo}/"


def test_the_rest_is_in_the_list_of_its_kind(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    for numero in range(10):
        un_compromiso(rosa, luis, junta, titulo=f"Luminaria {numero}")

    pagina = entrar(rosa).get("/buscar/", {"q": "luminaria"}).content.decode()

    assert pagina.count("Luminaria ") == 8
    assert '<span class="n">10</span>' in pagina
    assert 'href="/compromisos/?q=luminaria"' in pagina
    assert 'value="luminaria"' in pagina


def test_it_costs_the_same_however_much_is_found(
    rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    for numero in range(9):
        un_compromiso(rosa, luis, junta, titulo=f"Luminaria {numero}")
    pocos = cuantas(lambda: buscar(rosa, "luminaria"))
    for numero in range(20):
        un_compromiso(rosa, luis, junta, titulo=f"Luminaria {numero}")

    assert cuantas(lambda: buscar(rosa, "luminaria")) == pocos


def test_nobody_searches_without_logging_in() -> None:
    assert Client().get("/buscar/", {"q": "agua"}).status_code == 302


def test_every_page_of_the_office_has_the_box(entrar: Entrar, rosa: Usuario) -> None:
    html = entrar(rosa).get("/compromisos/").content.decode()

    assert '<a class="search" href="/buscar/" data-palette>' in html
    assert '<form class="search" action="/buscar/"' in html
    assert '<dialog id="paleta"' in html


def test_a_request_that_is_found_shows_both_clocks_as_they_run_or_ended(
    despacho: Despacho, entrar: Entrar
) -> None:
    despacho.registrar()
    despacho.hasta("cerrada")
    despacho.hasta("desistida")

    pagina = entrar(despacho.jefe).get("/buscar/", {"q": "potable"}).content.decode()

    assert pagina.count("Plazo legal para responder:") == 2
    assert pagina.count("Meta interna de respuesta:") == 2
    assert pagina.count("¿Cómo se contó?") == 2
    assert pagina.count("Terminó a tiempo:") == 2
