"""The description of the API: whole, with examples that are right, and true to the screens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from django import forms
from django.test import Client

from core import transitions
from core.models import Actor, Area, Lugar, Tema, Usuario
from webui import pantallas
from webui.api import campos
from webui.api.api import PROCESOS
from webui.api.catalogos import CATALOGOS
from webui.api.guia import descripcion
from webui.comunicacion.forms_publicaciones import SALIDAS

DESCRITAS = {
    f"{metodo.upper()} {camino}": operacion
    for camino, metodos in descripcion()["paths"].items()
    for metodo, operacion in metodos.items()
}


def test_every_process_of_the_screens_is_there() -> None:
    assert {uno.nombre for uno in PROCESOS} == {uno.nombre for uno in pantallas.todas()}


@pytest.mark.parametrize("pantalla", PROCESOS, ids=lambda una: una.nombre)
def test_every_verb_of_every_process_is_there(pantalla: pantallas.Pantalla) -> None:
    raiz = f"/api/v1/{pantalla.nombre}"
    uno = f"{raiz}/{{codigo}}"
    esperadas = {f"GET {raiz}", f"GET {uno}", f"GET {uno}/historia"}
    esperadas |= {f"{metodo} {uno}/adjuntos" for metodo in ("GET", "POST")}
    esperadas |= {f"POST {uno}/{verbo}" for verbo in (*pantalla.pasos, *pantalla.actos)}
    esperadas |= {f"POST {raiz}"} if pantalla.alta else set()
    esperadas |= {f"PATCH {uno}"} if pantalla.edicion else set()
    assert esperadas <= DESCRITAS.keys()


@pytest.mark.parametrize("pantalla", PROCESOS, ids=lambda una: una.nombre)
def test_what_a_machine_declares_and_a_person_may_do_can_be_asked_for(
    pantalla: pantallas.Pantalla,
) -> None:
    declarados = {verbo for verbo, _rotulo, _custom in transitions.verbs(pantalla.modelo)}
    uno = f"/api/v1/{pantalla.nombre}/{{codigo}}"
    como_edicion = {"editar"} if f"PATCH {uno}" in DESCRITAS else set()
    assert declarados - como_edicion == {
        verbo for verbo in declarados if f"POST {uno}/{verbo}" in DESCRITAS
    }


def test_and_those_of_publications() -> None:
    raiz = "/api/v1/publicaciones"
    assert {
        f"GET {raiz}",
        *(f"POST {raiz}/{{id}}/{verbo}" for verbo in SALIDAS),
    } <= DESCRITAS.keys()


@pytest.mark.parametrize("nombre", DESCRITAS)
def test_every_operation_says_what_it_does_with_an_example(nombre: str) -> None:
    operacion = DESCRITAS[nombre]
    assert operacion["summary"]
    assert operacion["description"]
    assert operacion["tags"]
    ejemplos = list(_ejemplos(operacion))
    assert ejemplos
    for esquema, ejemplo in ejemplos:
        todo = {**esquema, "components": descripcion()["components"]}
        faltas = [str(una) for una in jsonschema_rs.validator_for(todo).iter_errors(ejemplo)]
        assert faltas == []


@pytest.mark.parametrize("nombre", DESCRITAS)
def test_every_refusal_is_a_problem(nombre: str) -> None:
    for estado, respuesta in DESCRITAS[nombre]["responses"].items():
        if int(estado) >= 400:
            assert list(respuesta["content"]) == ["application/problem+json"]


def test_whatever_is_named_by_its_id_can_be_looked_up() -> None:
    catalogados = {todos().model for _nombre, _titulo, todos, _modelo, _leer in CATALOGOS}
    pedidos = {
        campo.queryset.model
        for pantalla in PROCESOS
        for form in _formularios(pantalla)
        for campo in form.base_fields.values()
        if isinstance(campo, forms.ModelChoiceField) and campo.queryset is not None
    }
    assert pedidos <= catalogados
    assert {Usuario, Actor, Tema, Lugar, Area} <= pedidos


@pytest.mark.parametrize("pantalla", PROCESOS, ids=lambda una: una.nombre)
def test_the_schema_of_a_step_has_the_fields_of_its_form(pantalla: pantallas.Pantalla) -> None:
    for verbo, form in pantalla.pasos.items():
        operacion = DESCRITAS[f"POST /api/v1/{pantalla.nombre}/{{codigo}}/{verbo}"]
        contenido = next(iter(operacion["requestBody"]["content"].values()))
        dichos = set(_resuelto(contenido["schema"])["properties"])
        assert dichos == {*campos.escritos(form), *campos.archivos(form)}


def test_it_is_read_without_a_key_and_kept_for_a_while(db: None) -> None:
    response = Client().get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response.json() == descripcion()
    assert "public" in response.headers["Cache-Control"]


def test_the_guide_names_every_operation_and_every_kind_of_problem(db: None) -> None:
    pagina = Client().get("/api/v1/").content.decode()
    for nombre, operacion in DESCRITAS.items():
        assert nombre.split(" ")[1] in pagina
        assert f'id="{operacion["operationId"]}"' in pagina
    for clase in ("negado", "cambio", "invalido", "prohibido", "sin-clave", "espere", "en-curso"):
        assert f'id="{clase}"' in pagina


def _formularios(pantalla: pantallas.Pantalla) -> Iterator[type[forms.Form]]:
    yield from pantalla.pasos.values()
    for acto in (pantalla.alta, pantalla.edicion, *pantalla.actos.values()):
        if acto:
            yield acto.form


def _ejemplos(operacion: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each with the schema it is of."""
    partes = [operacion.get("requestBody", {}), *operacion["responses"].values()]
    for parte in partes:
        for contenido in parte.get("content", {}).values():
            if "example" in contenido:
                yield contenido["schema"], contenido["example"]


def _resuelto(esquema: dict[str, Any]) -> dict[str, Any]:
    for uno in (esquema, *esquema.get("anyOf", [])):
        if "$ref" in uno:
            return dict(descripcion()["components"]["schemas"][uno["$ref"].rsplit("/", 1)[-1]])
    return esquema


def test_what_makes_or_lists_a_case_leads_to_all_that_is_asked_about_it() -> None:
    """The links of OpenAPI name operations that there are, by what the answer has."""
    por_id = {una["operationId"]: camino for camino, una in DESCRITAS.items()}
    for operacion, estado, donde in (
        ("POST /api/v1/solicitudes", "201", "$response.body#/codigo"),
        ("GET /api/v1/piezas", "200", "$response.body#/elementos/0/codigo"),
    ):
        enlaces = DESCRITAS[operacion]["responses"][estado]["links"]
        assert len(enlaces) > 5
        for nombre, enlace in enlaces.items():
            assert "{codigo}" in por_id[nombre]
            assert enlace == {"operationId": nombre, "parameters": {"codigo": donde}}
