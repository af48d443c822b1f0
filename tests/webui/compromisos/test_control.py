"""Control de tareas: each number leads to exactly the rows it counts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from core.models import Actor, Lugar, Usuario
from tests.builders import en_dias, un_compromiso
from tests.webui.conftest import Entrar
from workflows.compromisos import actions, queries

CONTROL = "/compromisos/control/"


@pytest.fixture(autouse=True)
def algo(rosa: Usuario, luis: Usuario, marta: Usuario, junta: Actor, el_roble: Lugar) -> None:
    """One overdue, one due today, one done."""
    with clock.moved_to(clock.now() - timedelta(days=30)):
        un_compromiso(rosa, luis, junta, fecha=en_dias(10), lugares=[el_roble])
    un_compromiso(rosa, luis, junta, fecha=en_dias(0), lugares=[el_roble])
    hecho = un_compromiso(rosa, marta, junta, fecha=en_dias(5), lugares=[el_roble])
    actions.aceptar(compromiso_id=hecho.pk, actor=marta)
    actions.reportar_cumplida(
        compromiso_id=hecho.pk, actor=marta, informe="Hecho.", enlace="https://alborada.test/f"
    )
    actions.aprobar(compromiso_id=hecho.pk, actor=rosa)


@pytest.mark.parametrize("por", list(queries.EJES))
def test_each_number_leads_to_its_rows(entrar: Entrar, rosa: Usuario, por: str) -> None:
    client = entrar(rosa)
    response = client.get(CONTROL, {"por": por})

    filas = response.context["filas"]
    assert filas
    for numero in (numero for fila in filas for numero in fila["numeros"]):
        page = client.get(numero.url).context["page"]
        assert page.paginator.count == numero.count, numero.url


def test_the_rate_stands_with_how_it_is_counted(entrar: Entrar, rosa: Usuario) -> None:
    pagina = entrar(rosa).get(CONTROL).content.decode()

    assert "<b>50 %</b> (1 de 2)" in pagina
    assert "más los abiertos con la fecha pasada" in pagina


def test_what_cannot_be_understood_is_the_table_by_responsable(
    entrar: Entrar, rosa: Usuario
) -> None:
    assert entrar(rosa).get(CONTROL, {"por": "luna"}).context["eje"] == "Por responsable"


def test_who_sees_nothing_counts_nothing(entrar: Entrar, gabriel: Usuario) -> None:
    assert "Nada que contar" in entrar(gabriel).get(CONTROL).content.decode()
