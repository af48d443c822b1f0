"""While somebody types: open ones that may be the same."""

from __future__ import annotations

import pytest

from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import texto, url
from tests.workflows.solicitudes.builders import Despacho

PARECIDAS = "/solicitudes/parecidas/"


@pytest.mark.parametrize("campo", ["titulo", "solicitante"])
def test_it_is_found_by_its_words_or_by_who_asked(
    entrar: Entrar, despacho: Despacho, campo: str
) -> None:
    suya = despacho.registrar()
    datos = {"titulo": "agua potable en el roble", "solicitante": str(despacho.solicitante.pk)}

    response = entrar(despacho.asistente).get(PARECIDAS, {campo: datos[campo]})

    assert url(suya) in texto(response)


@pytest.mark.parametrize("campo", ["titulo", "solicitante"])
@pytest.mark.parametrize(
    "basura", ["", "²", "\x00", "x" * 10_000, "-1", "9" * 40, "'; --", "\ufffd"]
)
def test_what_is_not_understood_finds_nothing_and_breaks_nothing(
    entrar: Entrar, despacho: Despacho, campo: str, basura: str
) -> None:
    despacho.registrar()

    response = entrar(despacho.asistente).get(PARECIDAS, {campo: basura})

    assert (response.status_code, texto(response).strip()) == (200, "")


def test_a_title_that_is_not_understood_does_not_hide_who_asked(
    entrar: Entrar, despacho: Despacho
) -> None:
    suya = despacho.registrar()

    response = entrar(despacho.asistente).get(
        PARECIDAS, {"titulo": "\x00", "solicitante": str(despacho.solicitante.pk)}
    )

    assert url(suya) in texto(response)


def test_what_one_may_not_see_is_not_betrayed(entrar: Entrar, despacho: Despacho) -> None:
    reservada = despacho.registrar(actor=despacho.jefe, nivel_reserva=4)

    response = entrar(despacho.asistente).get(PARECIDAS, {"titulo": reservada.titulo})

    assert reservada.codigo not in texto(response)
