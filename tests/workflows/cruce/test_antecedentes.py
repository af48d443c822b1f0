"""What stands beside a request on its card."""

from __future__ import annotations

import pytest

from core.models import Actor, Lugar
from tests.builders import un_compromiso
from tests.consultas import cuantas
from tests.workflows.metas.builders import Gobierno
from tests.workflows.solicitudes.builders import Despacho
from workflows.cruce import antecedentes
from workflows.metas import states as metas
from workflows.solicitudes import states

pytestmark = pytest.mark.usefixtures("miercoles")


def test_the_newest_requests_of_who_asks_are_told_without_the_one_itself(
    despacho: Despacho,
) -> None:
    primeras = [despacho.registrar(titulo=f"Petición {n}") for n in range(4)]
    una = despacho.hasta(states.EN_DECISION)
    despacho.registrar(solicitante=Actor.objects.create(nombre="Otra"))

    sabido = antecedentes.de(despacho.titular, [una])[una.pk]

    assert sabido.pedidas == primeras[:0:-1]
    assert sabido.cuantas_pedidas == 4


def test_only_open_promises_count_and_the_first_due_comes_first(despacho: Despacho) -> None:
    una = despacho.hasta(states.EN_DECISION)
    quedan = [
        un_compromiso(despacho.jefe, despacho.responsable, despacho.solicitante) for _ in range(2)
    ]
    despacho.cancelar(un_compromiso(despacho.jefe, despacho.responsable, despacho.solicitante))

    sabido = antecedentes.de(despacho.titular, [una])[una.pk]

    assert (sabido.prometidos, sabido.cuantos_prometidos) == (quedan, 2)


def test_the_metas_that_run_in_its_place_are_told(
    despacho: Despacho, gobierno: Gobierno, el_roble: Lugar
) -> None:
    meta = gobierno.hasta(metas.EN_EJECUCION)
    alli = despacho.hasta(states.EN_DECISION, lugares=[el_roble])
    en_ninguno = despacho.hasta(states.EN_DECISION)

    sabido = antecedentes.de(despacho.titular, [alli, en_ninguno])

    assert [fila.meta for fila in sabido[alli.pk].metas] == [meta]
    assert sabido[en_ninguno.pk].metas == []


def test_what_others_asked_and_were_promised_in_its_place_is_told(
    despacho: Despacho, el_roble: Lugar
) -> None:
    escuela = Actor.objects.create(nombre="Escuela de El Roble", email="escuela@elroble.test")
    vieja = despacho.hasta(states.CERRADA, solicitante=escuela, lugares=[el_roble])
    nueva = despacho.registrar(solicitante=escuela, lugares=[el_roble], titulo="La cerca")
    despacho.registrar(lugares=[el_roble], titulo="De la misma que pide")
    despacho.registrar(solicitante=escuela, titulo="De ningún lugar")
    pendiente = un_compromiso(despacho.jefe, despacho.responsable, escuela, lugares=[el_roble])
    despacho.cancelar(
        un_compromiso(despacho.jefe, despacho.responsable, escuela, lugares=[el_roble])
    )
    una = despacho.hasta(states.EN_DECISION, lugares=[el_roble])

    (alli,) = antecedentes.de(despacho.titular, [una])[una.pk].lugares

    assert alli.lugar == el_roble
    assert alli.pedidas == [nueva, vieja]
    assert alli.prometidos == [pendiente]


def test_what_is_reserved_in_its_place_is_not_told(despacho: Despacho, el_roble: Lugar) -> None:
    escuela = Actor.objects.create(nombre="Escuela de El Roble")
    despacho.registrar(
        solicitante=escuela, lugares=[el_roble], nivel_reserva=4, actor=despacho.jefe
    )
    una = despacho.hasta(states.EN_DECISION, lugares=[el_roble])

    (del_asistente,) = antecedentes.de(despacho.asistente, [una])[una.pk].lugares
    (del_titular,) = antecedentes.de(despacho.titular, [una])[una.pk].lugares

    assert (len(del_asistente.pedidas), len(del_titular.pedidas)) == (0, 1)


def test_what_may_not_be_seen_is_not_told(despacho: Despacho) -> None:
    una = despacho.hasta(states.EN_DECISION)
    despacho.registrar(titulo="Reservada", nivel_reserva=4, actor=despacho.jefe)

    assert antecedentes.de(despacho.asistente, [una])[una.pk].pedidas == []
    assert antecedentes.de(despacho.titular, [una])[una.pk].cuantas_pedidas == 1


def test_many_requests_cost_what_one_costs(despacho: Despacho, el_roble: Lugar) -> None:
    todas = [despacho.hasta(states.EN_DECISION, lugares=[el_roble]) for _ in range(4)]
    antecedentes.de(despacho.titular, todas)

    de_una = cuantas(lambda: antecedentes.de(despacho.titular, todas[:1]))

    assert cuantas(lambda: antecedentes.de(despacho.titular, todas)) == de_una
