"""A Wednesday morning in the office of the mayor, in front of its screens."""

from __future__ import annotations

import pytest

from core.models import Lugar
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud, TipoSolicitud


@pytest.fixture(autouse=True)
def miercoles(miercoles: None) -> None:
    """All of this room happens then."""


@pytest.fixture
def invitacion(db: None) -> TipoSolicitud:
    """The type that the jefe de agenda decides."""
    return TipoSolicitud.objects.get(codigo="invitacion")


@pytest.fixture
def pedida(despacho: Despacho, el_roble: Lugar) -> Solicitud:
    """What waits for the decision of the titular."""
    return despacho.hasta(states.EN_DECISION, lugares=[el_roble], descripcion="Desde abril.")
