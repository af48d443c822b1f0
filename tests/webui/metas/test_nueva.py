"""The form that proposes a meta."""

from __future__ import annotations

from typing import Any

import pytest

from core.models import Usuario
from tests.webui.conftest import Entrar
from tests.webui.metas.paginas import dicho, errores, url
from tests.workflows.metas.builders import Gobierno, en_dias
from workflows.metas.models import Meta

NUEVA = "/metas/nueva/"


@pytest.fixture
def escrito(gobierno: Gobierno) -> dict[str, Any]:
    return {
        "titulo": "Agua las 24 horas en El Roble",
        "descripcion_ciudadana": "Nadie tendrá que cargar agua.",
        "responsable_institucional": gobierno.institucional.pk,
        "gerente": gobierno.gerente.pk,
        "temas": [gobierno.tema.pk],
        "lugares": [gobierno.lugar.pk],
        "inicio": str(en_dias(1)),
        "fin_vigente": str(en_dias(90)),
        "tipo": "producto",
        "nivel_reserva": "1",
    }


def test_it_is_proposed_as_a_draft(
    entrar: Entrar, gobierno: Gobierno, escrito: dict[str, Any]
) -> None:
    client = entrar(gobierno.gerente)
    assert client.get(NUEVA).status_code == 200

    response = client.post(NUEVA, escrito)

    meta = Meta.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, url(meta))
    assert dicho(response) == ["Guardado."]
    assert (meta.estado, meta.gerente, meta.temas.count()) == ("borrador", gobierno.gerente, 1)


def test_who_follows_the_metas_is_their_responsable_already(
    entrar: Entrar, gobierno: Gobierno
) -> None:
    form = entrar(gobierno.institucional).get(NUEVA).context["form"]

    assert form["responsable_institucional"].value() == gobierno.institucional.pk


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"titulo": ""}, "titulo"),
        ({"titulo": "a" * 201}, "titulo"),
        ({"responsable_institucional": ""}, "responsable_institucional"),
        ({"gerente": "999999"}, "gerente"),
        ({"temas": ["abc"]}, "temas"),
        ({"inicio": "mañana"}, "inicio"),
        ({"fin_vigente": "2020-01-01"}, "fin_vigente"),
        ({"presupuesto": "-1"}, "presupuesto"),
        ({"beneficiarios": "9" * 30}, "beneficiarios"),
        ({"tipo": "x"}, "tipo"),
        ({"publica": "on"}, "publica"),
        ({"nivel_reserva": "9"}, "nivel_reserva"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    entrar: Entrar,
    gobierno: Gobierno,
    escrito: dict[str, Any],
    cambios: dict[str, Any],
    campo: str,
) -> None:
    response = entrar(gobierno.gerente).post(NUEVA, {**escrito, **cambios})

    assert response.status_code == 422
    assert list(errores(response)) == [campo]
    assert "Nadie tendrá que cargar agua." in response.content.decode()
    assert not Meta.objects.exists()


def test_its_suplente_is_somebody_else(
    entrar: Entrar, gobierno: Gobierno, escrito: dict[str, Any]
) -> None:
    response = entrar(gobierno.gerente).post(NUEVA, {**escrito, "suplente": gobierno.gerente.pk})

    assert errores(response) == {"suplente": ["El suplente no puede ser el mismo gerente."]}


def test_who_proposes_nothing_has_no_form(entrar: Entrar, omar: Usuario, luis: Usuario) -> None:
    for quien in (omar, luis):
        assert entrar(quien).get(NUEVA).status_code == 403
        assert entrar(quien).post(NUEVA, {}).status_code == 403
