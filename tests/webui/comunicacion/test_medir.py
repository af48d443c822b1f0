"""What each channel will show, while somebody types."""

from __future__ import annotations

import pytest

from core.models import Usuario
from tests.webui.conftest import Entrar
from tests.workflows.comunicacion.builders import Redaccion, con_imagen, sin_cambios
from workflows.comunicacion.models import Pieza

NUEVA = "/piezas/medir/"


def medir(pieza: Pieza) -> str:
    return f"/piezas/{pieza.codigo}/medir/"


def test_it_looks_as_it_would_and_saves_nothing(entrar: Entrar, redaccion: Redaccion) -> None:
    pieza = redaccion.crear(**con_imagen())

    with sin_cambios(pieza):
        response = entrar(redaccion.autora).post(
            medir(pieza),
            {
                "titulo": "Otro",
                "texto_x": "ñ" * 300,
                "cuerpo": "**Ya**",
                "imagen_alt": "De noche",
                "canales": ["web", "twitter"],
            },
        )

    vista = response.content.decode()
    assert response.status_code == 200
    assert "<strong>Ya</strong>" in vista
    assert "300 de 280" in vista
    assert 'alt="De noche"' in vista
    assert 'aria-label="Facebook"' not in vista


def test_one_that_was_never_saved_is_measured_too(entrar: Entrar, redaccion: Redaccion) -> None:
    response = entrar(redaccion.autora).post(NUEVA, {"titulo": "Muelle", "canales": ["facebook"]})

    assert "Muelle" in response.content.decode()
    assert not Pieza.objects.exists()


@pytest.mark.parametrize(
    "datos",
    [
        {},
        {"titulo": "\x00", "cuerpo": "\x00"},
        {"texto_x": "a" * 500_000, "canales": ["twitter"]},
        {"canales": ["\x00", "telegrafo", "9" * 5000]},
        {"cuerpo": "[a](javascript:alert(1)) <script>alert(1)</script>", "canales": ["web"]},
    ],
)
def test_nothing_that_is_typed_breaks_it(
    entrar: Entrar, redaccion: Redaccion, datos: dict[str, object]
) -> None:
    response = entrar(redaccion.autora).post(NUEVA, datos)

    assert response.status_code == 200
    vista = response.content.decode()
    assert "<script" not in vista
    assert 'href="javascript' not in vista


@pytest.mark.parametrize(("quien", "codigo"), [("tomas", 403), ("omar", 403), ("luis", 404)])
def test_it_is_for_who_may_write(
    quien: str, codigo: int, entrar: Entrar, redaccion: Redaccion, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)

    assert entrar(actor).post(medir(redaccion.crear())).status_code == codigo


@pytest.mark.parametrize("quien", ["tomas", "elena", "omar", "ines"])
def test_who_may_not_begin_one_measures_none(
    quien: str, entrar: Entrar, redaccion: Redaccion, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)

    assert entrar(actor).post(NUEVA, {"titulo": "Muelle"}).status_code == 403


def test_it_is_not_asked_for_by_address(entrar: Entrar, redaccion: Redaccion) -> None:
    assert entrar(redaccion.autora).get(NUEVA).status_code == 405
