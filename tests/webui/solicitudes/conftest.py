"""A Wednesday morning in the office of the mayor, in front of its screens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core import clock
from core.models import Actor, Usuario
from tests.workflows.solicitudes.builders import MIERCOLES, Despacho
from workflows.solicitudes.models import TipoSolicitud


@pytest.fixture(autouse=True)
def miercoles() -> Iterator[None]:
    with clock.moved_to(MIERCOLES):
        yield


@pytest.fixture
def invitacion(db: None) -> TipoSolicitud:
    """The type that the jefe de agenda decides."""
    return TipoSolicitud.objects.get(codigo="invitacion")


@pytest.fixture
def despacho(rosa: Usuario, ines: Usuario, tomas: Usuario, luis: Usuario, junta: Actor) -> Despacho:
    """Rosa runs the agenda, Inés the counter; Tomás decides, Luis prepares the answers."""
    return Despacho(
        jefe=rosa,
        asistente=ines,
        titular=tomas,
        responsable=luis,
        solicitante=junta,
        tipo=TipoSolicitud.objects.get(codigo="peticion"),
    )
