"""A Wednesday on which the town hall takes petitions and invitations by the portal."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from core import clock
from tests.momentos import MIERCOLES
from tests.workflows.solicitudes.builders import Despacho
from tests.workflows.solicitudes.portal import CORREO, abrir_al_publico, presentar
from webui.portal.ventanilla import prueba
from workflows.solicitudes.actions.publico import Recibida

RUTA = "/solicitar/peticion/"
VALE = re.compile(r'name="vale" value="([^"]+)"')
Enviar = Callable[..., HttpResponse]
Seguir = Callable[..., tuple[Client, Recibida]]


@pytest.fixture(autouse=True)
def abierta(despacho: Despacho, settings: Settings) -> Iterator[None]:
    """Browsers work little here, and nobody waits three seconds."""
    abrir_al_publico("peticion")
    abrir_al_publico("invitacion")
    settings.PORTAL_TRABAJO_BITS = 6
    settings.PORTAL_MINIMO_SEGUNDOS = 0
    with clock.moved_to(MIERCOLES):
        yield


def escrito(**cambios: Any) -> dict[str, Any]:
    """What Dalys writes; a field changed to None is not sent."""
    campos = {
        "titulo": "Agua potable para la escuela",
        "descripcion": "Desde abril no llega agua a la escuela.",
        "nombre": "Dalys Mora",
        "correo": CORREO,
        "telefono": "",
        "por_quien": "",
        "consiente": "on",
        **cambios,
    }
    return {nombre: valor for nombre, valor in campos.items() if valor is not None}


def trabajar(vale: str) -> str:
    """The number that the script of the page would find."""
    formulario, bits, _desde = signing.loads(vale, salt=prueba.SAL)
    for numero in itertools.count():
        huella = hashlib.sha256(f"{formulario}:{numero}".encode()).digest()
        if int.from_bytes(huella) >> (256 - bits) == 0:
            return str(numero)
    raise AssertionError


def pedir_hoja(client: Client, ruta: str = RUTA) -> str:
    """The signed number of a form that was just drawn."""
    found = VALE.search(client.get(ruta).content.decode())
    assert found
    return found[1]


@pytest.fixture
def enviar() -> Enviar:
    """Fill in the form as a browser with scripts does, with what is changed of it, and send it."""

    def hacer(client: Client | None = None, ruta: str = RUTA, **cambios: Any) -> HttpResponse:
        client = client or Client(enforce_csrf_checks=True)
        vale = cambios.pop("vale", None) or pedir_hoja(client, ruta)
        cambios.setdefault("trabajo", trabajar(vale))
        return client.post(ruta, escrito(vale=vale, **cambios))  # type: ignore[return-value]

    return hacer


@pytest.fixture
def seguir() -> Seguir:
    """A browser that showed code and PIN of what Dalys presented."""

    def hacer(**campos: Any) -> tuple[Client, Recibida]:
        recibida, client = presentar(**campos), Client()
        datos = {"codigo": recibida.solicitud.codigo, "pin": recibida.pin}
        assert client.post("/mi-solicitud/", datos).status_code == 302
        return client, recibida

    return hacer
