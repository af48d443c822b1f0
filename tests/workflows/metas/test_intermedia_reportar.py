"""A part is reported as met, with its proof; somebody has three working days to look at it."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core import clock
from core.adjuntos import Contenido
from core.transitions import StaleVersion
from notifiers.models import Entrega
from tests.workflows.metas.builders import (
    Gobierno,
    Persona,
    abiertos,
    avisados,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.plazos.models import Plazo

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("estado", ["programada", "en_ejecucion"])
def test_its_date_stops_and_somebody_must_look(estado: str, gobierno: Gobierno) -> None:
    mi = gobierno.reportar(gobierno.intermedia(estado))

    assert (mi.estado, mi.fecha_real, mi.reportada_por) == (
        "reportada",
        clock.today(),
        gobierno.responsable,
    )
    assert abiertos(mi) == {"mi.validar"}
    vence = Plazo.objects.get(expediente=mi.pk, clase="mi.validar").vence_en
    assert clock.local(vence).date() == date(2027, 4, 8)
    assert ultima(mi).escrito.texto == "El diseño está aprobado y firmado."


def test_the_responsable_institucional_is_told_in_the_bell_alone(gobierno: Gobierno) -> None:
    mi = gobierno.reportar(gobierno.intermedia())

    assert avisados(mi, "M06") == {"Carmen Ruiz"}
    assert not Entrega.objects.filter(notificacion__clase="M06").exists()


def test_a_file_is_proof_too(gobierno: Gobierno) -> None:
    acta = Contenido("acta.pdf", "application/pdf", b"%PDF-1.4 acta")
    mi = gobierno.reportar(gobierno.intermedia(), enlace="", evidencias=[acta])

    adjunto = mi.adjuntos.get()
    assert (adjunto.nombre, adjunto.clase, adjunto.subido_por) == (
        "acta.pdf",
        "evidencia",
        gobierno.responsable,
    )


def test_the_gerente_may_report_for_his_people(gobierno: Gobierno) -> None:
    mi = gobierno.reportar(gobierno.intermedia(), actor=gobierno.gerente)

    assert mi.reportada_por == gobierno.gerente


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"informe": " "}, "informe"),
        ({"enlace": ""}, "evidencias"),
        ({"enlace": "javascript:alert(1)"}, "enlace"),
        ({"enlace": "el drive"}, "enlace"),
        ({"enlace": "https://alborada.test/" + "x" * 200}, "enlace"),
    ],
)
def test_it_takes_a_report_and_a_proof(
    cambio: dict[str, str], campo: str, gobierno: Gobierno
) -> None:
    mi = gobierno.intermedia()

    with sin_cambios(mi), pytest.raises(ValidationError) as error:
        gobierno.reportar(mi, **cambio)
    assert set(error.value.message_dict) == {campo}


def test_who_does_not_work_on_it_does_not(gobierno: Gobierno, persona: Persona) -> None:
    mi = gobierno.intermedia()

    for quien in ("carmen", "tomas", "paula", "elena"):
        with se_niega(mi, "No le corresponde"):
            gobierno.reportar(mi, actor=persona(quien))


def test_work_waits_for_the_meta(gobierno: Gobierno) -> None:
    for meta in gobierno.por("borrador", "aprobada"):
        mi = meta.vivas()[0]
        with se_niega(mi, "La meta no está en ejecución"):
            gobierno.reportar(mi)


def test_it_is_reported_once(gobierno: Gobierno) -> None:
    for mi in gobierno.partes_por("reportada", "cumplida"):
        with se_niega(mi, "No se puede: está en"):
            gobierno.reportar(mi)


def test_a_stale_form_is_refused(gobierno: Gobierno) -> None:
    mi = gobierno.intermedia()

    with sin_cambios(mi), pytest.raises(StaleVersion):
        gobierno.reportar(mi, version=7)
