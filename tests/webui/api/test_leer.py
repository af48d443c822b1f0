"""Lists with the filters of the screens, page by page; a case with all its page shows."""

from __future__ import annotations

from typing import Any

import pytest

from core.models import Actor, Expediente, LecturaReservada, Usuario
from tests.builders import un_compromiso
from tests.webui.api.conftest import De
from tests.webui.api.programa import Programa
from workflows.compromisos import actions as compromisos

pytestmark = pytest.mark.django_db


@pytest.fixture
def varios(rosa: Usuario, luis: Usuario, junta: Actor) -> list[str]:
    return [un_compromiso(rosa, luis, junta, titulo=f"Encargo {n}").codigo for n in range(5)]


def codigos(response: Any) -> list[str]:
    assert response.status_code == 200, response.content
    return [uno["codigo"] for uno in response.json()["elementos"]]


def todas(programa: Programa, ruta: str) -> list[str]:
    """Page after page, to the end."""
    found: list[str] = []
    cursor = ""
    while True:
        response = programa.get(f"{ruta}&cursor={cursor}" if cursor else ruta)
        found += codigos(response)
        cursor = response.json()["siguiente"]
        if cursor is None:
            return found


def test_page_by_page_nothing_is_left_out_or_shown_twice(
    programa_de: De, rosa: Usuario, varios: list[str]
) -> None:
    programa = programa_de(rosa)
    assert todas(programa, "/compromisos?limite=2") == varios[::-1]
    assert todas(programa, "/compromisos?limite=2&orden=creado") == varios
    assert todas(programa, "/compromisos?limite=5") == varios[::-1]


def test_a_page_stays_where_it_is_while_rows_are_added(
    programa_de: De, rosa: Usuario, luis: Usuario, junta: Actor, varios: list[str]
) -> None:
    programa = programa_de(rosa)
    primera = programa.get("/compromisos?limite=2").json()
    un_compromiso(rosa, luis, junta)
    segunda = programa.get(f"/compromisos?limite=2&cursor={primera['siguiente']}")
    assert codigos(segunda) == varios[2:0:-1]


def test_in_the_order_of_changes_what_changes_comes_last(
    programa_de: De, rosa: Usuario, luis: Usuario, varios: list[str]
) -> None:
    programa = programa_de(rosa)
    primera = programa.get("/compromisos?limite=2&orden=cambio").json()
    programa_de(luis).post(f"/compromisos/{varios[0]}/aceptar")
    resto = todas(programa, f"/compromisos?limite=2&orden=cambio&cursor={primera['siguiente']}")
    assert resto == [*varios[2:], varios[0]]


@pytest.mark.parametrize(
    ("consulta", "cuantos"),
    [
        ("q=encargo", 5),
        ("q=CMP-2026-00004", 1),
        ("q=nadie", 0),
        ("estado=abiertos", 5),
        ("estado=cumplida", 0),
        ("mios=programador", 5),
        ("mios=responsable", 0),
        ("luz=atrasado", 0),
    ],
)
def test_the_filters_of_the_screen(
    programa_de: De, rosa: Usuario, varios: list[str], consulta: str, cuantos: int
) -> None:
    assert len(codigos(programa_de(rosa).get(f"/compromisos?{consulta}"))) == cuantos


@pytest.mark.parametrize(
    ("consulta", "campo"),
    [
        ("estado=otro", "estado"),
        ("estdo=abiertos", "estdo"),
        ("limite=0", "limite"),
        ("limite=101", "limite"),
        ("limite=muchos", "limite"),
        ("cursor=inventado", "cursor"),
        ("tema=999999", "tema"),
        ("responsable=²", "responsable"),
        ("orden=azar", "orden"),
        ("q=" + "x" * 101, "q"),
    ],
)
def test_what_cannot_be_understood_is_refused_by_its_name(
    programa_de: De, rosa: Usuario, consulta: str, campo: str
) -> None:
    response = programa_de(rosa).get(f"/compromisos?{consulta}")
    assert response.status_code == 422
    assert campo in response.json()["errores"]


def test_a_cursor_is_of_its_own_list(programa_de: De, rosa: Usuario, varios: list[str]) -> None:
    programa = programa_de(rosa)
    cursor = programa.get("/compromisos?limite=1").json()["siguiente"]
    response = programa.get(f"/compromisos?orden=creado&cursor={cursor}")
    assert response.status_code == 422


