"""The report of coverage: places that had something in the period, and those that had nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock
from core.models import Lugar, Usuario
from tests.momentos import MIERCOLES
from tests.webui.conftest import Entrar
from tests.webui.informes.test_informe import filas_de, numeros
from tests.workflows.compromisos.builders import Oficina
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import states

pytestmark = pytest.mark.django_db
COBERTURA = "/informes/cobertura/"


@pytest.fixture
def lugares(el_roble: Lugar) -> dict[str, Lugar]:
    """El Roble with two sectors, and a village apart."""
    return {
        "roble": el_roble,
        **{
            nombre: Lugar.objects.create(nombre=nombre, nivel="sector", superior=el_roble)
            for nombre in ("Norte", "Sur")
        },
        "Lajas": Lugar.objects.create(nombre="Lajas", nivel="corregimiento"),
    }


@pytest.fixture(autouse=True)
def atencion(despacho: Despacho, oficina: Oficina, lugares: dict[str, Lugar]) -> Iterator[None]:
    """Two requests and a promise in the north; of the year before, one in Lajas."""
    with clock.moved_to(MIERCOLES - timedelta(days=300)):
        despacho.registrar(lugares=[lugares["Lajas"]])
    with clock.moved_to(MIERCOLES):
        for _vez in range(2):
            despacho.registrar(lugares=[lugares["Norte"]])
        oficina.crear(lugares=[lugares["Norte"]])
        oficina.crear(lugares=[lugares["Norte"]], enviado=False)
        despacho.registrar()
        yield


def tabla(client: Client, url: str) -> dict[str, list[Any]]:
    contexto = client.get(url).context
    return {nombre: [celda.valor for celda in celdas] for nombre, celdas in contexto["filas"]}


def test_each_place_has_its_row_and_what_it_lacked(entrar: Entrar, tomas: Usuario) -> None:
    assert tabla(entrar(tomas), COBERTURA) == {
        "Norte": [2, 1, 3, 0],
        "El Roble": [0, 0, 0, 0],  # a part of it was attended to
        "Lajas": [0, 0, 0, 1],
        "Sur": [0, 0, 0, 1],
    }


def test_those_without_attention_stand_alone_too(entrar: Entrar, tomas: Usuario) -> None:
    respuesta = entrar(tomas).get(f"{COBERTURA}?por=sin")

    assert [nombre for nombre, _celdas in respuesta.context["filas"]] == ["Lajas", "Sur"]
    assert respuesta.context["total"][-1].valor == 2


def test_another_period_has_its_own(entrar: Entrar, tomas: Usuario) -> None:
    desde, hasta = MIERCOLES.date() - timedelta(days=310), MIERCOLES.date() - timedelta(days=290)
    filas = tabla(entrar(tomas), f"{COBERTURA}?desde={desde}&hasta={hasta}")

    assert filas["Lajas"] == [1, 0, 1, 0]
    assert filas["Norte"][-1] == 1


@pytest.mark.parametrize("de_una_parte", [False, True])
def test_every_number_of_cases_leads_to_exactly_its_rows(
    entrar: Entrar,
    tomas: Usuario,
    lugares: dict[str, Lugar],
    oficina: Oficina,
    *,
    de_una_parte: bool,
) -> None:
    """Those of a row and those of all: what is about two places is in both rows, and once below."""
    oficina.crear(lugares=[lugares["Norte"], lugares["Sur"], lugares["Lajas"]])
    client = entrar(tomas)
    respuesta = client.get(f"{COBERTURA}?lugar={lugares['roble'].pk if de_una_parte else ''}")
    vistos = list(numeros(respuesta.content.decode()))

    filas = respuesta.context["filas"]
    con_casos = [celda for _nombre, celdas in filas for celda in celdas[:2] if celda.valor]
    total = respuesta.context["total"]
    assert [celda.valor for celda in total[:2]] == [2, 2]
    assert all(celda.url for celda in [*con_casos, *total[:2]])
    assert len(vistos) == len(con_casos) + 2
    assert [(url, filas_de(client, url)) for url, _n in vistos] == vistos


def test_how_many_lacked_attention_leads_to_which(
    entrar: Entrar, tomas: Usuario, lugares: dict[str, Lugar]
) -> None:
    client = entrar(tomas)
    for donde, cuales in (("", ["Lajas", "Sur"]), (f"?lugar={lugares['roble'].pk}", ["Sur"])):
        sin = client.get(f"{COBERTURA}{donde}").context["total"][-1]
        assert sin.valor == len(cuales)
        assert list(tabla(client, sin.url)) == cuales


def test_it_may_be_of_one_branch(entrar: Entrar, tomas: Usuario, lugares: dict[str, Lugar]) -> None:
    filas = tabla(entrar(tomas), f"{COBERTURA}?lugar={lugares['roble'].pk}")

    assert set(filas) == {"El Roble", "Norte", "Sur"}


def test_the_sheet_and_the_paper_are_there(entrar: Entrar, tomas: Usuario) -> None:
    client = entrar(tomas)
    for formato in ("csv", "xlsx", "pdf"):
        assert client.get(f"/informes/cobertura.{formato}").status_code == 200


def test_more_places_take_no_more_queries(entrar: Entrar, tomas: Usuario) -> None:
    client = entrar(tomas)
    client.get(COBERTURA)
    with CaptureQueriesContext(
        connection,
    ) as antes:
        client.get(COBERTURA)
    Lugar.objects.bulk_create(Lugar(nombre=f"Lugar {n}") for n in range(40))
    with CaptureQueriesContext(connection) as despues:
        client.get(COBERTURA)
    assert len(despues) <= len(antes)


def test_the_reserved_is_counted_by_who_may_see_it_alone(
    entrar: Entrar, omar: Usuario, despacho: Despacho, lugares: dict[str, Lugar]
) -> None:
    despacho.hasta(states.EN_ANALISIS, lugares=[lugares["Sur"]], nivel_reserva=3)

    assert tabla(entrar(omar), COBERTURA)["Sur"] == [0, 0, 0, 1]
