"""A sheet holds what its list shows: the rows of all its pages, in their order, however asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Actor, Lugar, Tema, Usuario
from tests.builders import un_compromiso
from tests.webui.conftest import Entrar
from tests.workflows.comunicacion.builders import Redaccion
from tests.workflows.metas.builders import Gobierno
from tests.workflows.metas.test_tablero import sembrar
from tests.workflows.traslados.builders import leer_csv
from tests.workflows.traslados.test_escribir import una_solicitud
from webui import listas
from webui.traslados.listas import FILTROS
from webui.vistas import guardadas
from workflows.comunicacion import states

pytestmark = pytest.mark.django_db

# Enough for three pages of three, and alike enough that an order must know how to part them.
CUANTAS = 7
# How a row is told from the others: on the page, and by which columns of the sheet.
DE_CASO = (lambda fila: (fila.codigo,), ("Código",))
CLAVES: dict[str, tuple[Callable[[Any], tuple[str, ...]], tuple[str, ...]]] = {
    "metas": (lambda fila: (fila.meta.codigo,), ("Código",)),
    "publicaciones": (
        lambda fila: (fila.expediente.codigo, fila.canal_nombre),
        ("Pieza", "Canal"),
    ),
    **dict.fromkeys(("actores", "temas", "lugares"), (lambda fila: (fila.nombre,), ("Nombre",))),
}
# What each is narrowed by; the order of its headers comes on top.
FILTRADAS = {
    "solicitudes": ["q=bomba", "estado=abiertas", "mias=on"],
    "compromisos": ["q=bacheo+1", "estado=abiertos&mios=programador", "luz=por_vencer"],
    "metas": ["luz=gris", "q=meta", "mias=on"],
    "intermedias": ["q=diseno", "luz=atrasada", "estado=programada"],
    "piezas": ["estado=borrador", "canal=twitter"],
    "publicaciones": ["canal=web", "estado=en_camino", "q=muelle"],
}


@pytest.fixture
def ciudad(
    rosa: Usuario, luis: Usuario, junta: Actor, gobierno: Gobierno, redaccion: Redaccion
) -> None:
    for numero in range(CUANTAS):
        un_compromiso(rosa, luis, junta, titulo=f"Bacheo {numero % 2}")
        una_solicitud(rosa, junta, titulo="Bomba de agua")
        redaccion.hasta(states.APROBADA)
        redaccion.crear()
        for modelo in (Actor, Tema, Lugar):
            modelo._default_manager.create(nombre=f"Nombre {numero}")
    sembrar(gobierno, 0, CUANTAS)


def consultas(nombre: str, client: Client) -> Iterator[str]:
    """As it comes, narrowed, and by each header of its page, both ways."""
    url = reverse(f"{nombre}:lista")
    ordenes = sorted(set(re.findall(r"[?&;]orden=(-?\w+)", client.get(url).text)))
    assert ordenes
    yield from ("", *FILTRADAS.get(nombre, ["q=nombre"]))
    for orden in ordenes:
        yield f"orden={orden.lstrip('-')}"
        yield f"orden=-{orden.lstrip('-')}&{FILTRADAS.get(nombre, ['q=nombre'])[0]}"


def en_pantalla(client: Client, nombre: str, consulta: str) -> list[tuple[str, ...]]:
    """The rows of every page."""
    clave, _columnas = CLAVES.get(nombre, DE_CASO)
    filas: list[tuple[str, ...]] = []
    numero = 1
    while True:
        page = client.get(f"{reverse(f'{nombre}:lista')}?{consulta}&pagina={numero}").context[
            "page"
        ]
        filas += [clave(fila) for fila in page]
        if not page.has_next():
            return filas
        numero += 1


def en_la_hoja(client: Client, nombre: str, consulta: str) -> list[tuple[str, ...]]:
    _clave, columnas = CLAVES.get(nombre, DE_CASO)
    filas = leer_csv(b"".join(client.get(f"/descargas/{nombre}.csv?{consulta}")))
    return [tuple(fila[columna] for columna in columnas) for fila in filas]


@pytest.mark.parametrize("nombre", FILTROS)
def test_a_sheet_has_the_rows_of_all_pages_in_their_order(
    nombre: str, entrar: Entrar, tomas: Usuario, ciudad: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listas.pagina, "__defaults__", (3,))
    client = entrar(tomas)
    for consulta in consultas(nombre, client):
        vistas = en_pantalla(client, nombre, consulta)
        assert en_la_hoja(client, nombre, consulta) == vistas, consulta
        assert len(set(vistas)) == len(vistas), consulta
        # What a view keeps of the address opens the same list.
        guardada = guardadas.entendida(f"{nombre}:lista", consulta)
        assert en_pantalla(client, nombre, guardada) == vistas, consulta


@pytest.mark.parametrize("nombre", FILTROS)
def test_there_are_several_pages_to_compare(
    nombre: str, entrar: Entrar, tomas: Usuario, ciudad: None
) -> None:
    assert len(en_pantalla(entrar(tomas), nombre, "")) >= CUANTAS
