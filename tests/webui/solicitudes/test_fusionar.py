"""Joining a request to another one that asks for the same, as its page does it."""

from __future__ import annotations

import pytest

from core.models import Actor
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import errores, texto, url
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes.models import Solicitud


@pytest.fixture
def otra(despacho: Despacho) -> Solicitud:
    comite = Actor.objects.create(nombre="Comité de Agua")
    return despacho.registrar(solicitante=comite)


def test_those_that_look_the_same_are_offered(
    entrar: Entrar, despacho: Despacho, otra: Solicitud
) -> None:
    solicitud = despacho.registrar()
    client = entrar(despacho.jefe)
    assert otra.codigo in texto(client.get(f"{url(solicitud)}fusionar/"))

    client.post(f"{url(solicitud)}fusionar/", {"parecida": otra.codigo, "version": 1})

    assert Solicitud.objects.get(pk=solicitud.pk).principal == otra
    assert f'href="{url(otra)}"' in texto(client.get(url(solicitud)))
    assert solicitud.codigo in texto(client.get(url(otra)))


def test_those_of_one_name_are_told_apart_by_who_asks(
    entrar: Entrar, despacho: Despacho, otra: Solicitud
) -> None:
    solicitud = despacho.registrar()

    pagina = texto(entrar(despacho.jefe).get(f"{url(solicitud)}fusionar/"))

    assert solicitud.titulo == otra.titulo
    assert f"{otra.titulo} · Comité de Agua · Registrada" in pagina


def test_any_other_is_named_by_its_code(
    entrar: Entrar, despacho: Despacho, otra: Solicitud
) -> None:
    solicitud = despacho.registrar(titulo="Nada que ver")

    entrar(despacho.jefe).post(
        f"{url(solicitud)}fusionar/", {"codigo": f" {otra.codigo.lower()} ", "version": 1}
    )

    assert Solicitud.objects.get(pk=solicitud.pk).principal == otra


@pytest.mark.parametrize("codigo", ["", "SOL-2026-99999", "hola"])
def test_one_that_does_not_exist_is_refused_beside_its_field(
    entrar: Entrar, despacho: Despacho, codigo: str
) -> None:
    solicitud = despacho.registrar()

    response = entrar(despacho.jefe).post(
        f"{url(solicitud)}fusionar/", {"codigo": codigo, "version": 1}
    )

    assert (response.status_code, errores(response)) == (422, ["codigo"])


def test_what_the_action_refuses_is_said(entrar: Entrar, despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    response = entrar(despacho.jefe).post(
        f"{url(solicitud)}fusionar/", {"codigo": solicitud.codigo, "version": 1}
    )

    assert response.status_code == 422
    assert "Es esta misma solicitud." in texto(response)
