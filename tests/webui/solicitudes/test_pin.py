"""Another PIN for who asks at the counter: on the screen, once."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from core.models import Historial
from tests.webui.conftest import Entrar
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import publico
from workflows.solicitudes.models import Solicitud


def direccion(solicitud: Solicitud) -> str:
    return reverse("solicitudes:pin", args=[solicitud.codigo])


def test_it_is_shown_once_and_kept_by_no_browser(entrar: Entrar, despacho: Despacho) -> None:
    solicitud = despacho.registrar()
    client = entrar(despacho.asistente)
    pagina = client.get(reverse("solicitudes:uno", args=[solicitud.codigo])).content.decode()
    assert f'href="{direccion(solicitud)}"' in pagina

    antes = client.get(direccion(solicitud)).content.decode()
    response = client.post(direccion(solicitud))

    found = re.search(r">(\d{4} \d{4})<", response.content.decode())
    assert found
    assert publico.entrar(solicitud.codigo, found[1]) is not None
    assert "no-store" in response["Cache-Control"]
    assert despacho.solicitante.email in response.content.decode()
    for otra in (antes, client.get(direccion(solicitud)).content.decode()):
        assert not re.search(r">\d{4} \d{4}<", otra)


def test_to_look_gives_none(entrar: Entrar, despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    entrar(despacho.asistente).get(direccion(solicitud))

    assert not Historial.objects.filter(verbo="dar_pin").exists()


@pytest.mark.parametrize("quien", ["titular", "responsable"])
def test_who_does_not_attend_to_the_public_sees_no_way(
    entrar: Entrar, despacho: Despacho, quien: str
) -> None:
    solicitud = despacho.hasta("en_analisis")
    client = entrar(getattr(despacho, quien))

    pagina = client.get(reverse("solicitudes:uno", args=[solicitud.codigo])).content.decode()

    assert direccion(solicitud) not in pagina
    assert client.post(direccion(solicitud)).status_code == 403


def test_after_many_it_is_refused_in_plain_words(entrar: Entrar, despacho: Despacho) -> None:
    solicitud = despacho.registrar()
    client = entrar(despacho.asistente)
    for _ in range(5):
        assert client.post(direccion(solicitud)).status_code == 200

    response = client.post(direccion(solicitud))

    assert response.status_code == 429
    assert "Ya se dieron demasiados" in response.content.decode()
    assert Historial.objects.filter(verbo="dar_pin").count() == 5
