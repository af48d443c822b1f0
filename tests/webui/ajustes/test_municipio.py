"""Who we are, and what another place moves. The shield is tried in `tests/webui/test_marco.py`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from core import calendario
from core.models import Actor, Municipio, Usuario
from core.transitions import NotAllowed
from tests.builders import un_compromiso
from tests.webui.ajustes.formularios import enviar
from tests.webui.conftest import Entrar
from workflows.plazos import ajustes

pytestmark = pytest.mark.usefixtures("miercoles", "municipio_de_paso")

MUNICIPIO = "/ajustes/municipio/"


@pytest.fixture
def municipio_de_paso() -> Iterator[None]:
    """What is read of a row that the test takes back is forgotten."""
    yield
    calendario.olvidar()


def test_it_is_changed_and_the_history_keeps_what_it_was(entrar: Entrar, elena: Usuario) -> None:
    client = entrar(elena)

    response = enviar(client, MUNICIPIO, nombre="Puerto Alborada", separar_funciones=False)

    assert response.status_code == 302
    pagina = client.get(MUNICIPIO).content.decode()
    assert "Nombre: de Municipio a Puerto Alborada" in pagina
    assert "no la aprueba: de sí a no" in pagina


def test_another_zone_is_asked_before_deadlines_move(
    entrar: Entrar, elena: Usuario, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    un_compromiso(rosa, luis, junta, fecha=date(2026, 9, 18))
    client = entrar(elena)
    version = Municipio.objects.get().calendario_version

    response = enviar(client, MUNICIPIO, zona_horaria="America/Mexico_City")
    assert "Moverá 1 plazo abierto" in response.content.decode()
    assert Municipio.objects.get().zona_horaria == "America/Panama"
    enviar(client, MUNICIPIO, zona_horaria="America/Mexico_City", confirmado=1)

    assert Municipio.objects.get().zona_horaria == "America/Mexico_City"
    assert Municipio.objects.get().calendario_version == version + 1


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"pais": "Panamá"}, "pais"),
        ({"pais": "P1"}, "pais"),
        ({"zona_horaria": "America/Alborada"}, "zona_horaria"),
        ({"color": "verde"}, "color"),
        ({"correo": "alcaldía"}, "correo"),
        ({"nombre": ""}, "nombre"),
        ({"dia_de_corte": "6"}, "dia_de_corte"),
        ({"dias_por_vencer": "-1"}, "dias_por_vencer"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(
    entrar: Entrar, sofia: Usuario, cambios: dict[str, str], campo: str
) -> None:
    response = enviar(entrar(sofia), MUNICIPIO, **cambios)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [campo]


def test_nobody_else_changes_it(entrar: Entrar, tomas: Usuario) -> None:
    assert entrar(tomas).get(MUNICIPIO).status_code == 403
    with pytest.raises(NotAllowed):
        ajustes.editar_municipio(actor=tomas, campos={"nombre": "Otro"})
