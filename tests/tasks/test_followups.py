"""The task that looks whether what is awaited below has happened."""

from __future__ import annotations

import pytest

from tasks import followups
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import states

pytestmark = pytest.mark.usefixtures("miercoles")


def test_the_task_has_the_name_the_schedule_knows() -> None:
    assert followups.seguir.name == "tasks.followups.seguir"


def test_what_is_answered_is_soon_on_paper(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.CERRADA)

    followups.seguir()

    assert solicitud.adjuntos.get().nombre == f"Respuesta {solicitud.codigo}.pdf"


def test_a_solicitud_is_attended_to_once_its_compromiso_is_done(despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    encargo = despacho.encargar(solicitud)
    followups.seguir()
    solicitud.refresh_from_db()
    assert solicitud.estado == "aceptada"

    despacho.cumplir(encargo)
    followups.seguir()
    followups.seguir()

    solicitud.refresh_from_db()
    assert solicitud.estado == "atendida"
    assert solicitud.historial.filter(verbo="atender").count() == 1
