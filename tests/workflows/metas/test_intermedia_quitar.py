"""A part is taken out of the programme; its code and its history stay."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core.models import Usuario
from core.transitions import StaleVersion
from tests.workflows.metas.builders import Gobierno, Persona, se_niega, sin_cambios, ultima
from workflows.metas.actions import intermedias
from workflows.metas.models import Meta, MetaIntermedia

pytestmark = pytest.mark.django_db


def quitar(
    mi: MetaIntermedia, actor: Usuario, motivo: str = "No hace falta.", version: int | None = None
) -> MetaIntermedia:
    return intermedias.quitar(mi_id=mi.pk, actor=actor, motivo=motivo, version=version)


def test_it_is_no_longer_part_of_the_meta(gobierno: Gobierno) -> None:
    meta = gobierno.con_programa()
    quitada = quitar(meta.vivas()[0], gobierno.gerente)

    assert (quitada.estado, quitada.cerrado) == ("cancelada", True)
    assert ultima(quitada).escrito.texto == "No hace falta."
    assert quitada.pk not in {mi.pk for mi in meta.vivas()}


def test_who_answered_for_nothing_else_no_longer_sees_the_meta(
    gobierno: Gobierno, marta: Usuario
) -> None:
    meta = gobierno.con_programa()
    extra = gobierno.parte(meta, responsable=marta)
    quitar(extra, gobierno.gerente)

    papeles = Meta.objects.get(pk=meta.pk).papeles
    assert ("responsable", marta.pk) not in papeles
    assert ("responsable", gobierno.responsable.pk) in papeles


def test_the_reason_is_required(gobierno: Gobierno) -> None:
    mi = gobierno.con_programa().vivas()[0]

    with sin_cambios(mi), pytest.raises(ValidationError) as error:
        quitar(mi, gobierno.gerente, motivo="")
    assert set(error.value.message_dict) == {"motivo"}


def test_nobody_but_the_gerencia_does(gobierno: Gobierno, persona: Persona) -> None:
    mi = gobierno.con_programa().vivas()[0]

    for quien in ("luis", "carmen", "tomas", "elena"):
        with se_niega(mi, "No le corresponde"):
            quitar(mi, persona(quien))


def test_what_was_agreed_is_not_taken_out(gobierno: Gobierno) -> None:
    for meta in gobierno.por("en_revision", "visada", "aprobada", "en_ejecucion"):
        mi = meta.vivas()[0]
        with se_niega(mi, "ya no se puede cambiar"):
            quitar(mi, gobierno.gerente)


def test_what_was_begun_even_less(gobierno: Gobierno) -> None:
    for mi in gobierno.partes_por("en_ejecucion", "reportada", "cumplida"):
        with se_niega(mi, "No se puede: está en"):
            quitar(mi, gobierno.gerente)


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    mi = gobierno.con_programa().vivas()[0]

    with sin_cambios(mi), pytest.raises(StaleVersion):
        quitar(mi, gobierno.gerente, version=7)