def test_a_case_says_how_it_stands_and_what_may_be_done(
    programa_de: De, luis: Usuario, varios: list[str], junta: Actor
) -> None:
    caso = programa_de(luis).get(f"/compromisos/{varios[0]}").json()

    assert caso["estado"] == {"codigo": "asignada", "palabra": "Asignado"}
    assert caso["luz"]["palabra"]
    assert caso["campos"]["a_quien"] == junta.pk
    assert caso["cruces"]["actores"] == [{"id": junta.pk, "nombre": junta.nombre}]
    assert caso["plazos"][0]["explicacion"]
    pasos = {paso["verbo"]: paso for paso in caso["pasos"]}
    assert pasos["aceptar"]["permitido"]
    assert not pasos["reiterar"]["permitido"]
    assert pasos["reiterar"]["motivo"] == "No le corresponde a usted."


def test_its_history_says_who_did_what_and_how(
    programa_de: De, luis: Usuario, varios: list[str]
) -> None:
    programa = programa_de(luis)
    programa.post(f"/compromisos/{varios[0]}/aceptar")
    compromisos.reiterar(compromiso_id=_pk(varios[0]), actor=_rosa(), mensaje="¿Cómo va?")
    pasos = [
        una for una in programa.get(f"/compromisos/{varios[0]}/historia").json() if una["quien"]
    ]
    assert [(una["quien"], una["clave"]) for una in pasos[:2]] == [
        ("Rosa Medina", ""),
        ("Luis Ábrego", "Ventanilla digital"),
    ]
    assert pasos[0]["texto"] == "¿Cómo va?"
    corta = programa.get(f"/compromisos/{varios[0]}/historia?limite=1").json()
    assert len(corta) == 1


def test_the_page_of_the_case_says_it_too(
    programa_de: De, luis: Usuario, entrar: Any, varios: list[str]
) -> None:
    programa_de(luis).post(f"/compromisos/{varios[0]}/aceptar")
    pagina = entrar(luis).get(f"/compromisos/{varios[0]}/").content.decode()
    assert "por la API, con la clave «Ventanilla digital»" in pagina


@pytest.mark.parametrize("ruta", ["", "/historia", "/adjuntos"])
def test_what_one_may_not_see_is_not_there(
    programa_de: De, rosa: Usuario, luis: Usuario, marta: Usuario, junta: Actor, ruta: str
) -> None:
    codigo = un_compromiso(rosa, luis, junta, nivel_reserva=4).codigo
    assert programa_de(luis).get(f"/compromisos/{codigo}{ruta}").status_code == 200
    assert programa_de(marta).get(f"/compromisos/{codigo}{ruta}").status_code == 404
    assert programa_de(rosa).get(f"/solicitudes/{codigo}{ruta}").status_code == 404


@pytest.mark.parametrize("ruta", ["", "/historia", "/adjuntos"])
def test_reading_what_is_reserved_is_written_down(
    programa_de: De, tomas: Usuario, rosa: Usuario, luis: Usuario, junta: Actor, ruta: str
) -> None:
    codigo = un_compromiso(rosa, luis, junta, nivel_reserva=3).codigo
    assert programa_de(tomas).get(f"/compromisos/{codigo}{ruta}").status_code == 200
    assert [una.lector for una in LecturaReservada.objects.all()] == [tomas]


def test_how_to_reach_an_actor_is_not_told(programa_de: De, rosa: Usuario, junta: Actor) -> None:
    (uno,) = programa_de(rosa).get("/actores?q=roble").json()["elementos"]
    assert uno == {"id": junta.pk, "nombre": junta.nombre, "tipo": "institucion"}


def test_who_has_left_and_the_clock_are_nobody_to_choose(
    programa_de: De, rosa: Usuario, luis: Usuario
) -> None:
    luis.is_active = False
    luis.save()
    nombres = [una["nombre"] for una in programa_de(rosa).get("/personas").json()["elementos"]]
    assert nombres == ["Rosa Medina"]


def _pk(codigo: str) -> int:
    return Expediente.objects.get(codigo=codigo).pk


def _rosa() -> Usuario:
    return Usuario.objects.get(email="rosa@alborada.test")
