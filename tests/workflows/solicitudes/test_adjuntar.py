"""Adding a file to a request, while it is open."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core.models import Usuario
from core.transitions import StaleVersion
from tests.builders import ACTA
from tests.workflows.solicitudes.builders import Despacho, se_niega, sin_cambios, ultima
from workflows.solicitudes import actions, states
from workflows.solicitudes.models import Solicitud


@pytest.mark.parametrize("estado", states.ABIERTOS)
def test_its_history_names_the_file(estado: str, despacho: Despacho) -> None:
    solicitud = despacho.hasta(estado)

    actions.adjuntar(solicitud_id=solicitud.pk, actor=despacho.asistente, archivos=[ACTA])

    assert (solicitud.adjuntos.get().nombre, solicitud.adjuntos.get().clase) == (
        "acta.pdf",
        "documento",
    )
    entrada = ultima(solicitud)
    assert (entrada.verbo, entrada.a, entrada.escrito.texto) == ("adjuntar", estado, "acta.pdf")


def test_who_answers_it_may(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    actions.adjuntar(solicitud_id=solicitud.pk, actor=despacho.responsable, archivos=[ACTA])

    assert solicitud.adjuntos.get().subido_por == despacho.responsable


def test_who_only_reads_it_may_not(despacho: Despacho, elena: Usuario) -> None:
    solicitud = despacho.registrar()

    with se_niega(solicitud, "No le corresponde"):
        actions.adjuntar(solicitud_id=solicitud.pk, actor=elena, archivos=[ACTA])


def test_nothing_is_added_to_what_was_answered(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.CERRADA)

    with se_niega(solicitud, "Ya está cerrado"):
        actions.adjuntar(solicitud_id=solicitud.pk, actor=despacho.jefe, archivos=[ACTA])


def test_there_must_be_a_file(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    with sin_cambios(solicitud), pytest.raises(ValidationError, match="al menos un archivo"):
        actions.adjuntar(solicitud_id=solicitud.pk, actor=despacho.jefe, archivos=[])


def test_a_stale_form_is_refused(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)

    with sin_cambios(solicitud), pytest.raises(StaleVersion):
        actions.adjuntar(solicitud_id=solicitud.pk, actor=despacho.jefe, archivos=[ACTA], version=1)


def test_what_one_may_not_see_does_not_exist(despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    with pytest.raises(Solicitud.DoesNotExist):
        actions.adjuntar(solicitud_id=solicitud.pk, actor=despacho.responsable, archivos=[ACTA])
