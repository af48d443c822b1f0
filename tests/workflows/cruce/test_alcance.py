"""Which kinds of notice can reach whom."""

from __future__ import annotations

import pytest

from core.models import Actor, Usuario
from notifiers.kinds import KINDS
from notifiers.models import Notificacion
from tests.builders import un_compromiso
from tests.workflows.compromisos.builders import Oficina
from tests.workflows.comunicacion.builders import Redaccion
from tests.workflows.metas.builders import Gobierno
from tests.workflows.solicitudes.builders import Despacho
from workflows.compromisos import states as compromisos
from workflows.comunicacion import states as comunicacion
from workflows.cruce import alcance
from workflows.cruce.alcance import alcanza
from workflows.metas import states as metas
from workflows.plazos.models import ReglaAlerta
from workflows.solicitudes import states as solicitudes

pytestmark = pytest.mark.django_db


def test_every_code_is_of_a_kind() -> None:
    dichos = alcance.ENCARGADO.union(alcance.DE_TODOS, *alcance.POR_ROL.values())
    assert dichos <= KINDS.keys()


def test_by_function(rosa: Usuario, luis: Usuario, paula: Usuario, sofia: Usuario) -> None:
    assert "S01" in alcanza(rosa)
    assert "C05" in alcanza(paula)
    assert {"C06", "ataque"} <= alcanza(sofia)
    assert not {"S01", "C05", "C06", "ataque", "M00"} & alcanza(luis)


def test_who_is_given_nothing_is_told_of_nothing_but_oneself(sofia: Usuario) -> None:
    assert not {"T01", "M02A", "S01R"} & alcanza(sofia)
    assert {"X01", "equipo", "descarga"} <= alcanza(sofia)


def test_who_takes_part_in_one_whatever_the_role(
    rosa: Usuario, sofia: Usuario, junta: Actor
) -> None:
    assert "T03" not in alcanza(sofia)
    un_compromiso(rosa, sofia, junta)
    assert "T03" in alcanza(sofia)
    assert "M02" not in alcanza(sofia)


def test_what_a_rule_says_and_what_it_says_no_longer(luis: Usuario) -> None:
    assert "S02" not in alcanza(luis)
    reglas = ReglaAlerta.objects.filter(codigo="S02")
    reglas.update(roles=["funcionario"])
    assert "S02" in alcanza(luis)
    reglas.update(activa=False)
    assert "S02" not in alcanza(luis)


@pytest.mark.usefixtures("miercoles")
def test_nobody_is_told_of_what_does_not_reach_him(
    despacho: Despacho, oficina: Oficina, redaccion: Redaccion, gobierno: Gobierno
) -> None:
    """Each process is lived for a while, and the bells are compared with what is said of them."""
    for estado in (solicitudes.CERRADA, solicitudes.RECHAZADA):
        despacho.hasta(estado)
    oficina.hasta(compromisos.CUMPLIDA)
    oficina.hasta(compromisos.CUMPLIDA_PARCIAL)
    redaccion.hasta(comunicacion.APROBADA)
    gobierno.hasta(metas.EN_EJECUCION)
    contados = set(Notificacion.objects.values_list("usuario", "clase"))
    Notificacion.objects.all().delete()
    faltan = {
        (uno.nombre, clase)
        for uno in Usuario.objects.filter(es_sistema=False)
        for quien, clase in contados
        if quien == uno.pk and clase not in alcanza(uno)
    }
    assert contados
    assert faltan == set()
