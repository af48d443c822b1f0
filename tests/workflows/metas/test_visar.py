"""The responsable institucional reviews a programme."""

from __future__ import annotations

import pytest

from core.models import Usuario
from core.transitions import StaleVersion
from tests.workflows.metas.builders import (
    Gobierno,
    Persona,
    avisados,
    se_niega,
    sin_cambios,
    suple,
    ultima,
)
from workflows.metas import queries, states

pytestmark = pytest.mark.django_db


def test_the_titular_is_told_that_it_waits(gobierno: Gobierno) -> None:
    meta = gobierno.visar(gobierno.hasta(states.EN_REVISION))

    assert (meta.estado, ultima(meta).usuario) == ("visada", gobierno.institucional)
    assert "Tomás Vega" in avisados(meta, "M00")


def test_who_was_named_may_without_the_role(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.hasta(states.EN_PROGRAMACION, responsable_institucional=marta)
    gobierno.enviar_a_revision(meta)

    assert gobierno.visar(meta, actor=marta).estado == "visada"


def test_nobody_reviews_his_own_programme(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_REVISION, suplente=gobierno.institucional)

    with se_niega(meta, "No le corresponde"):
        gobierno.visar(meta)


def test_nor_standing_in_for_who_reviews_it(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_REVISION)
    suple(gobierno.institucional, gobierno.gerente)

    with se_niega(meta, "Nadie da el visto a su propio programa"):
        gobierno.visar(meta, actor=Usuario.objects.get(pk=gobierno.gerente.pk))
    assert list(queries.que_esperan_a(gobierno.gerente)) == []


def test_nor_what_one_sent_to_review_standing_in_for_its_gerente(gobierno: Gobierno) -> None:
    suple(gobierno.gerente, gobierno.institucional)
    meta = gobierno.hasta(states.EN_PROGRAMACION)
    gobierno.enviar_a_revision(meta, actor=gobierno.institucional)

    with se_niega(meta, "Nadie da el visto a su propio programa"):
        gobierno.visar(meta)


def test_who_stands_in_for_its_gerente_and_sent_nothing_may(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_REVISION)
    suple(gobierno.gerente, gobierno.institucional)

    assert list(queries.que_esperan_a(gobierno.institucional)) == [meta]
    assert gobierno.visar(meta).estado == "visada"


def test_who_stands_in_for_who_reviews_may(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.hasta(states.EN_REVISION)
    suple(gobierno.institucional, marta)

    gobierno.visar(meta, actor=marta)

    assert (ultima(meta).usuario, ultima(meta).por) == (marta, gobierno.institucional)


def test_nobody_else_does(gobierno: Gobierno, persona: Persona) -> None:
    meta = gobierno.hasta(states.EN_REVISION)

    for quien in ("gabriel", "tomas", "elena", "rosa"):
        with se_niega(meta, "No le corresponde"):
            gobierno.visar(meta, actor=persona(quien))


def test_only_what_was_sent_is_reviewed(gobierno: Gobierno) -> None:
    for meta in gobierno.por("borrador", "en_programacion", "visada", "en_ejecucion"):
        with se_niega(meta, "No se puede: está en"):
            gobierno.visar(meta)


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_REVISION)

    with sin_cambios(meta), pytest.raises(StaleVersion):
        gobierno.visar(meta, version=1)
