"""Files more from whoever presented a request."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core.adjuntos import Contenido
from core.models import Historial
from tests.workflows.solicitudes.builders import Despacho, falta, se_niega
from tests.workflows.solicitudes.portal import presentar, sistema
from workflows.solicitudes import actions
from workflows.solicitudes.actions.publico import MAX_ARCHIVOS

pytestmark = pytest.mark.django_db


def documento(numero: int = 0) -> Contenido:
    return Contenido(f"{numero}.pdf", "application/pdf", f"%PDF {numero}".encode())


def test_they_stand_with_it_and_its_history_names_them(despacho: Despacho) -> None:
    solicitud = presentar().solicitud

    actions.adjuntar_del_publico(solicitud_id=solicitud.pk, archivos=[documento(1), documento(2)])

    assert {uno.subido_por for uno in solicitud.adjuntos.all()} == {sistema()}
    entrada = Historial.objects.filter(expediente=solicitud.pk).first()
    assert entrada is not None
    assert (entrada.verbo, entrada.escrito.texto) == ("adjuntar_del_publico", "1.pdf, 2.pdf")


def test_without_any_it_is_refused(despacho: Despacho) -> None:
    solicitud = presentar().solicitud

    with falta(solicitud, "archivos"):
        actions.adjuntar_del_publico(solicitud_id=solicitud.pk, archivos=[])


def test_there_is_an_end_to_how_many(despacho: Despacho) -> None:
    solicitud = presentar(archivos=[documento(n) for n in range(MAX_ARCHIVOS)]).solicitud

    with pytest.raises(ValidationError, match="hasta 20"):
        actions.adjuntar_del_publico(solicitud_id=solicitud.pk, archivos=[documento(99)])

    assert solicitud.adjuntos.count() == MAX_ARCHIVOS


def test_to_a_closed_one_nothing_is_added(despacho: Despacho) -> None:
    solicitud = despacho.hasta("cerrada")

    with se_niega(solicitud, "Ya está cerrada"):
        actions.adjuntar_del_publico(solicitud_id=solicitud.pk, archivos=[documento()])
