"""A part is added to the programme of a meta."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core.models import Lugar, Suplencia, Usuario
from core.transitions import StaleVersion
from tests.workflows.metas.builders import (
    Gobierno,
    Persona,
    abiertos,
    en_dias,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.metas import states
from workflows.metas.models import Meta, MetaIntermedia

pytestmark = pytest.mark.django_db


def test_it_has_its_code_its_place_and_its_thread_to_the_meta(gobierno: Gobierno) -> None:
    meta = gobierno.crear()
    primera, segunda = gobierno.parte(meta), gobierno.parte(meta)

    assert (primera.estado, primera.codigo[:3], primera.clase) == (
        "programada",
        "MI-",
        "meta_intermedia",
    )
    assert [mi.orden for mi in (primera, segunda)] == [1, 2]
    hilo = primera.vinculos_hacia.get()
    assert (hilo.a_id, hilo.clase) == (meta.pk, "parte")
    assert abiertos(primera) == set()


def test_the_people_of_the_meta_are_its_people(gobierno: Gobierno, marta: Usuario) -> None:
    mi = gobierno.parte(gobierno.crear(suplente=marta, nivel_reserva=2))

    assert mi.papeles == {
        ("autor", gobierno.gerente.pk),
        ("gerente", gobierno.gerente.pk),
        ("suplente", marta.pk),
        ("institucional", gobierno.institucional.pk),
        ("responsable", gobierno.responsable.pk),
    }
    assert mi.nivel_reserva == 2


def test_who_answers_for_it_sees_the_meta(gobierno: Gobierno) -> None:
    meta = gobierno.crear()
    gobierno.parte(meta)

    assert ("responsable", gobierno.responsable.pk) in Meta.objects.get(pk=meta.pk).papeles


def test_the_history_of_the_meta_tells_of_it(gobierno: Gobierno) -> None:
    meta = gobierno.crear()
    mi = gobierno.parte(meta)

    assert (ultima(meta).verbo, ultima(meta).datos) == ("agregar_intermedia", {"mi": mi.codigo})
    assert Meta.objects.get(pk=meta.pk).version == 2


def test_date_and_responsable_may_come_later(gobierno: Gobierno) -> None:
    mi = gobierno.parte(gobierno.crear(), responsable=None)

    assert (mi.responsable, mi.fecha_vigente) == (None, None)


def test_it_keeps_what_was_typed(gobierno: Gobierno, el_roble: Lugar) -> None:
    mi = gobierno.parte(
        gobierno.crear(),
        orden=5,
        tipo="contratacion",
        entregable="Contrato publicado",
        inicio=en_dias(1),
        fecha_vigente=en_dias(9),
        ruta_critica=True,
        oportunidad_comunicacional=True,
        lugares=[el_roble],
    )

    mi.refresh_from_db()
    assert (mi.orden, mi.tipo, mi.entregable) == (5, "contratacion", "Contrato publicado")
    assert (mi.inicio, mi.fecha_vigente) == (en_dias(1), en_dias(9))
    assert mi.ruta_critica
    assert mi.oportunidad_comunicacional
    assert list(mi.lugares.all()) == [el_roble]


def test_a_substitute_adds_it_and_the_history_says_for_whom(
    gobierno: Gobierno, marta: Usuario
) -> None:
    Suplencia.objects.create(
        titular=gobierno.gerente, suplente=marta, desde=en_dias(0), hasta=en_dias(5)
    )
    meta = gobierno.crear()
    meta.participaciones.create(usuario=marta, papel="observador")

    gobierno.parte(meta, actor=marta)

    assert (ultima(meta).usuario, ultima(meta).por) == (marta, gobierno.gerente)


@pytest.mark.parametrize(
    ("campo", "valor"),
    [
        ("titulo", " "),
        ("titulo", "x" * 201),
        ("peso", 0),
        ("peso", 101),
        ("tipo", "otra"),
        ("orden", -1),
        ("entregable", "x" * 301),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    campo: str, valor: Any, gobierno: Gobierno
) -> None:
    meta = gobierno.crear()

    with sin_cambios(meta), pytest.raises(ValidationError) as error:
        gobierno.parte(meta, **{campo: valor})
    assert set(error.value.message_dict) == {campo}


def test_it_does_not_end_before_it_starts(gobierno: Gobierno) -> None:
    meta = gobierno.crear()

    with sin_cambios(meta), pytest.raises(ValidationError, match="Termina antes de empezar"):
        gobierno.parte(meta, inicio=en_dias(3), fecha_vigente=en_dias(2))


def test_who_has_left_is_given_nothing(gobierno: Gobierno, marta: Usuario) -> None:
    marta.is_active = False
    meta = gobierno.crear()

    with sin_cambios(meta), pytest.raises(ValidationError, match="ya no tiene cuenta"):
        gobierno.parte(meta, responsable=marta)


def test_nobody_but_the_gerencia_adds_it(gobierno: Gobierno, persona: Persona) -> None:
    meta = gobierno.crear()

    for quien in ("carmen", "elena", "tomas"):
        with se_niega(meta, "No le corresponde"):
            gobierno.parte(meta, actor=persona(quien))


def test_a_programme_that_was_sent_takes_no_more(gobierno: Gobierno) -> None:
    for meta in gobierno.por("en_revision", "visada", "aprobada", "en_ejecucion"):
        with se_niega(meta, "ya no se puede cambiar"):
            gobierno.parte(meta)


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    meta = gobierno.crear()

    with sin_cambios(meta), pytest.raises(StaleVersion):
        gobierno.parte(meta, version=7)


def test_what_one_may_not_see_does_not_exist(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.hasta(states.EN_PROGRAMACION)

    with pytest.raises(Meta.DoesNotExist):
        gobierno.parte(meta, actor=marta)
    assert MetaIntermedia.objects.count() == 3
