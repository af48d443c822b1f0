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
    """One overdue, one due today, one done; a draft, and one at a part of the place."""
    with clock.moved_to(clock.now() - timedelta(days=30)):
        un_compromiso(rosa, luis, junta, fecha=en_dias(10), lugares=[el_roble])
    un_compromiso(rosa, luis, junta, fecha=en_dias(0), lugares=[el_roble])
    un_compromiso(rosa, luis, junta, fecha=en_dias(9), lugares=[el_roble], enviado=False)
    parte = Lugar.objects.create(nombre="Sector Norte", nivel="sector", superior=el_roble)
    un_compromiso(rosa, luis, junta, fecha=en_dias(20), lugares=[parte])
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
    numeros = [numero for fila in filas for numero in fila["numeros"]]
    for numero in [*numeros, *response.context["total"]]:
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


def test_what_was_closed_before_the_period_is_not_counted(entrar: Entrar, rosa: Usuario) -> None:
    with clock.moved_to(clock.now() + timedelta(days=400)):
        client = entrar(rosa)
        este_anio = client.get(CONTROL).context
        dos_anios = client.get(CONTROL, {"periodo": "dos_anios"}).context

    assert (este_anio["a_tiempo"], dos_anios["a_tiempo"]) == (0, 1)


def test_a_number_of_an_old_period_leads_to_its_rows_and_not_to_all(
    entrar: Entrar, rosa: Usuario
) -> None:
    with clock.moved_to(clock.now() + timedelta(days=400)):
        client = entrar(rosa)
        for periodo, cerrados in (("anio", 0), ("dos_anios", 1)):
            total = client.get(CONTROL, {"periodo": periodo}).context["total"]
            (cumplidos,) = [numero for numero in total if numero.label == "cumplidos"]
            page = client.get(cumplidos.url).context["page"]
            assert page.paginator.count == cumplidos.count == cerrados


def test_a_period_that_there_is_not_is_the_usual_one(entrar: Entrar, rosa: Usuario) -> None:
    periodos = entrar(rosa).get(CONTROL, {"periodo": "siempre"}).context["periodos"]

    assert [uno.label for uno in periodos if uno.current] == ["Cerrados en 12 meses"]


def test_the_period_stays_when_it_is_counted_by_something_else(
    entrar: Entrar, rosa: Usuario
) -> None:
    vistas = entrar(rosa).get(CONTROL, {"periodo": "trimestre"}).context["vistas"]

    assert all("periodo=trimestre" in una.url for una in vistas)
