"""People of the cast at their work together, and the morning on which most of it happens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core import clock
from core.models import Actor, Lugar, Tema, Usuario
from tests.momentos import MIERCOLES
from tests.workflows.compromisos.builders import Oficina
from tests.workflows.comunicacion.builders import Redaccion
from tests.workflows.metas.builders import Gobierno
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes.models import TipoSolicitud


@pytest.fixture
def miercoles() -> Iterator[None]:
    """A Wednesday inside office hours, in a month without holidays."""
    with clock.moved_to(MIERCOLES):
        yield


@pytest.fixture
def oficina(rosa: Usuario, luis: Usuario, carmen: Usuario, junta: Actor) -> Oficina:
    """Rosa promised it, Luis does it, Carmen follows it."""
    return Oficina(programador=rosa, responsable=luis, monitor=carmen, a_quien=junta)


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


@pytest.fixture
def redaccion(paula: Usuario, bruno: Usuario, tomas: Usuario) -> Redaccion:
    """Paula writes, Bruno approves, and Tomás may, too."""
    return Redaccion(autora=paula, editor=bruno, titular=tomas)


@pytest.fixture
def gobierno(
    tomas: Usuario, carmen: Usuario, gabriel: Usuario, luis: Usuario, agua: Tema, el_roble: Lugar
) -> Gobierno:
    """Gabriel runs the metas, Luis delivers their parts, Carmen follows them, Tomás approves."""
    return Gobierno(
        titular=tomas,
        institucional=carmen,
        gerente=gabriel,
        responsable=luis,
        tema=agua,
        lugar=el_roble,
    )
