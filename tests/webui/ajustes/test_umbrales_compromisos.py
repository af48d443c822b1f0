"""From when a compromiso is told higher up, as the contraparte edits it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core.models import Usuario
from tests.webui.ajustes.formularios import enviar
from tests.webui.conftest import Entrar
from tests.workflows.compromisos.builders import Oficina, avisados
from workflows.compromisos import semilla, states
from workflows.compromisos.models import Umbrales

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]
FILA = "/ajustes/umbrales-de-compromisos/"


@pytest.fixture(autouse=True)
def como_al_principio() -> Iterator[None]:
    """What was read of a row that the test takes back is forgotten."""
    yield
    Umbrales.olvidar()


@pytest.mark.parametrize("quien", ["elena", "sofia"])
def test_who_runs_the_method_and_who_administers_edit_them(
    entrar: Entrar, request: pytest.FixtureRequest, quien: str
) -> None:
    client = entrar(request.getfixturevalue(quien))

    assert enviar(client, FILA, reiteraciones=5).status_code == 302

    assert Umbrales.actual().reiteraciones == 5
    assert "Recordatorios hasta avisar al titular: de 3 a 5" in client.get(FILA).text
    assert FILA in client.get("/ajustes/").text


@pytest.mark.parametrize("quien", ["tomas", "rosa", "luis"])
def test_nobody_else_does(entrar: Entrar, request: pytest.FixtureRequest, quien: str) -> None:
    client = entrar(request.getfixturevalue(quien))

    assert client.get(FILA).status_code == client.post(FILA, {}).status_code == 403
    assert Umbrales.actual().reiteraciones == 3


def test_the_titular_reads_of_it_from_that_reminder_on(
    entrar: Entrar, elena: Usuario, oficina: Oficina, tomas: Usuario
) -> None:
    enviar(entrar(elena), FILA, reiteraciones=2)
    compromiso = oficina.hasta(states.EN_GESTION)

    oficina.reiterar(compromiso)
    assert avisados(compromiso, "T07") == {"Luis Ábrego"}
    oficina.reiterar(compromiso)
    assert avisados(compromiso, "T07") == {"Luis Ábrego", "Tomás Vega"}


@pytest.mark.parametrize(
    ("cambios", "se_avisa"),
    [
        ({}, set()),
        ({"reprogramaciones": 1}, {"Elena Cordero"}),
        ({"dias_movido": 6}, {"Elena Cordero"}),
    ],
)
def test_what_was_moved_is_told_from_those_figures_on(
    entrar: Entrar, elena: Usuario, oficina: Oficina, cambios: dict[str, int], se_avisa: set[str]
) -> None:
    enviar(entrar(elena), FILA, **cambios)

    movido = oficina.reprogramar(oficina.hasta(states.EN_GESTION), fecha=date(2026, 9, 25))

    assert avisados(movido, "T09") == se_avisa


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"reiteraciones": 0}, "reiteraciones"),
        ({"reprogramaciones": 21}, "reprogramaciones"),
        ({"dias_movido": "muchos"}, "dias_movido"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(
    entrar: Entrar, elena: Usuario, cambios: dict[str, Any], campo: str
) -> None:
    response = enviar(entrar(elena), FILA, **cambios)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [campo]


def test_there_is_one_row_with_the_figures_of_the_method_and_it_stays() -> None:
    uno = Umbrales.objects.get()
    assert (uno.reiteraciones, uno.reprogramaciones, uno.dias_movido) == (3, 3, 30)
    with pytest.raises(IntegrityError), transaction.atomic():
        Umbrales.objects.create(pk=2)


def test_sowing_again_overwrites_nothing() -> None:
    Umbrales.objects.update(dias_movido=60)

    semilla.sembrar()

    assert Umbrales.actual().dias_movido == 60
