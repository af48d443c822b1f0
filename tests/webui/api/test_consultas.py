"""No list of the API asks the database more often because there is more to show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import override_settings

from core.models import ROLES, Actor, Adjunto, Area, Expediente, Lugar, Participacion, Tema, Usuario
from ops.bench.copies import multiply
from tests.consultas import cuantas
from tests.webui.api.mundo import Mundo, un_mundo
from tests.webui.api.programa import Programa, una_clave
from webui.api.guia import descripcion

pytestmark = pytest.mark.django_db


@pytest.fixture
def mundo(db: None) -> Mundo:
    return un_mundo()


def todo() -> Usuario:
    """Somebody who may see everything there is."""
    user = Usuario.objects.create_user("todo@alborada.test", nombre="Todo")
    user.groups.set(Group.objects.filter(name__in=ROLES))
    return user


def test_no_read_asks_more_because_there_is_more(mundo: Mundo) -> None:
    user = todo()
    _clave, secreto = una_clave(user)
    programa = Programa(secreto)
    with override_settings(API_POR_MINUTO=10**6):
        antes = dict(_cuestan(programa, mundo))
        _crecer(mundo, user)
        despues = dict(_cuestan(programa, mundo))
    assert {ruta: (antes[ruta], n) for ruta, n in despues.items() if n > antes[ruta]} == {}


def _cuestan(programa: Programa, mundo: Mundo) -> Iterator[tuple[str, int]]:
    """Every read there is, with as many rows as it shows at once."""
    for camino, metodos in descripcion()["paths"].items():
        if "get" not in metodos or "adjuntos/{id}" in camino:
            continue
        espacio = camino.split("/")[3]
        ruta = camino.replace("{codigo}", mundo.codigos.get(espacio, [""])[0])
        nombres = {uno["name"] for uno in metodos["get"]["parameters"]}
        ruta += "?limite=100" if "limite" in nombres else ""
        yield camino, cuantas(lambda ruta=ruta: _leer(programa, ruta))  # type: ignore[misc]


def _leer(programa: Programa, ruta: str) -> None:
    response: Any = programa.get(ruta)
    assert response.status_code == 200, f"{ruta}: {response.content}"


def _crecer(mundo: Mundo, user: Usuario) -> None:
    """Many more case files, each crossing much, with files; many more of all they name."""
    multiply(10)
    catalogos: tuple[Any, ...] = (Actor, Tema, Lugar, Area)
    for modelo in catalogos:
        modelo._default_manager.bulk_create(modelo(nombre=f"Otro {n}") for n in range(50))
    Usuario.objects.bulk_create(
        Usuario(email=f"p{n}@alborada.test", nombre=f"Persona {n}") for n in range(50)
    )
    for codigos in mundo.codigos.values():
        caso = Expediente.objects.get(codigo=codigos[0])
        caso.actores.set(Actor.objects.all())
        caso.temas.set(Tema.objects.all())
        caso.lugares.set(Lugar.objects.all())
        Participacion.objects.create(expediente=caso, usuario=user, papel="monitor")
        Adjunto.objects.bulk_create(
            Adjunto(
                expediente=caso,
                nombre=f"acta-{n}.pdf",
                archivo=f"acta-{n}.pdf",
                tipo="application/pdf",
                tamano=100,
                sha256="0" * 64,
                subido_por=user,
            )
            for n in range(50)
        )
