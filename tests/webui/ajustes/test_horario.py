"""Office hours by day of the week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from core import calendario, clock
from core.calendario import Jornada
from core.models import Actor, HorarioOficina, Usuario
from core.transitions import NotAllowed
from tests.builders import un_compromiso
from tests.webui.ajustes.formularios import enviar
from tests.webui.conftest import Entrar
from workflows.plazos import ajustes
from workflows.plazos.models import Plazo

pytestmark = pytest.mark.usefixtures("miercoles", "calendario_de_paso")

HORARIO = "/ajustes/horario/"


@pytest.fixture
def calendario_de_paso() -> Iterator[None]:
    """What is read of a calendar that the test takes back is forgotten."""
    yield
    calendario.olvidar()


def test_a_day_opens_and_another_closes(entrar: Entrar, elena: Usuario) -> None:
    client = entrar(elena)

    cambios = {"desde_0": "09:00", "desde_4": "", "hasta_4": "", "desde_5": "08:00"}
    assert enviar(client, HORARIO, **cambios, hasta_5="12:00").status_code == 302

    filas = HorarioOficina.objects.values_list("dia_semana", "desde", "hasta")
    assert {dia: (desde, hasta) for dia, desde, hasta in filas} == {
        0: (time(9), time(16)),
        1: (time(8), time(16)),
        2: (time(8), time(16)),
        3: (time(8), time(16)),
        5: (time(8), time(12)),
    }
    pagina = client.get(HORARIO).content.decode()
    assert "Desde: de 08:00:00 a 09:00:00" in pagina


def test_it_is_asked_before_deadlines_move(
    entrar: Entrar, elena: Usuario, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    compromiso = un_compromiso(rosa, luis, junta, fecha=date(2026, 9, 18))
    client = entrar(elena)
    cambios = {"desde_4": "", "hasta_4": ""}

    assert "Moverá 1 plazo abierto" in enviar(client, HORARIO, **cambios).content.decode()
    assert HorarioOficina.objects.count() == 5
    enviar(client, HORARIO, **cambios, confirmado=1)

    plazo = Plazo.objects.get(expediente=compromiso.pk, clase="compromiso.aceptar")
    assert clock.local(plazo.vence_en).date() == date(2026, 9, 14)


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"hasta_0": ""}, "hasta_0"),
        ({"desde_0": ""}, "desde_0"),
        ({"desde_0": "17:00"}, "desde_0"),
        ({"desde_0": "a las ocho"}, "desde_0"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(
    entrar: Entrar, sofia: Usuario, cambios: dict[str, str], campo: str
) -> None:
    response = enviar(entrar(sofia), HORARIO, **cambios)

    assert response.status_code == 422
    assert campo in response.context["form"].errors


def test_some_day_is_always_worked(entrar: Entrar, sofia: Usuario) -> None:
    ninguna = {f"{que}_{dia}": "" for dia in range(7) for que in ("desde", "hasta")}

    response = enviar(entrar(sofia), HORARIO, **ninguna)

    assert "Ningún día de la semana tiene horario de oficina." in response.content.decode()
    with pytest.raises(ValidationError):
        ajustes.poner_horario(actor=sofia, horario={})
    assert HorarioOficina.objects.count() == 5


def test_nobody_else_changes_it(entrar: Entrar, rosa: Usuario) -> None:
    assert entrar(rosa).get(HORARIO).status_code == 403
    with pytest.raises(NotAllowed):
        ajustes.poner_horario(actor=rosa, horario={0: Jornada(time(8), time(9))})
