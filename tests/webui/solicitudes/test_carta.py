"""The letter of an answer: seen before it is sent, and downloaded afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.core.impresos.leido import texto
from tests.webui.conftest import Entrar
from tests.workflows.solicitudes.builders import Despacho, obras
from workflows.solicitudes import actions, cartas, states


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


def test_one_that_could_not_be_printed_is_printed_again_from_the_page(
    entrar: Entrar, despacho: Despacho, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA))
    pagina, carta = (reverse(f"solicitudes:{a}", args=[solicitud.codigo]) for a in ("uno", "carta"))
    client, otra = entrar(despacho.jefe), "Imprimirla otra vez"
    with monkeypatch.context() as roto:
        roto.setattr(cartas, "CARTA", tmp_path / "no_esta.typ")
        assert otra not in client.get(pagina).content.decode()
        actions.imprimir_las_que_esperan()
        response = client.post(carta, follow=True)
        assert "no se pudo imprimir. Avise a quien administra" in response.content.decode()
    assert otra in client.get(pagina).content.decode()
    assert otra not in entrar(despacho.titular).get(pagina).content.decode()

    response = entrar(despacho.jefe).post(carta, follow=True)

    assert "La carta ya está impresa." in response.content.decode()
    assert otra not in response.content.decode()


def test_where_there_is_no_address_the_page_says_that_it_is_handed_over(
    entrar: Entrar, despacho: Despacho
) -> None:
    despacho.solicitante.email = ""
    despacho.solicitante.save()
    solicitud = despacho.cerrar(despacho.hasta(states.ATENDIDA), sin_contacto=True)
    derivada = despacho.hasta(states.DERIVADA)
    client = entrar(despacho.jefe)

    for una, dicho, direccion in (
        (solicitud, "Entregue la carta con la respuesta", "carta"),
        (derivada, "Entregue la carta que dice que se derivó", "aviso"),
    ):
        pagina = client.get(reverse("solicitudes:uno", args=[una.codigo])).content.decode()
        carta = reverse(f"solicitudes:{direccion}", args=[una.codigo])
        assert dicho in pagina
        assert f'href="{carta}"' in pagina
        papel: Any = client.get(carta, follow=True)
        assert una.codigo in texto(b"".join(papel.streaming_content))


def test_what_is_said_of_its_being_handed_on_is_seen_before(
    entrar: Entrar, despacho: Despacho
) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)
    client = entrar(despacho.jefe)
    previa = reverse("solicitudes:aviso_previo", args=[solicitud.codigo])
    paso = reverse("solicitudes:paso", args=[solicitud.codigo, "derivar"])
    pagina = client.get(paso).content.decode()
    assert f'formaction="{previa}"' in pagina
    assert "se trasladó a {destino}" in pagina

    sin_elegir: Any = client.post(previa, {"aviso": "Lo ve {destino}."})
    elegida: Any = client.post(previa, {"aviso": "Lo ve {destino}.", "area": obras().pk})

    assert "escriba lo que va en: {destino}" in texto(sin_elegir.content)
    assert "Lo ve Obras." in texto(elegida.content)
    assert "escriba lo que va" not in texto(elegida.content)
    assert entrar(despacho.asistente).post(previa, {"aviso": "x"}).status_code == 403


def test_without_an_answer_it_says_so(entrar: Entrar, despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.ATENDIDA)

    response = entrar(despacho.jefe).get(
        reverse("solicitudes:carta", args=[solicitud.codigo]), follow=True
    )

    assert "Todavía no tiene respuesta." in response.content.decode()
