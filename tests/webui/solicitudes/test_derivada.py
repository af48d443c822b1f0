"""What was handed on, as its page, its list and Mi día show it."""

from __future__ import annotations

import pytest

from core.models import Actor, Area
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import LISTA, errores, texto, url
from tests.workflows.solicitudes.builders import Despacho, obras, sin_cambios
from workflows.solicitudes import states

CARTA = {"carta": "Les toca a ustedes."}


@pytest.fixture
def instituto(db: None) -> Actor:
    return Actor.objects.create(
        nombre="Instituto de Acueductos", tipo="institucion", email="mesa@acueductos.test"
    )


def test_the_form_offers_those_who_would_answer_and_a_letter_begun(
    entrar: Entrar, despacho: Despacho, instituto: Actor
) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)
    obras()
    Area.objects.create(nombre="Archivo")
    Actor.objects.create(nombre="Ana Samudio", tipo="persona")

    pagina = texto(entrar(despacho.jefe).get(url(solicitud, "derivar")))

    assert "Obras</option>" in pagina
    assert "Instituto de Acueductos</option>" in pagina
    assert "Archivo</option>" not in pagina
    assert "Ana Samudio</option>" not in pagina
    assert f"le trasladamos la solicitud {solicitud.codigo}" in pagina


def test_to_nobody_or_to_two_it_goes_nowhere(
    entrar: Entrar, despacho: Despacho, instituto: Actor
) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)
    client = entrar(despacho.jefe)
    dos = {"area": obras().pk, "institucion": instituto.pk}

    with sin_cambios(solicitud):
        nadie = client.post(url(solicitud, "derivar"), CARTA)
        ambos = client.post(url(solicitud, "derivar"), {**CARTA, **dos})

    assert (nadie.status_code, errores(nadie)) == (422, ["area"])
    assert (ambos.status_code, errores(ambos)) == (422, ["institucion"])


def test_what_an_institution_answers_is_written_down_and_answered(
    entrar: Entrar, despacho: Despacho, instituto: Actor
) -> None:
    solicitud = despacho.hasta(states.EN_ANALISIS)
    client = entrar(despacho.jefe)

    client.post(url(solicitud, "derivar"), {**CARTA, "institucion": instituto.pk})
    pagina = texto(client.get(url(solicitud)))
    assert "Les toca a ustedes." in pagina
    assert f'href="/actores/{instituto.pk}/"' in pagina

    client.post(url(solicitud, "anotar_respuesta"), {"respuesta": "Va en marzo."})
    assert "Va en marzo." in texto(client.get(url(solicitud)))
    assert "Va en marzo." in texto(client.get(url(solicitud, "cerrar")))


def test_the_unit_opens_it_and_may_give_it_back(entrar: Entrar, despacho: Despacho) -> None:
    solicitud = despacho.hasta(states.DERIVADA)
    rita = obras().jefe
    assert rita is not None
    client = entrar(rita)

    assert "Devolver a análisis" in texto(client.get(url(solicitud)))
    client.post(url(solicitud, "devolver_derivada"), {"motivo": "No es de Obras."})

    solicitud.refresh_from_db()
    assert solicitud.estado == "en_analisis"
    assert client.get(url(solicitud)).status_code == 404


def test_it_has_a_tray_and_comes_back_to_the_jefe_when_answered(
    entrar: Entrar, despacho: Despacho
) -> None:
    solicitud = despacho.hasta(states.DERIVADA)
    client = entrar(despacho.jefe)
    assert solicitud.codigo in texto(client.get(f"{LISTA}?estado=derivada"))
    assert "Respuestas por enviar" not in texto(client.get("/mi-dia/"))

    despacho.contestar(solicitud)

    assert solicitud.codigo in texto(client.get(f"{LISTA}?estado=por_responder"))
    assert "Ya contestó a quien se derivó; falta responder." in texto(client.get("/mi-dia/"))
