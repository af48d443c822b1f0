"""Reports on the screen: every number leads to exactly its rows, and the sheet has the same."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from core import clock
from core.impresos import hoja
from core.models import Lugar, Tema, Usuario
from tests.builders import en_dias
from tests.core.impresos.leido import texto
from tests.momentos import MIERCOLES
from tests.webui.conftest import Entrar
from tests.workflows.compromisos.builders import Oficina
from tests.workflows.solicitudes.builders import Despacho
from tests.workflows.traslados.builders import leer_xlsx
from workflows.cruce.informes import INFORMES
from workflows.solicitudes import states

pytestmark = pytest.mark.django_db

# What counts something else than case files has tests of its own beside this.
DE_CASOS = [clave for clave in INFORMES if clave not in ("cobertura", "lecturas")]
NUMERO = re.compile(r'<a href="(/(?:solicitudes|compromisos)/\?[^"]+)">(\d+)</a>')
CUENTAN = re.compile(r"<tbody>.*?</tbody>", re.DOTALL)


@pytest.fixture
def movida(despacho: Despacho, oficina: Oficina, el_roble: Lugar, agua: Tema) -> Iterator[None]:
    """A month of work: some answered, one late, one forgotten; promises kept, moved and overdue."""
    with clock.moved_to(MIERCOLES - timedelta(days=60)):
        tardia = despacho.hasta(states.ACEPTADA, lugares=[el_roble], temas=[agua])
        despacho.hasta(states.EN_DECISION, lugares=[el_roble])
        vencido = oficina.crear(lugares=[el_roble], fecha=en_dias(5))
        oficina.crear(fecha=en_dias(90))
    with clock.moved_to(MIERCOLES):
        despacho.atender(tardia)
        despacho.cerrar(tardia)
        despacho.hasta(states.CERRADA, lugares=[el_roble])
        despacho.registrar()
        despacho.hasta(states.EN_DECISION)
        oficina.hasta("cumplida", temas=[agua])
        movido = oficina.hasta("en_gestion")
        oficina.reprogramar(movido)
        assert vencido.fecha_vigente < clock.today()
        yield


def filas_de(client: Client, url: str) -> int:
    """How many rows a list shows there, on its only page."""
    pagina = client.get(unescape(url)).content.decode()
    cuerpo = CUENTAN.search(pagina)
    return cuerpo[0].count("<tr") if cuerpo else 0


def numeros(pagina: str) -> Iterator[tuple[str, int]]:
    for url, numero in NUMERO.findall(pagina):
        yield url, int(numero)


@pytest.mark.usefixtures("movida")
@pytest.mark.parametrize("clave", DE_CASOS)
def test_every_number_leads_to_exactly_its_rows(entrar: Entrar, tomas: Usuario, clave: str) -> None:
    client = entrar(tomas)
    for por in INFORMES[clave].ejes:
        pagina = client.get(f"/informes/{clave}/?por={por}").content.decode()
        vistos = list(numeros(pagina))
        assert vistos, por
        assert [(url, filas_de(client, url)) for url, _n in vistos] == vistos


@pytest.mark.usefixtures("movida")
@pytest.mark.parametrize("clave", DE_CASOS)
def test_nobody_counts_what_he_may_not_see(entrar: Entrar, marta: Usuario, clave: str) -> None:
    pagina = entrar(marta).get(f"/informes/{clave}/?periodo=anio").content.decode()

    assert list(numeros(pagina)) == []
    assert "Nada que contar" in pagina


@pytest.mark.usefixtures("movida")
def test_the_rate_counts_what_is_open_and_overdue(entrar: Entrar, tomas: Usuario) -> None:
    pagina = entrar(tomas).get("/informes/solicitudes/?periodo=anio")
    total = {celda.titulo: celda.valor for celda in pagina.context["total"]}

    assert total["Respondidas"] == 2
    assert (total["A tiempo"], total["Tarde"], total["Fuera de plazo"]) == (1, 1, 1)
    assert total["A tiempo (%)"] == 33


@pytest.mark.usefixtures("movida")
def test_the_days_to_an_answer_are_those_of_the_calendar(entrar: Entrar, tomas: Usuario) -> None:
    pagina = entrar(tomas).get("/informes/tiempos/")
    total = {celda.titulo: celda.valor for celda in pagina.context["total"]}

    assert total["La mitad (días)"] == 30  # between 0 and 60
    assert total["Nueve de diez (días)"] == 54


@pytest.mark.usefixtures("movida")
@pytest.mark.parametrize("clave", DE_CASOS)
def test_the_sheet_holds_what_the_table_shows(entrar: Entrar, tomas: Usuario, clave: str) -> None:
    client = entrar(tomas)
    pagina = client.get(f"/informes/{clave}/?periodo=anio")
    respuesta: Any = client.get(f"/informes/{clave}.csv?periodo=anio")
    leidas = list(csv.reader(io.StringIO(b"".join(respuesta).decode("utf-8-sig"))))

    mostradas = [
        [nombre, *("" if celda.valor is None else str(celda.valor) for celda in celdas)]
        for nombre, celdas in pagina.context["filas"]
    ]
    assert leidas[1:-1] == mostradas
    assert leidas[-1][1:] == [
        "" if celda.valor is None else str(celda.valor) for celda in pagina.context["total"]
    ]


@pytest.mark.usefixtures("movida")
@pytest.mark.parametrize("clave", DE_CASOS)
def test_the_workbook_holds_them_as_numbers(entrar: Entrar, tomas: Usuario, clave: str) -> None:
    client = entrar(tomas)
    pagina = client.get(f"/informes/{clave}/?periodo=anio")
    respuesta: Any = client.get(f"/informes/{clave}.xlsx?periodo=anio")
    *filas, total = leer_xlsx(b"".join(respuesta))

    assert [list(fila.values()) for fila in filas] == [
        [nombre, *(celda.valor for celda in celdas)] for nombre, celdas in pagina.context["filas"]
    ]
    assert list(total.values())[1:] == [celda.valor for celda in pagina.context["total"]]


@pytest.mark.usefixtures("movida")
@pytest.mark.parametrize("clave", DE_CASOS)
def test_the_paper_says_what_the_table_shows(entrar: Entrar, tomas: Usuario, clave: str) -> None:
    client = entrar(tomas)
    pagina = client.get(f"/informes/{clave}/?periodo=anio")
    respuesta: Any = client.get(f"/informes/{clave}.pdf?periodo=anio")
    dicho = texto(b"".join(respuesta))

    assert respuesta["Content-Type"] == "application/pdf"
    assert str(INFORMES[clave].titulo) in dicho
    assert f"De lo que puede ver {tomas}" in dicho
    for nombre, celdas in pagina.context["filas"]:
        numeros = ("—" if celda.valor is None else str(celda.valor) for celda in celdas)
        assert " ".join([nombre, *numeros]) in dicho


def test_what_cannot_be_printed_is_told(
    entrar: Entrar, tomas: Usuario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hoja, "MAX_DATOS", 10)
    respuesta = entrar(tomas).get("/informes/ley.pdf?periodo=mes", follow=True)

    assert respuesta.request["PATH_INFO"] == "/informes/ley/"
    assert "No se pudo preparar el PDF" in respuesta.content.decode()


@pytest.mark.usefixtures("movida")
def test_the_drawing_has_a_name_and_the_numbers_of_the_table(
    entrar: Entrar, tomas: Usuario
) -> None:
    pagina = entrar(tomas).get("/informes/compromisos/?por=lugar&periodo=anio").content.decode()

    assert 'role="img" aria-labelledby="grafico-t grafico-d"' in pagina
    assert "El Roble: Con la fecha pasada: 1</title>" in pagina


@pytest.mark.usefixtures("movida")
def test_a_report_may_be_of_one_place_alone(
    entrar: Entrar, tomas: Usuario, el_roble: Lugar
) -> None:
    client = entrar(tomas)
    url = f"/informes/solicitudes/?por=canal&periodo=anio&lugar={el_roble.pk}"
    pagina = client.get(url)

    assert pagina.context["total"][0].valor == 3
    vistos = list(numeros(pagina.content.decode()))
    assert [(url, filas_de(client, url)) for url, _n in vistos] == vistos


def test_a_period_without_anything_says_so(entrar: Entrar, tomas: Usuario) -> None:
    pagina = entrar(tomas).get("/informes/compromisos/?desde=2001-01-01&hasta=2001-02-01")
    assert "Nada que contar" in pagina.content.decode()


@pytest.mark.parametrize("consulta", ["desde=x&hasta=2026", "periodo=siempre", "por=nada&lugar=z"])
def test_what_cannot_be_understood_is_left_out(
    entrar: Entrar, tomas: Usuario, consulta: str
) -> None:
    assert entrar(tomas).get(f"/informes/solicitudes/?{consulta}").status_code == 200


def test_there_is_no_other_report(entrar: Entrar, tomas: Usuario) -> None:
    client = entrar(tomas)
    assert client.get("/informes/otro/").status_code == 404
    assert client.get("/informes/otro.xlsx").status_code == 404


def test_all_of_them_are_found_from_the_menu(entrar: Entrar, tomas: Usuario) -> None:
    client = entrar(tomas)
    assert 'href="/informes/"' in client.get("/mi-dia/").content.decode()
    indice = client.get("/informes/").content.decode()
    assert all(f"/informes/{clave}/" in indice for clave in DE_CASOS)
