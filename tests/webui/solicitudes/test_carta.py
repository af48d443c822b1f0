"""The letter of an answer: seen before it is sent, and downloaded afterwards."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.core.impresos.leido import texto
from tests.webui.conftest import Entrar
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes import states


def test_it_is_seen_before_it_is_sent(entrar: Entrar, despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)
    client = entrar(despacho.jefe)

    pagina = client.get(reverse("solicitudes:paso", args=[solicitud.codigo, "cerrar"])).content
    previa = reverse("solicitudes:previa", args=[solicitud.codigo])
    assert f'formaction="{previa}" formtarget="_blank"' in pagina.decode()
    response = client.post(previa, {"respuesta": "Ya tienen agua."})

    assert response["Content-Type"] == "application/pdf"
    assert "Ya tienen agua." in texto(response.content)


def test_who_may_not_answer_sees_no_letter_of_it(entrar: Entrar, despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)
    previa = reverse("solicitudes:previa", args=[solicitud.codigo])

    assert entrar(despacho.asistente).post(previa, {"respuesta": "x"}).status_code == 403


def test_it_is_downloaded_from_the_page(entrar: Entrar, despacho: Despacho) -> None:
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))
    client = entrar(despacho.jefe)
    carta = reverse("solicitudes:carta", args=[solicitud.codigo])

    assert carta in client.get(reverse("solicitudes:uno", args=[solicitud.codigo])).content.decode()
    response: Any = client.get(carta, follow=True)

    assert response["Content-Type"] == "application/pdf"
    assert "attachment" in response["Content-Disposition"]
    assert "El agua llegó el martes." in texto(b"".join(response.streaming_content))


def test_without_an_answer_it_says_so(entrar: Entrar, despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)

    response = entrar(despacho.jefe).get(
        reverse("solicitudes:carta", args=[solicitud.codigo]), follow=True
    )

    assert "Todavía no tiene respuesta." in response.content.decode()
