"""A Wednesday morning in the press office, and the sandbox in place of the networks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from channels.models import Cuenta
from core import clock
from core.models import Municipio, Usuario
from tests.channels.builders import an_account
from tests.workflows.comunicacion.builders import MIERCOLES, Redaccion


@pytest.fixture(autouse=True)
def miercoles() -> Iterator[None]:
    with clock.moved_to(MIERCOLES):
        yield


@pytest.fixture
def una_sola_persona(db: None) -> Iterator[None]:
    """A town hall so small that who writes may approve."""
    municipio = Municipio.objects.get(pk=1)
    municipio.separar_funciones = False
    municipio.save()
    yield
    Municipio.olvidar()


@pytest.fixture
def facebook(db: None) -> Cuenta:
    """The municipality's page."""
    return an_account("facebook")


@pytest.fixture
def x(db: None) -> Cuenta:
    """The municipality's account of X."""
    return an_account("twitter")


@pytest.fixture
def web(db: None) -> Cuenta:
    """The portal, which every installation has."""
    return Cuenta.objects.get(canal="web")


@pytest.fixture
def redaccion(
    paula: Usuario, bruno: Usuario, tomas: Usuario, web: Cuenta, facebook: Cuenta, x: Cuenta
) -> Redaccion:
    """Paula writes, Bruno approves, and Tomás may, too; three channels."""
    return Redaccion(autora=paula, editor=bruno, titular=tomas)
