"""What the editor and the page of a piece show of each channel."""

from __future__ import annotations

from core.models import Usuario
from ops.sandbox.client import Sandbox
from tests.webui.conftest import Entrar
from tests.workflows.comunicacion.builders import Redaccion
from workflows.comunicacion import states

MEDIR = "/piezas/medir/"
TODOS = {"canales": ["web", "facebook", "twitter"]}


def test_what_is_typed_is_seen_as_each_channel_will_show_it(
    entrar: Entrar, redaccion: Redaccion
) -> None:
    pagina = entrar(redaccion.autora).post(MEDIR, {**TODOS, "titulo": "Abre el muelle"})

    assert [una.canal for una in pagina.context["vistas"]] == ["web", "facebook", "twitter"]
    assert "Falta el texto." in pagina.content.decode()


def test_nothing_is_missing_from_what_nobody_began_to_write(entrar: Entrar, paula: Usuario) -> None:
    pagina = entrar(paula).post(MEDIR, {**TODOS, "titulo": " "}).content.decode()

    assert "Falta" not in pagina
    assert "para ver cómo quedará" in pagina


def test_its_permalink_leads_somewhere_once_something_stands_there(
    entrar: Entrar, redaccion: Redaccion
) -> None:
    borrador, aprobada = redaccion.crear(), redaccion.hasta(states.APROBADA)
    browser = entrar(redaccion.autora)

    for pieza, hay in ((borrador, False), (aprobada, True)):
        pagina = browser.get(f"/piezas/{pieza.codigo}/").content.decode()
        assert (f'href="/p/{pieza.token}"' in pagina) is hay


def test_what_is_out_exactly_so_is_said_and_what_will_stand_beside_it_too(
    entrar: Entrar, redaccion: Redaccion, sandbox: Sandbox
) -> None:
    pieza = redaccion.editar(redaccion.publicar(), texto_x="Abrió.")

    pagina = entrar(redaccion.autora).get(f"/piezas/{pieza.codigo}/").content.decode()

    assert pagina.count("Exactamente esto ya está publicado") == 1
    assert pagina.count("sigue a la vista: esta saldrá aparte") == 1
