"""The page of one pieza: how it will look, what became of each publication, what may be done."""

from __future__ import annotations

import pytest

from core.models import Usuario
from ops.sandbox.client import Sandbox
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from tests.workflows.comunicacion.builders import Redaccion, con_imagen
from workflows.comunicacion import states
from workflows.comunicacion.models import Pieza


def url(pieza: Pieza) -> str:
    return f"/piezas/{pieza.codigo}/"


def test_it_shows_every_channel_as_it_will_look(entrar: Entrar, redaccion: Redaccion) -> None:
    pieza = redaccion.crear(texto_facebook="¡Ya abrió!", texto_x="Abrió.", **con_imagen())

    pagina = entrar(redaccion.autora).get(url(pieza)).content.decode()

    for parte in (pieza.titulo, "¡Ya abrió!", "Abrió.", "<strong>muelle</strong>", "Enviar a revi"):
        assert parte in pagina
    assert 'alt="El muelle, con tres lanchas"' in pagina


def test_its_public_page_is_a_link_only_once_it_stands(
    entrar: Entrar, redaccion: Redaccion
) -> None:
    pieza = redaccion.hasta(states.EN_REVISION)
    client = entrar(redaccion.autora)
    enlace = f'href="/p/{pieza.token}"'

    assert enlace not in client.get(url(pieza)).content.decode()
    redaccion.aprobar(pieza)
    assert enlace in client.get(url(pieza)).content.decode()


def test_what_failed_has_its_reason_and_its_button_for_prensa_alone(
    entrar: Entrar, redaccion: Redaccion, sandbox: Sandbox, elena: Usuario
) -> None:
    sandbox.fault("x", "bad_media")
    pieza = redaccion.publicar(**con_imagen())

    assert "Reintentar" in entrar(redaccion.autora).get(url(pieza)).content.decode()
    for otra in (redaccion.titular, elena):
        pagina = entrar(otra).get(url(pieza)).content.decode()
        assert pieza.titulo in pagina
        assert "Reintentar" not in pagina


@pytest.mark.parametrize("quien", ["luis", "ines", "sofia"])
def test_who_may_not_see_it_finds_nothing(
    quien: str, entrar: Entrar, redaccion: Redaccion, request: pytest.FixtureRequest
) -> None:
    client = entrar(request.getfixturevalue(quien))

    assert client.get(url(redaccion.crear())).status_code == 404
    assert client.get("/piezas/PIE-2026-99999/").status_code == 404


def test_hostile_text_is_shown_and_never_run(entrar: Entrar, redaccion: Redaccion) -> None:
    malo = "<script>alert(1)</script>"
    pieza = redaccion.crear(
        titulo=malo, entradilla=malo, cuerpo=malo, texto_x=malo, texto_facebook=malo
    )

    pagina = entrar(redaccion.autora).get(url(pieza)).content.decode()

    assert malo not in pagina
    assert "&lt;script&gt;alert(1)" in pagina


def test_a_long_life_costs_what_a_short_one_does(entrar: Entrar, redaccion: Redaccion) -> None:
    client = entrar(redaccion.autora)
    pieza = redaccion.hasta(states.APROBADA)
    corta = cuantas(lambda: client.get(url(pieza)))
    for vez in range(8):
        redaccion.editar(pieza, texto_x=f"Abrió {vez}.")
        redaccion.enviar(pieza)
        redaccion.aprobar(pieza)

    assert cuantas(lambda: client.get(url(pieza))) <= corta <= 60
