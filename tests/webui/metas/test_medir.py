"""Noting a value of the indicator."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core import clock
from tests.webui.conftest import Entrar
from tests.webui.metas.paginas import datos, errores, url
from tests.workflows.metas.builders import Gobierno, Persona, en_dias, sin_cambios
from workflows.metas import states
from workflows.metas.models import Indicador, Meta


@pytest.fixture
def meta(gobierno: Gobierno) -> Meta:
    return gobierno.hasta(states.EN_EJECUCION)


def test_it_is_noted_with_its_date(entrar: Entrar, gobierno: Gobierno, meta: Meta) -> None:
    client = entrar(gobierno.gerente)
    escrito = datos(client.get(url(meta, "medir")))
    assert escrito["fecha"] == clock.today()

    response = client.post(url(meta, "medir"), {**escrito, "valor_actual": "310"})

    assert (response.status_code, response.headers["Location"]) == (302, url(meta))
    indicador = Indicador.objects.get(meta=meta)
    assert (indicador.valor_actual, indicador.fecha) == (Decimal(310), clock.today())
    assert "anotó un valor del indicador" in client.get(url(meta)).content.decode()


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"valor_actual": ""}, "valor_actual"),
        ({"valor_actual": "bien"}, "valor_actual"),
        ({"valor_actual": "9" * 30}, "valor_actual"),
        ({"fecha": ""}, "fecha"),
        ({"fecha": "2027-12-31"}, "fecha"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    entrar: Entrar, gobierno: Gobierno, meta: Meta, cambios: dict[str, str], campo: str
) -> None:
    escrito = {"valor_actual": "310", "fecha": "04/04/2027", "version": meta.version, **cambios}

    with sin_cambios(meta):
        response = entrar(gobierno.gerente).post(url(meta, "medir"), escrito)

    assert (response.status_code, list(errores(response))) == (422, [campo])
    for nombre in escrito.keys() - cambios:
        assert response.context["form"][nombre].value() == str(escrito[nombre])


def test_the_second_of_two_people_sees_what_the_first_did(
    entrar: Entrar, gobierno: Gobierno, meta: Meta
) -> None:
    ella, el = entrar(gobierno.institucional), entrar(gobierno.gerente)
    vieja = datos(el.get(url(meta, "medir")))
    ella.post(url(meta, "medir"), {**vieja, "valor_actual": "310"})

    response = el.post(url(meta, "medir"), {**vieja, "valor_actual": "290"})

    assert response.status_code == 409
    for parte in ("Carmen Ruiz", "310", "290"):
        assert parte in response.content.decode()
    assert Indicador.objects.get(meta=meta).valor_actual == 310


def test_before_it_runs_nobody_measures(entrar: Entrar, gobierno: Gobierno) -> None:
    escrito = {"valor_actual": "1", "fecha": str(en_dias(0)), "version": "1"}
    for meta in gobierno.por(states.EN_PROGRAMACION, states.APROBADA):
        assert entrar(gobierno.gerente).get(url(meta, "medir")).status_code == 403
        assert entrar(gobierno.gerente).post(url(meta, "medir"), escrito).status_code == 403


def test_who_only_reads_it_does_not_measure(
    entrar: Entrar, gobierno: Gobierno, persona: Persona, meta: Meta
) -> None:
    for quien in ("tomas", "elena", "omar", "luis"):
        assert entrar(persona(quien)).get(url(meta, "medir")).status_code == 403
        assert entrar(persona(quien)).post(url(meta, "medir"), {}).status_code == 403
    assert entrar(persona("marta")).get(url(meta, "medir")).status_code == 404
