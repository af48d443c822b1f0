"""What waits for whom, for Mi día."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core import clock, transitions
from core.models import Suplencia, Usuario
from tests.workflows.metas.builders import LUNES, Gobierno, en_dias, suple
from workflows.metas import queries, states
from workflows.metas.models import MetaIntermedia

pytestmark = pytest.mark.django_db


def metas_de(user: Usuario) -> list[str]:
    return [meta.estado for meta in queries.que_esperan_a(user)]


@pytest.mark.parametrize(
    ("estado", "quien"),
    [
        ("borrador", "gabriel"),
        ("en_programacion", "gabriel"),
        ("en_revision", "carmen"),
        ("visada", "tomas"),
        ("en_ejecucion", "gabriel"),
    ],
)
def test_a_meta_waits_for_one_of_them(
    estado: str, quien: str, gobierno: Gobierno, request: pytest.FixtureRequest
) -> None:
    gobierno.hasta(estado)

    esperan = {
        nombre: metas_de(request.getfixturevalue(nombre))
        for nombre in ("gabriel", "carmen", "tomas", "luis", "elena")
    }

    assert {nombre for nombre, metas in esperan.items() if metas} == {quien}


def test_an_approved_one_waits_for_its_date_alone(gobierno: Gobierno) -> None:
    gobierno.hasta(states.APROBADA)

    for user in (gobierno.gerente, gobierno.institucional, gobierno.titular):
        assert metas_de(user) == []


def test_once_updated_it_waits_again_in_the_next_cycle(gobierno: Gobierno) -> None:
    gobierno.actualizar(gobierno.hasta(states.EN_EJECUCION))

    assert metas_de(gobierno.gerente) == []
    with clock.moved_to(LUNES + timedelta(days=3, hours=14)):
        assert metas_de(gobierno.gerente) == []
    with clock.moved_to(LUNES + timedelta(days=3, hours=16)):
        assert metas_de(gobierno.gerente) == ["en_ejecucion"]


def test_nobody_is_asked_to_review_his_own_programme(gobierno: Gobierno) -> None:
    gobierno.hasta(states.EN_REVISION, suplente=gobierno.institucional)

    assert metas_de(gobierno.institucional) == []


def test_a_responsable_named_without_the_role_is_asked(gobierno: Gobierno, marta: Usuario) -> None:
    gobierno.hasta(states.EN_REVISION, responsable_institucional=marta)

    assert metas_de(marta) == ["en_revision"]


def test_what_waits_for_somebody_waits_for_the_substitute(
    gobierno: Gobierno, marta: Usuario
) -> None:
    Suplencia.objects.create(
        titular=gobierno.gerente, suplente=marta, desde=en_dias(0), hasta=en_dias(5)
    )
    gobierno.hasta(states.EN_PROGRAMACION)

    assert metas_de(marta) == ["en_programacion"]
    assert [meta.por_id for meta in queries.que_esperan_a(marta)] == [gobierno.gerente.pk]  # type: ignore[attr-defined]


def test_nobody_is_asked_to_review_his_own_programme_in_the_place_of_another(
    gobierno: Gobierno,
) -> None:
    gobierno.hasta(states.EN_REVISION)
    Suplencia.objects.create(
        titular=gobierno.institucional,
        suplente=gobierno.gerente,
        desde=en_dias(0),
        hasta=en_dias(5),
    )

    assert metas_de(Usuario.objects.get(pk=gobierno.gerente.pk)) == []


@pytest.mark.parametrize("quien", ["gerente", "suplente", "quien la envió"])
def test_nobody_is_asked_to_approve_his_own_programme_in_the_place_of_the_titular(
    quien: str, gobierno: Gobierno, marta: Usuario
) -> None:
    if quien == "quien la envió":
        suple(gobierno.gerente, marta)
    meta = gobierno.hasta(states.EN_PROGRAMACION, suplente=marta if quien == "suplente" else None)
    gobierno.enviar_a_revision(meta, actor=gobierno.gerente if quien == "gerente" else marta)
    gobierno.visar(meta)
    propia = gobierno.gerente if quien == "gerente" else marta

    suple(gobierno.titular, propia)

    assert metas_de(Usuario.objects.get(pk=propia.pk)) == []
    assert metas_de(gobierno.titular) == ["visada"]


def test_who_sent_a_programme_in_the_place_of_another_is_not_asked_to_review_it(
    gobierno: Gobierno, marta: Usuario
) -> None:
    meta = gobierno.hasta(states.EN_PROGRAMACION)
    suple(gobierno.gerente, marta)
    gobierno.enviar_a_revision(meta, actor=marta)

    suple(gobierno.institucional, marta)

    assert metas_de(Usuario.objects.get(pk=marta.pk)) == []
    assert metas_de(gobierno.institucional) == ["en_revision"]


def test_the_own_work_of_who_validates_waits_for_nobody_in_that_place(
    gobierno: Gobierno, marta: Usuario
) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)
    primera, segunda, _tercera = meta.vivas()
    MetaIntermedia.objects.filter(pk=primera.pk).update(responsable=gobierno.institucional)
    transitions.assign(primera, "responsable", gobierno.institucional)
    for parte in (primera, segunda):
        gobierno.reportar(parte, actor=gobierno.gerente)

    suple(gobierno.institucional, marta)

    assert list(queries.intermedias_que_esperan_a(marta)) == [segunda]


def test_parts_wait_for_who_stands_in(gobierno: Gobierno, marta: Usuario) -> None:
    Suplencia.objects.create(
        titular=gobierno.institucional, suplente=marta, desde=en_dias(0), hasta=en_dias(5)
    )
    primera, *_otras = gobierno.hasta(states.EN_EJECUCION).vivas()
    gobierno.reportar(primera)

    (una,) = queries.intermedias_que_esperan_a(marta)
    assert (una, una.por_id) == (primera, gobierno.institucional.pk)  # type: ignore[attr-defined]


def test_parts_wait_to_be_done_and_then_to_be_validated(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_EJECUCION)
    primera, segunda, tercera = meta.vivas()

    assert list(queries.intermedias_que_esperan_a(gobierno.responsable)) == [
        primera,
        segunda,
        tercera,
    ]
    gobierno.reportar(primera)
    assert list(queries.intermedias_que_esperan_a(gobierno.responsable)) == [segunda, tercera]
    assert list(queries.intermedias_que_esperan_a(gobierno.institucional)) == [primera]
    gobierno.validar(primera)
    assert list(queries.intermedias_que_esperan_a(gobierno.institucional)) == []


def test_parts_wait_for_nobody_before_the_meta_runs(gobierno: Gobierno) -> None:
    gobierno.hasta(states.APROBADA)

    assert list(queries.intermedias_que_esperan_a(gobierno.responsable)) == []


def test_what_one_reported_does_not_wait_for_oneself(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.hasta(states.EN_REVISION, suplente=marta, responsable_institucional=marta)
    gobierno.visar(meta)
    gobierno.aprobar(meta)
    gobierno.llevar_a(states.EN_EJECUCION, meta)
    gobierno.reportar(meta.vivas()[0], actor=marta)

    assert list(queries.intermedias_que_esperan_a(marta)) == []
    assert len(queries.intermedias_que_esperan_a(gobierno.institucional)) == 1
