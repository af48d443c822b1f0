"""What whoever decides did of late, as the sheet of a decision offers it again."""

from __future__ import annotations

from datetime import timedelta

from core import clock
from core.models import Area, Suplencia, Usuario
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import Despacho, obras
from workflows.solicitudes import queries, states


def delega(despacho: Despacho, *quienes: Usuario) -> None:
    """The titular delegates one request in each, in this order."""
    for quien in quienes:
        despacho.delegar(despacho.hasta(states.EN_DECISION), delegado=quien)


def test_the_last_one_comes_first_and_each_once(
    despacho: Despacho, marta: Usuario, luis: Usuario
) -> None:
    delega(despacho, marta, luis, marta)

    assert queries.en_quienes_delega(despacho.titular) == [marta, luis]


def test_who_never_did_has_none(despacho: Despacho, marta: Usuario) -> None:
    delega(despacho, marta)

    assert queries.en_quienes_delega(despacho.jefe) == []


def test_what_a_substitute_did_is_his_own_habit(despacho: Despacho, marta: Usuario) -> None:
    dia = clock.today()
    Suplencia.objects.create(titular=despacho.titular, suplente=despacho.jefe, desde=dia, hasta=dia)
    despacho.delegar(despacho.hasta(states.EN_DECISION), delegado=marta, actor=despacho.jefe)

    assert queries.en_quienes_delega(despacho.jefe) == [marta]
    assert queries.en_quienes_delega(despacho.titular) == []


def test_who_has_left_is_not_offered(despacho: Despacho, marta: Usuario, luis: Usuario) -> None:
    delega(despacho, luis, marta)
    Usuario.objects.filter(pk=marta.pk).update(is_active=False)

    assert queries.en_quienes_delega(despacho.titular) == [luis]


def test_nor_what_was_long_ago(despacho: Despacho, marta: Usuario) -> None:
    delega(despacho, marta)

    with clock.moved_to(MIERCOLES + timedelta(days=91)):
        assert queries.en_quienes_delega(despacho.titular) == []


def test_no_more_than_a_thumb_can_choose_from(despacho: Despacho) -> None:
    quienes = [
        Usuario.objects.create_user(f"p{n}@alborada.test", nombre=f"Persona {n}") for n in range(6)
    ]
    delega(despacho, *quienes)

    assert queries.en_quienes_delega(despacho.titular) == quienes[:1:-1]


def test_an_area_is_offered_as_long_as_somebody_heads_it(despacho: Despacho) -> None:
    area = obras()
    despacho.derivar(despacho.hasta(states.EN_DECISION), actor=despacho.titular, area=area)
    assert queries.a_que_areas_deriva(despacho.titular) == [area]

    Area.objects.filter(pk=area.pk).update(jefe=None)

    assert queries.a_que_areas_deriva(despacho.titular) == []
