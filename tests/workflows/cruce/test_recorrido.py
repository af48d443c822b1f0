"""How a process goes: how many are in each state, and how long they stayed where they were."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock
from core.models import Usuario
from tests.consultas import cuantas
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import Despacho
from workflows.cruce import recorrido
from workflows.cruce.recorrido import Estancia, estancias
from workflows.solicitudes.models import Solicitud

pytestmark = pytest.mark.usefixtures("miercoles")


def en(estado: str, user: Usuario) -> Estancia:
    return next(una for una in estancias(Solicitud, user) if una.estado == estado)


def analizar_tras(despacho: Despacho, horas: int) -> None:
    solicitud = despacho.registrar()
    with clock.moved_to(MIERCOLES + timedelta(hours=horas)):
        despacho.analizar(solicitud)


def test_every_state_is_there_in_its_order(rosa: Usuario) -> None:
    nombres = [una.estado for una in estancias(Solicitud, rosa)]

    assert nombres == [codigo for codigo, _nombre in Solicitud.estado.field.choices]
    assert en("registrada", rosa).ahora == 0
    assert en("registrada", rosa).mediana is None


def test_an_open_state_says_how_many_are_in_it_now(despacho: Despacho, rosa: Usuario) -> None:
    despacho.registrar()
    despacho.registrar()
    despacho.analizar(despacho.registrar())

    assert en("registrada", rosa).ahora == 2
    assert en("en_analisis", rosa).ahora == 1


def test_a_closed_state_says_how_many_came_to_it_lately(despacho: Despacho, rosa: Usuario) -> None:
    despacho.hasta("cerrada")
    assert en("cerrada", rosa).ahora == 1

    with clock.moved_to(MIERCOLES + timedelta(days=recorrido.DIAS + 1)):
        assert en("cerrada", rosa).ahora == 0


def test_half_of_those_that_left_stayed_less_than_the_median(
    despacho: Despacho, rosa: Usuario
) -> None:
    for horas in (1, 3, 50):
        analizar_tras(despacho, horas)

    with clock.moved_to(MIERCOLES + timedelta(days=3)):
        registrada = en("registrada", rosa)
    assert (registrada.salieron, registrada.mediana) == (3, timedelta(hours=3))


def test_a_step_that_stays_in_its_state_ends_no_stay(despacho: Despacho, rosa: Usuario) -> None:
    solicitud = despacho.hasta("aceptada")
    despacho.encargar(solicitud)

    assert en("aceptada", rosa).salieron == 0


def test_it_is_counted_from_when_it_came_there_last(despacho: Despacho, rosa: Usuario) -> None:
    solicitud = despacho.hasta("cerrada")
    with clock.moved_to(MIERCOLES + timedelta(days=10)):
        despacho.reabrir(solicitud)
    with clock.moved_to(MIERCOLES + timedelta(days=12)):
        solicitud.refresh_from_db()
        despacho.elevar(solicitud)
        analisis = en("en_analisis", rosa)

    assert analisis.salieron == 2
    assert analisis.mediana == timedelta(days=1)  # between none and two days


def test_few_say_nothing_of_the_slowest_and_ten_do(despacho: Despacho, rosa: Usuario) -> None:
    for horas in range(1, recorrido.BASTANTES):
        analizar_tras(despacho, horas)
    assert en("registrada", rosa).larga is None

    analizar_tras(despacho, 10)
    larga = en("registrada", rosa).larga
    assert larga is not None
    assert timedelta(hours=9) < larga < timedelta(hours=11)


def test_what_one_may_not_see_is_not_counted(
    despacho: Despacho, rosa: Usuario, paula: Usuario
) -> None:
    analizar_tras(despacho, 2)

    assert en("en_analisis", rosa).ahora == 1
    assert en("en_analisis", paula).ahora == 0
    assert en("registrada", paula).salieron == 0


def test_two_queries_however_many_there_are(despacho: Despacho, rosa: Usuario) -> None:
    analizar_tras(despacho, 1)
    pocas = cuantas(lambda: estancias(Solicitud, rosa))
    for _vez in range(5):
        analizar_tras(despacho, 1)

    assert cuantas(lambda: estancias(Solicitud, rosa)) == pocas == 2
