"""A Wednesday morning in the office of the mayor."""

from __future__ import annotations

import pytest

from workflows.solicitudes.models import TipoSolicitud


@pytest.fixture(autouse=True)
def miercoles(miercoles: None) -> None:
    """All of this room happens then."""


@pytest.fixture
def peticion(db: None) -> TipoSolicitud:
    return TipoSolicitud.objects.get(codigo="peticion")


@pytest.fixture
def invitacion(db: None) -> TipoSolicitud:
    """The type that the jefe de agenda decides."""
    return TipoSolicitud.objects.get(codigo="invitacion")
