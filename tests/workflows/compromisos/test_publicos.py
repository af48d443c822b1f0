"""What leaves as open data, some rows at a time."""

from __future__ import annotations

import pytest

from core.models import Lugar, Tema
from tests.consultas import cuantas
from tests.workflows.compromisos.builders import Oficina
from workflows.compromisos import publicos
from workflows.compromisos.publicos import Filtro

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]


def test_one_piece_goes_on_where_the_other_ended(oficina: Oficina) -> None:
    primero, segundo = (oficina.crear(publico=True, nivel_reserva=0) for _ in range(2))

    assert [una.pk for una in publicos.trozo(Filtro())] == [primero.pk, segundo.pk]
    assert [una.pk for una in publicos.trozo(Filtro(), primero.pk)] == [segundo.pk]
    assert publicos.trozo(Filtro(), segundo.pk) == []


def test_each_has_its_own_places_and_themes(oficina: Oficina, el_roble: Lugar, agua: Tema) -> None:
    playa = Lugar.objects.create(nombre="Bahía Honda")
    campos = {"publico": True, "nivel_reserva": 0}
    oficina.crear(lugares=[el_roble, playa], **campos)
    oficina.crear(temas=[agua], **campos)

    uno, otro = publicos.trozo(Filtro())

    assert (uno.lugares, uno.temas) == (["Bahía Honda", el_roble.nombre], [])
    assert (otro.lugares, otro.temas) == ([], [agua.nombre])


def test_many_take_no_more_queries_than_one(oficina: Oficina, el_roble: Lugar) -> None:
    oficina.crear(publico=True, nivel_reserva=0, lugares=[el_roble])
    antes = cuantas(lambda: publicos.trozo(Filtro()))
    for _ in range(5):
        oficina.crear(publico=True, nivel_reserva=0, lugares=[el_roble])

    assert cuantas(lambda: publicos.trozo(Filtro())) == antes
