"""The inbox: its filters live in the address, its cost does not grow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.models import Actor, Lugar, Tema, Usuario
from tests.consultas import cuantas
from tests.momentos import MIERCOLES
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import LISTA, texto
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud, TipoSolicitud


@pytest.fixture
def varias(
    despacho: Despacho, invitacion: TipoSolicitud, agua: Tema, el_roble: Lugar
) -> dict[str, Solicitud]:
    """One of each kind a filter tells apart, received one day after another."""
    escuela = Actor.objects.create(nombre="Escuela de La Peña", email="escuela@alborada.test")
    barrio = Lugar.objects.create(nombre="San Martín", nivel="barrio", superior=el_roble)
    casos: list[tuple[str, str, dict[str, Any]]] = [
        ("tarde", states.REGISTRADA, {"titulo": "Bacheo"}),
        ("cerrada", states.CERRADA, {"titulo": "Luminarias", "solicitante": escuela}),
        ("rechazada", states.RECHAZADA, {"titulo": "Águas lluvias", "temas": [agua]}),
        ("fiesta", states.EN_ANALISIS, {"tipo": invitacion, "canal": "telefono"}),
        ("nueva", states.REGISTRADA, {"lugares": [barrio], "prioridad": 4}),
    ]
    hechas = {}
    for numero, (nombre, estado, campos) in enumerate(casos):
        with clock.moved_to(MIERCOLES - timedelta(days=34 - 4 * numero)):
            hechas[nombre] = despacho.hasta(estado, **campos)
    return hechas


def mostradas(client: Any, **filtros: object) -> list[str]:
    response = client.get(LISTA, {"ver": "lista", **filtros})
    assert response.status_code == 200
    return [caso.codigo for caso in response.context["page"]]


@pytest.mark.parametrize(
    ("filtros", "quedan"),
    [
        ({}, ["nueva", "fiesta", "rechazada", "cerrada", "tarde"]),
        ({"estado": "abiertas"}, ["tarde", "rechazada", "nueva", "fiesta"]),
        ({"estado": "por_responder"}, ["rechazada"]),
        ({"estado": "cerrada"}, ["cerrada"]),
        ({"luz": "atrasado"}, ["tarde"]),
        ({"canal": "telefono"}, ["fiesta"]),
        ({"q": "aguas"}, ["rechazada"]),
        ({"q": "escuela pena"}, ["cerrada"]),
        ({"mias": "on"}, []),
        ({"orden": "recibida"}, ["tarde", "cerrada", "rechazada", "fiesta", "nueva"]),
        ({"orden": "-prioridad", "estado": "registrada"}, ["nueva", "tarde"]),
    ],
)
def test_the_address_says_what_is_shown(
    entrar: Entrar,
    despacho: Despacho,
    varias: dict[str, Solicitud],
    filtros: dict[str, str],
    quedan: list[str],
) -> None:
    assert mostradas(entrar(despacho.jefe), **filtros) == [varias[uno].codigo for uno in quedan]


def test_people_places_themes_and_types_narrow_it(
    entrar: Entrar,
    despacho: Despacho,
    invitacion: TipoSolicitud,
    el_roble: Lugar,
    agua: Tema,
    varias: dict[str, Solicitud],
) -> None:
    client = entrar(despacho.jefe)

    assert mostradas(client, lugar=el_roble.pk) == [varias["nueva"].codigo]
    assert mostradas(client, tema=agua.pk) == [varias["rechazada"].codigo]
    assert mostradas(client, tipo=invitacion.pk) == [varias["fiesta"].codigo]
    assert len(mostradas(client, actor=despacho.solicitante.pk)) == 4
    assert len(mostradas(entrar(despacho.responsable), mias="on")) == 3


@pytest.mark.parametrize(
    "filtros",
    [
        {"estado": "volando"},
        {"luz": "morado", "tipo": "²", "canal": "paloma", "mias": ""},
        {"lugar": "abc", "tema": "-1", "actor": "999999999999999999999", "tipo": "0"},
        {"q": "a" * 5000},
        {"q": "\x00"},
        {"actor": "\x00"},
        {"orden": "solicitante__email"},
        {"pagina": "abc"},
        {"pagina": "99999"},
        {"pagina": "-3"},
        {"otra": "cosa"},
    ],
)
def test_what_is_not_understood_is_left_out(
    entrar: Entrar, despacho: Despacho, varias: dict[str, Solicitud], filtros: dict[str, str]
) -> None:
    assert len(mostradas(entrar(despacho.jefe), **filtros)) == 5


def test_each_sees_only_what_one_may(entrar: Entrar, despacho: Despacho, omar: Usuario) -> None:
    interna = despacho.registrar()
    despacho.registrar(nivel_reserva=3)

    assert mostradas(entrar(omar)) == [interna.codigo]
    assert mostradas(entrar(despacho.responsable)) == []


def test_pages_follow_each_other_and_keep_the_filters(entrar: Entrar, despacho: Despacho) -> None:
    for _vez in range(30):
        despacho.registrar()
    client = entrar(despacho.jefe)

    primera = mostradas(client, estado="registrada")
    segunda = mostradas(client, estado="registrada", pagina=2)

    assert len(set(primera) | set(segunda)) == len(primera) + len(segunda) == 30
    assert "estado=registrada" in texto(client.get(LISTA, {"estado": "registrada", "pagina": "2"}))


def test_an_empty_tray_says_what_arrives_there_and_how_to_begin(
    entrar: Entrar, despacho: Despacho, omar: Usuario
) -> None:
    pagina = texto(entrar(despacho.asistente).get(LISTA, {"ver": "lista"}))
    assert "Bandeja vacía" in pagina
    assert "Registrar la primera" in pagina

    assert "Registrar la primera" not in texto(entrar(omar).get(LISTA))


def test_nothing_with_those_filters_is_another_thing(
    entrar: Entrar, despacho: Despacho, varias: dict[str, Solicitud]
) -> None:
    pagina = texto(entrar(despacho.jefe).get(LISTA, {"q": "unicornio"}))

    assert "Nada con esos filtros" in pagina
    assert "Bandeja vacía" not in pagina


def test_the_trays_count_what_is_in_them(
    entrar: Entrar, despacho: Despacho, varias: dict[str, Solicitud]
) -> None:
    response = entrar(despacho.jefe).get(LISTA, {"estado": "registrada"})

    vistas = {vista.url: vista.count for vista in response.context["vistas"]}
    assert vistas["?estado=registrada"] == 2
    assert vistas["?estado=por_responder"] == 1
    assert [vista.label for vista in response.context["vistas"] if vista.current] == [
        "Por analizar"
    ]


def test_fifty_cost_what_ten_do(entrar: Entrar, despacho: Despacho) -> None:
    client = entrar(despacho.jefe)
    for _vez in range(10):
        despacho.registrar()
    diez = cuantas(lambda: client.get(LISTA))
    for _vez in range(40):
        despacho.registrar()

    assert cuantas(lambda: client.get(LISTA)) <= diez <= 30
