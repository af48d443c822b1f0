"""The inbox: what is in it, in which order, and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from core import clock, transitions
from core.models import Actor, Lugar, Tema
from tests.consultas import cuantas
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import queries, states
from workflows.solicitudes.models import Solicitud, TipoSolicitud
from workflows.solicitudes.queries import Filtro


def test_open_ones_come_by_the_end_of_their_legal_term(
    despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    sin_plazo = despacho.registrar(tipo=invitacion)
    despues = despacho.registrar()
    antes = despacho.registrar(fecha_recepcion=date(2026, 9, 1))
    despacho.hasta(states.CERRADA)

    assert list(queries.bandeja(despacho.jefe, Filtro(estado="abiertas"))) == [
        antes,
        despues,
        sin_plazo,
    ]


def test_all_come_newest_first(despacho: Despacho) -> None:
    vieja = despacho.registrar(fecha_recepcion=date(2026, 9, 1))
    nueva = despacho.registrar()

    assert list(queries.bandeja(despacho.jefe)) == [nueva, vieja]
    assert list(queries.bandeja(despacho.jefe, orden="recibida")) == [vieja, nueva]


@pytest.mark.parametrize("orden", queries.ORDENES)
def test_every_order_works(orden: str, despacho: Despacho) -> None:
    despacho.registrar()

    assert queries.bandeja(despacho.jefe, orden=orden).count() == 1


def test_it_is_narrowed_by_what_it_is_about(
    despacho: Despacho, agua: Tema, el_roble: Lugar
) -> None:
    barrio = Lugar.objects.create(nombre="Barrio Nuevo", superior=el_roble)
    buscada = despacho.registrar(temas=[agua], lugares=[barrio])
    despacho.registrar(solicitante=Actor.objects.create(nombre="Otra"))

    for filtro in (
        Filtro(tema=agua),
        Filtro(lugar=el_roble),
        Filtro(actor=despacho.solicitante.pk),
    ):
        assert list(queries.bandeja(despacho.jefe, filtro)) == [buscada]


def test_it_is_searched_by_title_code_and_applicant_forgiving_accents(
    despacho: Despacho,
) -> None:
    vecina = Actor.objects.create(nombre="Iván Núñez")
    buscada = despacho.registrar(titulo="Alumbrado del muelle", solicitante=vecina)
    despacho.registrar(titulo="Otra cosa")

    for texto in ("ALUMBRADO muelle", buscada.codigo, "ivan nunez", "muelle núñez"):
        assert list(queries.bandeja(despacho.jefe, Filtro(q=texto))) == [buscada]


def test_it_is_narrowed_by_state_type_channel_and_person(
    despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    buscada = despacho.hasta(states.ATENDIDA, canal="correo")
    despacho.registrar(tipo=invitacion)

    for filtro in (
        Filtro(estado="atendida"),
        Filtro(estado="por_responder"),
        Filtro(tipo=despacho.tipo.pk),
        Filtro(canal="correo"),
        Filtro(responsable=despacho.responsable.pk),
    ):
        assert list(queries.bandeja(despacho.jefe, filtro)) == [buscada]
    assert list(queries.bandeja(despacho.responsable, Filtro(mias=True))) == [buscada]


def test_the_late_ones_are_those_past_the_term_of_the_law(despacho: Despacho) -> None:
    tarde = despacho.registrar(fecha_recepcion=date(2026, 9, 1))
    despacho.registrar()

    with clock.moved_to(MIERCOLES + timedelta(days=25)):
        assert list(queries.bandeja(despacho.jefe, Filtro(luz="atrasado"))) == [tarde]


def test_the_side_bar_counts_what_one_sees(despacho: Despacho) -> None:
    for estado in (states.REGISTRADA, states.EN_DECISION, states.RECHAZADA, states.CERRADA):
        despacho.hasta(estado)
    despacho.registrar(actor=despacho.jefe, nivel_reserva=3)

    cuentas = queries.cuentas(despacho.asistente)

    assert cuentas == {
        "abiertas": 3,
        "por_analizar": 1,
        "en_analisis": 0,
        "por_decidir": 1,
        "requieren_informacion": 0,
        "aplazadas": 0,
        "aceptadas": 0,
        "programadas": 0,
        "derivadas": 0,
        "por_responder": 1,
    }


def test_each_sees_what_waits_for_him(despacho: Despacho) -> None:
    por_estado = {estado: despacho.hasta(estado) for estado in states.ABIERTOS}
    encargada = despacho.hasta(states.ACEPTADA)
    despacho.encargar(encargada)

    def esperan(quien: str) -> set[Solicitud]:
        return set(queries.esperan_a(getattr(despacho, quien)))

    assert esperan("asistente") == {por_estado[states.REGISTRADA]}
    assert esperan("titular") == {por_estado[states.EN_DECISION]}
    suyas = {por_estado[states.EN_ANALISIS], por_estado[states.DELEGADA]}
    assert esperan("responsable") == suyas
    de_otros = (
        states.EN_DECISION,
        states.DERIVADA,
        states.REQUIERE_INFORMACION,
        states.APLAZADA,
        states.PROGRAMADA,
    )
    del_jefe = {una for estado, una in por_estado.items() if estado not in de_otros}
    assert esperan("jefe") == del_jefe


def test_what_was_programmed_waits_for_the_jefe_once_its_day_has_passed(
    despacho: Despacho,
) -> None:
    programada = despacho.hasta(states.PROGRAMADA)

    with clock.moved_to(MIERCOLES + timedelta(days=7)):
        assert list(queries.esperan_a(despacho.jefe)) == [programada]


def test_what_a_list_costs_does_not_grow_with_its_rows(despacho: Despacho) -> None:
    lecturas: list[Callable[[], object]] = [
        lambda: [
            (uno.tipo.nombre, uno.solicitante.nombre, str(uno.responsable), queries.luz(uno).color)
            for uno in queries.bandeja(despacho.titular, Filtro(estado="abiertas"))
        ],
        lambda: [
            (uno.tipo.nombre, uno.solicitante.nombre, queries.luz(uno).color)
            for uno in queries.decisiones(despacho.titular)
        ],
        lambda: [uno.tipo.nombre for uno in queries.esperan_a(despacho.jefe)],
        lambda: queries.cuentas(despacho.titular),
        lambda: queries.duplicadas(despacho.titular, asunto="Agua potable para El Roble"),
    ]
    varias(despacho, 10)
    con_diez = [cuantas(leer) for leer in lecturas]
    varias(despacho, 190)

    assert [cuantas(leer) for leer in lecturas] == con_diez
    assert max(con_diez) <= 2


def varias(despacho: Despacho, numero: int) -> None:
    """Requests in decision, without the way there, which makes them slow to build."""
    for _vez in range(numero):
        solicitud = Solicitud(
            titulo="Agua potable para El Roble",
            tipo=despacho.tipo,
            solicitante=despacho.solicitante,
            responsable=despacho.responsable,
            estado=states.EN_DECISION,
        )
        transitions.create(solicitud, actor=despacho.jefe, verb="registrar")
