"""What was reported is returned, and its date runs again."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core import clock
from core.transitions import StaleVersion
from notifiers.models import Notificacion
from tests.workflows.metas.builders import (
    Gobierno,
    Persona,
    abiertos,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.metas import states
from workflows.plazos.models import Plazo

pytestmark = pytest.mark.django_db


def test_its_date_runs_again(gobierno: Gobierno) -> None:
    mi = gobierno.rechazar(gobierno.intermedia(states.REPORTADA))

    assert (mi.estado, mi.fecha_real, mi.reportada_por) == ("en_ejecucion", None, None)
    assert abiertos(mi) == {"mi.vence"}
    plazo = Plazo.objects.get(expediente=mi.pk, estado="abierto")
    assert clock.local(plazo.vence_en).date() == mi.fecha_vigente
    assert ultima(mi).escrito.texto == "Falta la firma del ingeniero."


def test_who_reported_it_is_told_why(gobierno: Gobierno) -> None:
    mi = gobierno.rechazar(gobierno.intermedia(states.REPORTADA))

    avisos = Notificacion.objects.filter(expediente=mi.pk, clase="M06R")
    assert {uno.destinatario.nombre for uno in avisos} == {"Luis Ábrego", "Gabriel Ortega"}
    assert {uno.datos["motivo"] for uno in avisos} == {"Falta la firma del ingeniero."}


def test_it_can_be_reported_again(gobierno: Gobierno) -> None:
    mi = gobierno.rechazar(gobierno.intermedia(states.REPORTADA))

    assert gobierno.validar(gobierno.reportar(mi)).estado == "cumplida"


def test_the_reason_is_required(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia(states.REPORTADA)

    with sin_cambios(mi), pytest.raises(ValidationError) as error:
        gobierno.rechazar(mi, motivo="")
    assert set(error.value.message_dict) == {"motivo"}


def test_nobody_else_does(gobierno: Gobierno, persona: Persona) -> None:
    mi = gobierno.intermedia(states.REPORTADA)

    for quien in ("luis", "gabriel", "tomas", "elena"):
        with se_niega(mi, "No le corresponde"):
            gobierno.rechazar(mi, actor=persona(quien))


def test_only_what_was_reported_is_returned(gobierno: Gobierno) -> None:
    for mi in gobierno.partes_por("programada", "en_ejecucion", "cumplida"):
        with se_niega(mi, "No se puede: está en"):
            gobierno.rechazar(mi)


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia(states.REPORTADA)

    with sin_cambios(mi), pytest.raises(StaleVersion):
        gobierno.rechazar(mi, version=1)
