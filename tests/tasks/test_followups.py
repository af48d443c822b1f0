"""The task that looks whether what is awaited below has happened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core import clock
from core.models import Actor, Usuario
from tasks import followups
from tests.workflows.solicitudes.builders import MIERCOLES, Despacho
from workflows.solicitudes import states
from workflows.solicitudes.models import TipoSolicitud


@pytest.fixture(autouse=True)
def miercoles() -> Iterator[None]:
    with clock.moved_to(MIERCOLES):
        yield


@pytest.fixture
def despacho(rosa: Usuario, ines: Usuario, tomas: Usuario, luis: Usuario, junta: Actor) -> Despacho:
    return Despacho(
        jefe=rosa,
        asistente=ines,
        titular=tomas,
        responsable=luis,
        solicitante=junta,
        tipo=TipoSolicitud.objects.get(codigo="peticion"),
    )


def test_the_task_has_the_name_the_schedule_knows() -> None:
    assert followups.seguir.name == "tasks.followups.seguir"


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
