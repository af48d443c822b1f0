"""Which kinds of notice can reach whom."""

from __future__ import annotations

import re

import pytest

from core.models import ROLES, Actor, Expediente, Usuario
from notifiers.kinds import KINDS
from notifiers.models import Notificacion
from notifiers.preferencias import elegibles
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


# What is told of a case to nobody but who takes part in it by then.
SOLO_QUIEN_PARTICIPA = {"T01R", "T01S", "T05R", "T06D", "T11"}


def test_every_kind_of_notice_can_be_chosen_by_whom_it_may_reach() -> None:
    dichos = alcance.ENCARGADO.union(alcance.DE_TODOS, *alcance.POR_ROL.values())
    por_regla = {regla.codigo for caso in Expediente.clases().values() for regla in caso.REGLAS}
    faltan = {uno.codigo for uno in elegibles()} - dichos - por_regla - SOLO_QUIEN_PARTICIPA

    assert not faltan, (
        f"{', '.join(sorted(faltan))}: nobody who was not told of it once finds it under «Qué "
        "avisos recibo». Name it in `workflows/cruce/alcance.py`: in POR_ROL under each role that "
        "is told (whoever `con_rol` calls), in ENCARGADO if anybody may be given what it is about, "
        "in DE_TODOS if it is about oneself; or in SOLO_QUIEN_PARTICIPA of this test, if only "
        "whoever takes part in the case by then is told."
    )


def test_what_only_who_takes_part_is_told_is_said_once() -> None:
    dichos = alcance.ENCARGADO.union(alcance.DE_TODOS, *alcance.POR_ROL.values())

    assert {uno.codigo for uno in elegibles()} - dichos >= SOLO_QUIEN_PARTICIPA


def test_every_kind_of_case_file_has_the_letter_of_its_notices() -> None:
    faltan = Expediente.clases().keys() ^ alcance.LETRAS.keys()

    assert not faltan, (
        f"{', '.join(sorted(faltan))}: LETRAS of `workflows/cruce/alcance.py` and the kinds of "
        "case file differ. Give a new kind the first letter of its notices there, or whoever takes "
        "part in one cannot choose how to be told; take out one that is gone."
    )
    de_casos = {uno.codigo[0] for uno in elegibles() if re.fullmatch(r"[A-Z]\d\w*", uno.codigo)}
    sin_caso = de_casos - set(alcance.LETRAS.values()) - {"X"}  # X: of any case, or of none
    assert not sin_caso, f"{sin_caso}: no kind of case file has that letter in LETRAS."


def test_only_roles_that_exist_are_named_there() -> None:
    fuera = (alcance.POR_ROL.keys() | alcance.SIN_ENCARGOS) - ROLES.keys()

    assert not fuera, f"{fuera}: no role of `core/roles.py` is called that."


def test_by_function(rosa: Usuario, luis: Usuario, paula: Usuario, sofia: Usuario) -> None:
    assert "S01" in alcanza(rosa)
    assert "C05" in alcanza(paula)
    assert {"C06", "ataque"} <= alcanza(sofia)
    assert not {"S01", "C05", "C06", "ataque", "M00"} & alcanza(luis)


def test_who_runs_the_agenda_or_follows_it_all_is_told_without_taking_part(
    rosa: Usuario, elena: Usuario
) -> None:
    assert {"S06R", "S07I", "S10R"} <= alcanza(rosa)
    assert "T09" in alcanza(elena)


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
