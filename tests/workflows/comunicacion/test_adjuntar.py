"""Adding a file to a piece while it is written; it is no part of what is published."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core.models import Usuario
from core.transitions import StaleVersion
from tests.builders import ACTA
from tests.workflows.comunicacion.builders import Redaccion, se_niega, sin_cambios, ultima
from workflows.comunicacion import actions, queries, states
from workflows.comunicacion.models import Pieza


@pytest.mark.parametrize("estado", states.ABIERTOS)
def test_the_file_changes_nothing_of_what_is_approved(estado: str, redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(estado)
    huella = queries.huella(pieza)

    actions.adjuntar(pieza_id=pieza.pk, actor=redaccion.autora, archivos=[ACTA])

    pieza = Pieza.objects.get(pk=pieza.pk)
    assert (queries.huella(pieza), pieza.estado) == (huella, estado)
    assert pieza.adjuntos.get().nombre == "acta.pdf"
    assert (ultima(pieza).verbo, ultima(pieza).escrito.texto) == ("adjuntar", "acta.pdf")


def test_who_only_reads_it_may_not(redaccion: Redaccion, rosa: Usuario) -> None:
    pieza = redaccion.crear()

    with se_niega(pieza, "No le corresponde"):
        actions.adjuntar(pieza_id=pieza.pk, actor=rosa, archivos=[ACTA])


@pytest.mark.parametrize("estado", states.CERRADOS)
def test_nothing_is_added_once_it_was_approved(estado: str, redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(estado)

    with se_niega(pieza, "Ya está cerrado"):
        actions.adjuntar(pieza_id=pieza.pk, actor=redaccion.autora, archivos=[ACTA])


def test_there_must_be_a_file(redaccion: Redaccion) -> None:
    pieza = redaccion.crear()

    with sin_cambios(pieza), pytest.raises(ValidationError, match="al menos un archivo"):
        actions.adjuntar(pieza_id=pieza.pk, actor=redaccion.autora, archivos=[])


def test_a_stale_form_is_refused(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.EN_REVISION)

    with sin_cambios(pieza), pytest.raises(StaleVersion):
        actions.adjuntar(pieza_id=pieza.pk, actor=redaccion.autora, archivos=[ACTA], version=1)


def test_what_one_may_not_see_does_not_exist(redaccion: Redaccion, marta: Usuario) -> None:
    pieza = redaccion.crear()

    with pytest.raises(Pieza.DoesNotExist):
        actions.adjuntar(pieza_id=pieza.pk, actor=marta, archivos=[ACTA])
