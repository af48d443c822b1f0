"""The form that makes a compromiso."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.models import Actor, Lugar, Usuario
from tests.webui.conftest import Entrar
from workflows.compromisos.models import Compromiso

NUEVO = "/compromisos/nuevo/"


@pytest.fixture
def datos(luis: Usuario, junta: Actor, el_roble: Lugar) -> dict[str, Any]:
    otro = Lugar.objects.create(nombre="Las Lomas", nivel="corregimiento")
    return {
        "tipo": "compromiso",
        "titulo": "Entregar los planos del acueducto",
        "a_quien": junta.pk,
        "responsable": luis.pk,
        "fecha": str(clock.today() + timedelta(days=10)),
        "lugares": [el_roble.pk, otro.pk],
        "prioridad": "3",
        "nivel_reserva": "1",
        "requiere_verificacion": "on",
    }


def test_it_is_made_and_sent(entrar: Entrar, rosa: Usuario, datos: dict[str, Any]) -> None:
    response = entrar(rosa).post(NUEVO, datos)

    compromiso = Compromiso.objects.get()
    assert response.headers["Location"] == f"/compromisos/{compromiso.codigo}/"
    assert (compromiso.estado, compromiso.prioridad) == ("asignada", 3)
    assert compromiso.lugares.count() == 2


def test_it_may_be_kept_as_a_draft(entrar: Entrar, rosa: Usuario, datos: dict[str, Any]) -> None:
    entrar(rosa).post(NUEVO, {**datos, "borrador": "1"})

    assert Compromiso.objects.get().estado == "borrador"


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"titulo": ""}, "titulo"),
        ({"titulo": "a" * 201}, "titulo"),
        ({"a_quien": ""}, "a_quien"),
        ({"a_quien": "999999"}, "a_quien"),
        ({"responsable": "99999999999999999999"}, "responsable"),
        ({"fecha": "2020-01-01"}, "fecha"),
        ({"prioridad": "7"}, "prioridad"),
        ({"publico": "on"}, "publico"),
        ({"requiere_verificacion": ""}, "requiere_verificacion"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    entrar: Entrar,
    rosa: Usuario,
    datos: dict[str, Any],
    cambios: dict[str, str],
    campo: str,
) -> None:
    response = entrar(rosa).post(NUEVO, {**datos, "descripcion": "Como se habló.", **cambios})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [campo]
    assert "Como se habló." in response.content.decode()
    elegidos = response.context["form"]["lugares"].value()
    assert [str(uno) for uno in elegidos] == [str(uno) for uno in datos["lugares"]]
    assert not Compromiso.objects.exists()


def test_an_empty_form_says_all_that_it_lacks(entrar: Entrar, rosa: Usuario) -> None:
    response = entrar(rosa).post(NUEVO, {})

    assert response.status_code == 422
    assert {"titulo", "responsable", "fecha"} <= set(response.context["form"].errors)


def test_who_programs_nothing_has_no_form(entrar: Entrar, luis: Usuario) -> None:
    assert entrar(luis).get(NUEVO).status_code == 403
    assert entrar(luis).post(NUEVO, {}).status_code == 403
