"""Adding a file to a meta or to a meta intermedia, while it is open."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core.transitions import StaleVersion
from tests.builders import ACTA
from tests.workflows.metas.builders import Gobierno, Persona, se_niega, sin_cambios, ultima
from workflows.metas import states
from workflows.metas.actions import intermedias, metas
from workflows.metas.models import Meta, MetaIntermedia

pytestmark = pytest.mark.django_db


def test_a_meta_takes_files_all_its_life(gobierno: Gobierno) -> None:
    for meta in gobierno.por(states.BORRADOR, states.EN_REVISION, states.EN_EJECUCION):
        metas.adjuntar(meta_id=meta.pk, actor=gobierno.gerente, archivos=[ACTA])

        assert {uno.nombre for uno in meta.adjuntos.all()} == {"acta.pdf"}
        entrada = ultima(meta)
        assert (entrada.verbo, entrada.a) == ("adjuntar", meta.estado)
        assert entrada.escrito.texto == "acta.pdf"


def test_a_part_takes_files_from_who_works_on_it(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia("en_ejecucion")

    for quien in (gobierno.responsable, gobierno.gerente, gobierno.institucional):
        intermedias.adjuntar(mi_id=mi.pk, actor=quien, archivos=[ACTA])

    assert [uno.clase for uno in mi.adjuntos.all()] == ["documento"] * 3
    assert ultima(mi).verbo == "adjuntar"


def test_who_only_reads_them_may_not(gobierno: Gobierno, persona: Persona) -> None:
    mi = gobierno.intermedia()

    with se_niega(mi, "No le corresponde"):
        intermedias.adjuntar(mi_id=mi.pk, actor=persona("paula"), archivos=[ACTA])
    with se_niega(mi.meta, "No le corresponde"):
        metas.adjuntar(meta_id=mi.meta.pk, actor=persona("paula"), archivos=[ACTA])


def test_nothing_is_added_to_a_part_that_was_met(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia("cumplida")

    with se_niega(mi, "Ya está cerrado"):
        intermedias.adjuntar(mi_id=mi.pk, actor=gobierno.responsable, archivos=[ACTA])


def test_there_must_be_a_file(gobierno: Gobierno) -> None:
    meta = gobierno.crear()

    with sin_cambios(meta), pytest.raises(ValidationError, match="al menos un archivo"):
        metas.adjuntar(meta_id=meta.pk, actor=gobierno.gerente, archivos=[])


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia("en_ejecucion")

    with sin_cambios(mi), pytest.raises(StaleVersion):
        intermedias.adjuntar(
            mi_id=mi.pk, actor=gobierno.responsable, archivos=[ACTA], version=mi.version - 1
        )
    with sin_cambios(mi.meta), pytest.raises(StaleVersion):
        metas.adjuntar(meta_id=mi.meta.pk, actor=gobierno.gerente, archivos=[ACTA], version=1)


def test_what_one_may_not_see_does_not_exist(gobierno: Gobierno, persona: Persona) -> None:
    mi = gobierno.intermedia()

    with pytest.raises(MetaIntermedia.DoesNotExist):
        intermedias.adjuntar(mi_id=mi.pk, actor=persona("marta"), archivos=[ACTA])
    with pytest.raises(Meta.DoesNotExist):
        metas.adjuntar(meta_id=mi.meta.pk, actor=persona("marta"), archivos=[ACTA])
