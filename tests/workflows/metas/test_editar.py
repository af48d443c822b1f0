"""What a meta says is changed until its programme is sent to review."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core.models import Usuario
from core.transitions import NotAllowed, StaleVersion
from tests.workflows.metas.builders import Gobierno, Persona, en_dias, se_niega, sin_cambios, ultima
from workflows.metas import states
from workflows.metas.actions import metas
from workflows.metas.models import Meta

pytestmark = pytest.mark.django_db


def editar(meta: Meta, actor: Usuario, **cambios: Any) -> Meta:
    return metas.editar(meta_id=meta.pk, actor=actor, cambios=cambios)


def test_the_history_keeps_facts_and_only_the_names_of_texts_and_people(
    gobierno: Gobierno, marta: Usuario
) -> None:
    meta = gobierno.crear()

    editar(meta, gobierno.gerente, titulo="Agua en El Roble", beneficiarios=30, suplente=marta)

    assert ultima(meta).datos == {"titulo": [], "beneficiarios": ["None", "30"], "suplente": []}
    meta.refresh_from_db()
    assert (meta.titulo, meta.beneficiarios, meta.version) == ("Agua en El Roble", 30, 2)


def test_what_is_as_it_was_leaves_no_trace(gobierno: Gobierno) -> None:
    meta = gobierno.crear()

    with sin_cambios(meta):
        metas.editar(
            meta_id=meta.pk,
            actor=gobierno.gerente,
            cambios={"titulo": meta.titulo},
            temas=[gobierno.tema],
        )


def test_its_themes_and_places_are_changed_with_it(gobierno: Gobierno) -> None:
    meta = gobierno.crear()

    metas.editar(meta_id=meta.pk, actor=gobierno.gerente, cambios={}, lugares=())

    assert ultima(meta).datos == {"lugares": []}
    assert not meta.lugares.exists()
    assert meta.temas.exists()


def test_a_new_gerente_becomes_that_of_every_part(gobierno: Gobierno, marta: Usuario) -> None:
    meta = gobierno.con_programa()

    editar(meta, gobierno.institucional, gerente=marta)

    for caso in (Meta.objects.get(pk=meta.pk), *meta.vivas()):
        assert ("gerente", marta.pk) in caso.papeles
        assert ("gerente", gobierno.gerente.pk) not in caso.papeles


def test_its_reserve_is_that_of_every_part(gobierno: Gobierno) -> None:
    meta = gobierno.con_programa()

    editar(meta, gobierno.gerente, nivel_reserva=3)

    assert {mi.nivel_reserva for mi in meta.vivas()} == {3}


@pytest.mark.parametrize("quien", ["gabriel", "carmen", "elena"])
def test_who_runs_follows_or_coordinates_it_changes_it(
    quien: str, gobierno: Gobierno, request: pytest.FixtureRequest
) -> None:
    meta = gobierno.crear()

    editar(meta, request.getfixturevalue(quien), titulo="Agua en El Roble")

    assert ultima(meta).verbo == "editar"


def test_who_only_reads_it_does_not(gobierno: Gobierno, persona: Persona) -> None:
    meta = gobierno.crear()

    for quien in ("tomas", "rosa", "paula"):
        with se_niega(meta, "No le corresponde"):
            editar(meta, persona(quien), titulo="Agua en El Roble")


def test_who_does_not_see_it_does_not_find_it(gobierno: Gobierno, luis: Usuario) -> None:
    meta = gobierno.crear()

    with pytest.raises(Meta.DoesNotExist):
        editar(meta, luis, titulo="Agua en El Roble")


def test_what_was_agreed_is_not_rewritten(gobierno: Gobierno) -> None:
    for meta in gobierno.por("en_revision", "visada", "aprobada", "en_ejecucion"):
        with se_niega(meta, "ya no se puede cambiar"):
            editar(meta, gobierno.gerente, titulo="Agua en El Roble")


@pytest.mark.parametrize(
    ("campo", "valor"), [("titulo", ""), ("publica", True), ("fin_vigente", date(2026, 1, 1))]
)
def test_what_cannot_be_is_said_beside_its_field(
    campo: str, valor: Any, gobierno: Gobierno
) -> None:
    meta = gobierno.crear()

    with sin_cambios(meta), pytest.raises(ValidationError) as error:
        editar(meta, gobierno.gerente, **{campo: valor})
    assert set(error.value.message_dict) == {campo}


def test_a_meta_that_is_programmed_keeps_a_gerente(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_PROGRAMACION)

    with sin_cambios(meta), pytest.raises(ValidationError, match="quién será el gerente"):
        editar(meta, gobierno.institucional, gerente=None)


def test_only_what_people_type_can_be_changed(gobierno: Gobierno) -> None:
    meta = gobierno.crear()

    with pytest.raises(KeyError):
        editar(meta, gobierno.gerente, fin_linea_base=en_dias(1))


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    meta = gobierno.crear()
    editar(meta, gobierno.gerente, titulo="Agua en El Roble")

    with sin_cambios(meta), pytest.raises(StaleVersion):
        metas.editar(meta_id=meta.pk, actor=gobierno.gerente, cambios={}, version=1)


def test_a_refusal_is_no_half_change(gobierno: Gobierno) -> None:
    meta = gobierno.crear()

    with sin_cambios(meta), pytest.raises(NotAllowed):
        metas.editar(
            meta_id=meta.pk, actor=gobierno.titular, cambios={"titulo": "Otra"}, lugares=()
        )
    assert meta.lugares.exists()
