"""The report of who read what is reserved: for who watches, and for nobody else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.models import LecturaReservada, Usuario
from tests.momentos import MIERCOLES
from tests.webui.conftest import Entrar
from tests.workflows.compromisos.builders import Oficina

pytestmark = pytest.mark.django_db
INFORME = "/informes/lecturas/"
Modo = LecturaReservada.Modo


@pytest.fixture(autouse=True)
def leidas(oficina: Oficina, tomas: Usuario, paula: Usuario) -> Iterator[list[str]]:
    """Of one case file three readings, by two people; another was read long ago."""
    with clock.moved_to(MIERCOLES):
        uno, otro = (oficina.crear(nivel_reserva=3) for _vez in range(2))
        ayer, antes = MIERCOLES - timedelta(days=1), MIERCOLES - timedelta(days=300)
        for caso, lector, modo, momento in (
            (uno, tomas, Modo.PAGINA, ayer),
            (uno, paula, Modo.PAGINA, MIERCOLES),
            (uno, tomas, Modo.EXPORTACION, MIERCOLES),
            (otro, tomas, Modo.PAGINA, antes),
        ):
            LecturaReservada.objects.create(
                expediente_id=caso.pk, lector=lector, modo=modo, momento=momento, dia=momento.date()
            )
        yield [uno.codigo, otro.codigo]


@pytest.mark.parametrize("por", ["lector", "asunto", "mes"])
def test_every_number_leads_to_exactly_its_rows(entrar: Entrar, elena: Usuario, por: str) -> None:
    client = entrar(elena)
    contexto = client.get(f"{INFORME}?por={por}").context

    celdas = [celda for _nombre, fila in contexto["filas"] for celda in fila]
    for celda in [*celdas, *contexto["total"]]:
        if celda.valor:
            assert client.get(celda.url).context["page"].paginator.count == celda.valor, celda.url
    assert [celda.valor for celda in contexto["total"]] == [3, 2, 1]


def test_it_says_who_read_and_of_what_the_code_alone(
    entrar: Entrar, elena: Usuario, leidas: list[str]
) -> None:
    client = entrar(elena)
    por_lector = client.get(INFORME).context["filas"]
    por_asunto = client.get(f"{INFORME}?por=asunto&periodo=anio")

    assert [(nombre, fila[0].valor) for nombre, fila in por_lector] == [
        ("Tomás Vega", 2),
        ("Paula Quintero", 1),
    ]
    assert [nombre for nombre, _fila in por_asunto.context["filas"]] == [leidas[0]]
    assert "Entregar los planos" not in por_asunto.text


def test_who_left_is_still_among_the_readers(
    entrar: Entrar, elena: Usuario, paula: Usuario
) -> None:
    paula.is_active = False
    paula.save()
    client = entrar(elena)
    filas = dict(client.get(INFORME).context["filas"])

    assert client.get(filas["Paula Quintero"][0].url).context["page"].paginator.count == 1


def test_the_sheet_holds_what_the_table_shows(entrar: Entrar, elena: Usuario) -> None:
    client = entrar(elena)
    respuesta: Any = client.get("/informes/lecturas.csv")
    leidas = list(csv.reader(io.StringIO(b"".join(respuesta).decode("utf-8-sig"))))

    assert leidas[1:] == [["Tomás Vega", "2", "1", "1"], ["Paula Quintero", "1", "1", "0"],
                          ["En total", "3", "2", "1"]]  # fmt: skip
    assert client.get("/informes/lecturas.pdf").status_code == 200


@pytest.mark.parametrize("quien", ["tomas", "rosa", "sofia", "luis"])
def test_for_nobody_else_there_is_such_a_report(
    entrar: Entrar, request: pytest.FixtureRequest, quien: str
) -> None:
    client = entrar(request.getfixturevalue(quien))

    for url in (INFORME, "/informes/lecturas.csv", "/informes/lecturas.pdf"):
        assert client.get(url).status_code == 404
    assert INFORME not in client.get("/informes/").text


def test_the_log_itself_is_narrowed_too(entrar: Entrar, elena: Usuario, leidas: list[str]) -> None:
    page = entrar(elena).get("/lecturas/", {"asunto": leidas[1].lower()}).context["page"]

    assert [una.expediente.codigo for una in page] == [leidas[1]]
