"""A draft with a gerente and a theme is programmed."""

from __future__ import annotations

import pytest

from core.transitions import StaleVersion
from tests.workflows.metas.builders import Gobierno, Persona, se_niega, sin_cambios, ultima

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("quien", ["gabriel", "carmen", "elena"])
def test_who_runs_follows_or_coordinates_it_programmes_it(
    quien: str, gobierno: Gobierno, request: pytest.FixtureRequest
) -> None:
    meta = gobierno.programar(gobierno.crear(), actor=request.getfixturevalue(quien))

    assert (meta.estado, ultima(meta).a) == ("en_programacion", "en_programacion")


def test_it_has_a_gerente(gobierno: Gobierno) -> None:
    meta = gobierno.crear(actor=gobierno.institucional, gerente=None)

    with se_niega(meta, "Diga quién será el gerente"):
        gobierno.programar(meta, actor=gobierno.institucional)


def test_it_has_a_theme(gobierno: Gobierno) -> None:
    meta = gobierno.crear(temas=())

    with se_niega(meta, "Diga al menos un tema"):
        gobierno.programar(meta)


def test_nobody_else_does(gobierno: Gobierno, persona: Persona) -> None:
    meta = gobierno.crear()

    for quien in ("tomas", "rosa", "paula"):
        with se_niega(meta, "No le corresponde"):
            gobierno.programar(meta, actor=persona(quien))


def test_only_a_draft_is(gobierno: Gobierno) -> None:
    for meta in gobierno.por("en_programacion", "en_revision", "aprobada", "en_ejecucion"):
        with se_niega(meta, "No se puede: está en"):
            gobierno.programar(meta)


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    meta = gobierno.crear()

    with sin_cambios(meta), pytest.raises(StaleVersion):
        gobierno.programar(meta, version=7)
