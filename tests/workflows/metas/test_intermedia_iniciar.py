"""Somebody begins to work on a part of a meta that runs."""

from __future__ import annotations

import pytest

from core.transitions import StaleVersion
from tests.workflows.metas.builders import (
    Gobierno,
    Persona,
    abiertos,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.metas.models import MetaIntermedia

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("quien", ["luis", "gabriel"])
def test_its_responsable_or_the_gerente_begins_it(
    quien: str, gobierno: Gobierno, request: pytest.FixtureRequest
) -> None:
    mi = gobierno.empezar(gobierno.intermedia(), actor=request.getfixturevalue(quien))

    assert (mi.estado, ultima(mi).verbo) == ("en_ejecucion", "iniciar")
    assert abiertos(mi) == {"mi.vence"}


def test_nobody_else_does(gobierno: Gobierno, persona: Persona) -> None:
    mi = gobierno.intermedia()

    for quien in ("carmen", "tomas", "paula", "elena"):
        with se_niega(mi, "No le corresponde"):
            gobierno.empezar(mi, actor=persona(quien))


def test_work_waits_for_the_meta(gobierno: Gobierno) -> None:
    for meta in gobierno.por("borrador", "en_programacion", "visada", "aprobada"):
        mi = meta.vivas()[0]
        with se_niega(mi, "La meta no está en ejecución"):
            gobierno.empezar(mi)


def test_it_begins_once(gobierno: Gobierno) -> None:
    for mi in gobierno.partes_por("en_ejecucion", "reportada", "cumplida"):
        with se_niega(mi, "No se puede: está en"):
            gobierno.empezar(mi)


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia()

    with sin_cambios(mi), pytest.raises(StaleVersion):
        gobierno.empezar(mi, version=7)


def test_what_one_may_not_see_does_not_exist(gobierno: Gobierno, marta: object) -> None:
    mi = gobierno.intermedia()

    with pytest.raises(MetaIntermedia.DoesNotExist):
        gobierno.empezar(mi, actor=marta)
