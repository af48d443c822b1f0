"""What whoever presented a request sends of what was missing; or it is no longer asked for."""

from __future__ import annotations

import pytest

from core.adjuntos import Contenido
from tests.workflows.solicitudes.builders import (
    Despacho,
    avisados,
    falta,
    se_niega,
    ultima,
)
from tests.workflows.solicitudes.portal import presentar, sistema
from workflows.solicitudes import actions
from workflows.solicitudes.models import Solicitud

pytestmark = pytest.mark.django_db
PLANO = Contenido("plano.pdf", "application/pdf", b"%PDF un plano")


@pytest.fixture
def incompleta(despacho: Despacho) -> Solicitud:
    """Dalys was asked for a plan."""
    solicitud = presentar().solicitud
    despacho.analizar(solicitud)
    actions.pedir_informacion(
        solicitud_id=solicitud.pk, actor=despacho.jefe, pedido="El plano de la escuela."
    )
    return Solicitud.objects.get(pk=solicitud.pk)


def test_it_is_analysed_again_and_whoever_prepares_it_is_told(
    incompleta: Solicitud, despacho: Despacho
) -> None:
    solicitud = actions.completar_del_publico(
        solicitud_id=incompleta.pk, texto="Va adjunto.", archivos=[PLANO]
    )

    assert (solicitud.estado, solicitud.completado) == ("en_analisis", "Va adjunto.")
    assert solicitud.adjuntos.get().subido_por == sistema()
    assert avisados(solicitud, "S06R") == {"Rosa Medina", "Luis Ábrego"}


def test_files_alone_are_enough(incompleta: Solicitud) -> None:
    solicitud = actions.completar_del_publico(
        solicitud_id=incompleta.pk, texto=" ", archivos=[PLANO]
    )

    assert solicitud.completado == "Envió archivos."


def test_nothing_is_not(incompleta: Solicitud) -> None:
    with falta(incompleta, "texto"):
        actions.completar_del_publico(solicitud_id=incompleta.pk, texto=" ")


def test_of_what_nothing_is_missing_nothing_is_completed(despacho: Despacho) -> None:
    solicitud = presentar().solicitud

    with se_niega(solicitud, "No se puede"):
        actions.completar_del_publico(solicitud_id=solicitud.pk, texto="Esto.")


@pytest.mark.parametrize("motivo", ["Ya llegó el agua.", ""])
def test_it_is_withdrawn_with_a_reason_or_without(despacho: Despacho, motivo: str) -> None:
    solicitud = presentar().solicitud

    actions.retirar_del_publico(solicitud_id=solicitud.pk, motivo=motivo)

    assert Solicitud.objects.get(pk=solicitud.pk).estado == "desistida"
    assert (ultima(solicitud).verbo, ultima(solicitud).usuario) == ("retirar", sistema())
    assert ultima(solicitud).escrito.texto.startswith(motivo or "Lo pidió en el portal")


def test_a_closed_one_is_not_withdrawn(despacho: Despacho) -> None:
    solicitud = despacho.hasta("cerrada")

    with se_niega(solicitud, "No se puede"):
        actions.retirar_del_publico(solicitud_id=solicitud.pk)
