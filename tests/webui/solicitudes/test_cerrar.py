"""The form of the answer, which says where it goes."""

from __future__ import annotations

import pytest

from core.models import Actor
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import errores, texto, url
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import actions, states
from workflows.solicitudes.models import Solicitud

RESPUESTA = "El agua llegó el martes."


def test_it_begins_as_its_type_does_and_says_where_it_goes(
    despacho: Despacho, entrar: Entrar
) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)

    response = entrar(despacho.jefe).get(url(solicitud, "cerrar"))

    inicial = response.context["form"]["respuesta"].value()
    assert inicial.startswith("Con respecto a su petición «Agua potable para El Roble»")
    assert "Se enviará a junta@elroble.test." in texto(response)
    assert "sin_contacto" not in response.context["form"].fields


@pytest.mark.parametrize(
    "correo", ['"<svg/onload=alert(1)>"@example.com', '"<b>x</b>"@example.com']
)
def test_an_address_is_shown_as_text(despacho: Despacho, entrar: Entrar, correo: str) -> None:
    """It may hold marks and still be an address."""
    ajeno = Actor.objects.create(nombre="Ajeno", email=correo)
    ajeno.full_clean()
    solicitud = despacho.hasta(states.RECHAZADA, solicitante=ajeno)

    pagina = texto(entrar(despacho.jefe).get(url(solicitud, "cerrar")))

    assert "<svg" not in pagina.split("Se enviará a", 1)[1].split("</div>", 1)[0]
    assert "<b>x" not in pagina
    assert "&lt;" in pagina.split("Se enviará a", 1)[1][:80]


def test_without_an_address_somebody_owns_that_it_goes_another_way(
    despacho: Despacho, entrar: Entrar
) -> None:
    vecina = Actor.objects.create(nombre="Dalys Mora", telefono="6000-0000")
    solicitud = despacho.hasta(states.ATENDIDA, solicitante=vecina)
    client = entrar(despacho.jefe)
    datos = {"respuesta": RESPUESTA, "version": solicitud.version}

    response = client.post(url(solicitud, "cerrar"), datos)
    assert (response.status_code, errores(response)) == (422, ["sin_contacto"])
    assert RESPUESTA in texto(response)

    assert client.post(url(solicitud, "cerrar"), {**datos, "sin_contacto": "on"}).status_code == 302
    assert Solicitud.objects.get().sin_contacto


def test_over_something_reopened_somebody_owns_that_the_answer_says_so(
    despacho: Despacho, entrar: Entrar
) -> None:
    solicitud = despacho.hasta(states.ACEPTADA)
    encargo = despacho.encargar(solicitud)
    despacho.cumplir(encargo)
    actions.seguir()
    client = entrar(despacho.jefe)
    campos = client.get(url(solicitud, "cerrar")).context["form"].fields
    assert "con_pendientes" not in campos

    despacho.reabrir_encargo(encargo)
    datos = {"respuesta": RESPUESTA, "version": Solicitud.objects.get().version}
    response = client.post(url(solicitud, "cerrar"), datos)
    assert (response.status_code, errores(response)) == (422, ["con_pendientes"])
    assert RESPUESTA in texto(response)
    assert Solicitud.objects.get().estado == "atendida"

    otra_vez = {**datos, "con_pendientes": "on"}
    assert client.post(url(solicitud, "cerrar"), otra_vez).status_code == 302
    assert Solicitud.objects.get().estado == "cerrada"
