"""A part of the programme is changed until the programme is sent to review."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core.models import Lugar, Usuario
from core.transitions import StaleVersion
from tests.workflows.metas.builders import Gobierno, Persona, en_dias, se_niega, sin_cambios, ultima
from workflows.metas import states
from workflows.metas.actions import intermedias
from workflows.metas.models import Meta, MetaIntermedia

pytestmark = pytest.mark.django_db


@pytest.fixture
def mi(gobierno: Gobierno) -> MetaIntermedia:
    return gobierno.con_programa().vivas()[0]


def editar(mi: MetaIntermedia, actor: Usuario, **cambios: Any) -> MetaIntermedia:
    return intermedias.editar(mi_id=mi.pk, actor=actor, cambios=cambios)


def test_the_history_keeps_facts_and_only_the_names_of_texts(
    mi: MetaIntermedia, gobierno: Gobierno
) -> None:
    editar(mi, gobierno.gerente, peso=25, entregable="Planos firmados")

    assert ultima(mi).datos == {"peso": ["20", "25"], "entregable": []}
    mi.refresh_from_db()
    assert (mi.peso, mi.entregable, mi.version) == (25, "Planos firmados", 2)


def test_another_responsable_sees_it_and_the_meta(
    mi: MetaIntermedia, gobierno: Gobierno, marta: Usuario
) -> None:
    for parte in mi.meta.vivas():
        editar(parte, gobierno.gerente, responsable=marta)

    for caso in (MetaIntermedia.objects.get(pk=mi.pk), Meta.objects.get(pk=mi.meta_id)):
        assert ("responsable", marta.pk) in caso.papeles
        assert ("responsable", gobierno.responsable.pk) not in caso.papeles


def test_its_places_are_changed(mi: MetaIntermedia, gobierno: Gobierno, el_roble: Lugar) -> None:
    intermedias.editar(mi_id=mi.pk, actor=gobierno.gerente, cambios={}, lugares=[el_roble])

    assert list(mi.lugares.all()) == [el_roble]
    assert ultima(mi).datos == {"lugares": []}


def test_what_is_as_it_was_leaves_no_trace(mi: MetaIntermedia, gobierno: Gobierno) -> None:
    with sin_cambios(mi):
        editar(mi, gobierno.gerente, titulo=mi.titulo)


@pytest.mark.parametrize("quien", ["carmen", "elena"])
def test_who_follows_or_coordinates_metas_changes_it_too(
    quien: str, mi: MetaIntermedia, request: pytest.FixtureRequest
) -> None:
    assert editar(mi, request.getfixturevalue(quien), peso=25).peso == 25


def test_who_answers_for_it_or_only_reads_it_does_not(mi: MetaIntermedia, persona: Persona) -> None:
    for quien in ("luis", "tomas", "paula"):
        with se_niega(mi, "No le corresponde"):
            editar(mi, persona(quien), peso=25)


def test_what_cannot_be_is_said_beside_its_field(mi: MetaIntermedia, gobierno: Gobierno) -> None:
    with sin_cambios(mi), pytest.raises(ValidationError) as error:
        editar(mi, gobierno.gerente, inicio=en_dias(30))
    assert set(error.value.message_dict) == {"fecha_vigente"}


def test_only_what_people_type_can_be_changed(mi: MetaIntermedia, gobierno: Gobierno) -> None:
    with pytest.raises(KeyError):
        editar(mi, gobierno.gerente, porcentaje=90)


def test_what_was_agreed_is_not_rewritten(gobierno: Gobierno) -> None:
    for meta in gobierno.por("en_revision", "visada", "aprobada", "en_ejecucion"):
        mi = meta.vivas()[0]
        with se_niega(mi, "ya no se puede cambiar"):
            editar(mi, gobierno.gerente, peso=25)


def test_a_stale_form_is_refused(mi: MetaIntermedia, gobierno: Gobierno) -> None:
    with sin_cambios(mi), pytest.raises(StaleVersion):
        intermedias.editar(mi_id=mi.pk, actor=gobierno.gerente, cambios={}, version=7)


def test_what_one_may_not_see_does_not_exist(mi: MetaIntermedia, marta: Usuario) -> None:
    with pytest.raises(MetaIntermedia.DoesNotExist):
        editar(mi, marta, peso=25)


def test_what_does_not_exist_does_not_exist(gobierno: Gobierno) -> None:
    meta = gobierno.hasta(states.EN_PROGRAMACION)

    with pytest.raises(MetaIntermedia.DoesNotExist):
        intermedias.editar(mi_id=meta.pk, actor=gobierno.gerente, cambios={})


def test_what_was_taken_out_of_the_plan_stays_as_it_was(
    mi: MetaIntermedia, gobierno: Gobierno
) -> None:
    intermedias.quitar(mi_id=mi.pk, actor=gobierno.gerente, motivo="Sobra.")

    with se_niega(mi, "Se quitó del plan"):
        editar(mi, gobierno.gerente, titulo="Otra cosa")
