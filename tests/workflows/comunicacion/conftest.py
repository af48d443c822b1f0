"""A Wednesday morning in the press office, and the sandbox in place of the networks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from channels.models import Cuenta
from core.models import Municipio
from tests.channels.builders import an_account
from tests.workflows.comunicacion.builders import Redaccion


@pytest.fixture(autouse=True)
def miercoles(miercoles: None) -> None:
    """All of this room happens then."""


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
def redaccion(redaccion: Redaccion, web: Cuenta, facebook: Cuenta, x: Cuenta) -> Redaccion:
    """With three channels."""
    return redaccion
