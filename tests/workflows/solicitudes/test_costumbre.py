"""What whoever decides did of late, as the sheet of a decision offers it again."""

from __future__ import annotations

from datetime import timedelta

from pytest_django import DjangoAssertNumQueries

from core import clock
from core.models import Area, Suplencia, Usuario
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import Despacho, obras
from workflows.solicitudes import queries, states
from workflows.solicitudes.models import TipoSolicitud


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


def rechaza(despacho: Despacho, *motivos: str, **campos: TipoSolicitud) -> None:
    """The titular refuses one request for each reason, in this order."""
    for motivo in motivos:
        despacho.rechazar(despacho.hasta(states.EN_DECISION, **campos), motivo_codigo=motivo)


def test_the_reason_most_given_comes_first_and_of_two_the_last_one(despacho: Despacho) -> None:
    rechaza(despacho, "agenda", "recursos", "competencia", "recursos", "competencia")

    suyas = ["competencia", "recursos", "agenda"]
    assert queries.por_que_rechaza(despacho.titular) == {None: suyas, despacho.tipo.pk: suyas}


def test_each_type_has_its_reasons(despacho: Despacho) -> None:
    audiencia = TipoSolicitud.objects.get(codigo="audiencia")
    rechaza(despacho, "agenda", tipo=audiencia)
    rechaza(despacho, "recursos")

    assert queries.por_que_rechaza(despacho.titular) == {
        None: ["recursos", "agenda"],
        audiencia.pk: ["agenda"],
        despacho.tipo.pk: ["recursos"],
    }


def test_the_reasons_are_read_at_once_and_nobody_elses(
    despacho: Despacho, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rechaza(despacho, "recursos", "agenda")

    with django_assert_num_queries(1):
        assert queries.por_que_rechaza(despacho.jefe) == {}


def test_nor_are_reasons_of_long_ago(despacho: Despacho) -> None:
    rechaza(despacho, "recursos")

    with clock.moved_to(MIERCOLES + timedelta(days=91)):
        assert queries.por_que_rechaza(despacho.titular) == {}
