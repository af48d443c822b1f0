"""The thresholds of the metas, as the contraparte edits them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from core import clock
from core.models import Usuario
from tests.webui.ajustes.formularios import enviar
from tests.webui.conftest import Entrar
from tests.workflows.metas.builders import LUNES, Gobierno
from workflows.metas import queries, semilla, states
from workflows.metas.models import Umbrales

FILA = "/ajustes/umbrales/"


@pytest.fixture(autouse=True)
def lunes() -> Iterator[None]:
    """That Monday; what is read of a row that the test takes back is forgotten."""
    with clock.moved_to(LUNES):
        yield
    Umbrales.olvidar()


def editar(client: Client, **cambios: Any) -> Any:
    return enviar(client, FILA, **cambios)


@pytest.mark.parametrize("quien", ["elena", "sofia"])
def test_who_runs_the_method_and_who_administers_edit_them(
    entrar: Entrar, request: pytest.FixtureRequest, quien: str
) -> None:
    client = entrar(request.getfixturevalue(quien))

    assert editar(client, desvio_amarillo=8, credito_parcial=False).status_code == 302

    assert (Umbrales.actual().desvio_amarillo, Umbrales.actual().credito_parcial) == (8, False)
    pagina = client.get(FILA).content.decode()
    assert "Puntos de retraso para amarillo: de 5 a 8" in pagina
    assert "cuenta como avance: de sí a no" in pagina


@pytest.mark.parametrize("quien", ["tomas", "carmen", "gabriel"])
def test_nobody_else_does(
    entrar: Entrar, request: pytest.FixtureRequest, db: None, quien: str
) -> None:
    response = entrar(request.getfixturevalue(quien)).post(FILA, {})

    assert response.status_code == 403
    assert Umbrales.objects.get().desvio_amarillo == 5


def test_the_light_follows_at_once(entrar: Entrar, elena: Usuario, gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)  # its first part is due in ten working days
    assert queries.luz(meta).color == "verde"

    editar(entrar(elena), por_vencer=10)

    assert queries.luz(meta).color == "amarillo"


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"desvio_rojo": 5}, "desvio_rojo"),
        ({"desvio_amarillo": 0}, "desvio_amarillo"),
        ({"ciclos_rojo": 1}, "ciclos_rojo"),
        ({"semanas_del_ciclo": 0}, "semanas_del_ciclo"),
        ({"atraso_critico": -1}, "atraso_critico"),
        ({"por_vencer": "muchos"}, "por_vencer"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(
    entrar: Entrar, elena: Usuario, cambios: dict[str, Any], campo: str
) -> None:
    response = editar(entrar(elena), **cambios)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [campo]


def test_there_is_one_row_and_it_stays(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Umbrales.objects.create(pk=2)


def test_sowing_again_overwrites_nothing(db: None) -> None:
    Umbrales.objects.update(desvio_rojo=40)

    semilla.sembrar()

    assert Umbrales.actual().desvio_rojo == 40
