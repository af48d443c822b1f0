"""Mi día of prensa: each channel that failed or is in doubt, with the button that settles it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from channels.models import Publicacion
from core import clock
from core.models import Suplencia, Usuario
from ops.sandbox.client import Sandbox
from tests.consultas import cuantas
from tests.webui.comunicacion.conftest import (
    facebook,
    miercoles,
    redaccion,
    web,
    x,
)
from tests.webui.conftest import Entrar
from tests.workflows.comunicacion.builders import Redaccion, con_imagen, pasados, salida
from workflows.comunicacion import actions
from workflows.comunicacion.models import Pieza

__all__ = ["facebook", "miercoles", "redaccion", "web", "x"]
MI_DIA = "/mi-dia/"


@pytest.fixture
def pieza(redaccion: Redaccion, sandbox: Sandbox) -> Pieza:
    """One that X refused, and of which Facebook neither showed nor denied anything for a day."""
    sandbox.fault("x", "bad_media")
    sandbox.fault("facebook", "reset")
    pieza = redaccion.publicar(**con_imagen())
    sandbox.fault("facebook", "server_error_json", op="timeline", times=None)
    with pasados(60 * 25):
        actions.reconciliar()
    sandbox.clear()
    return pieza


def ruta(pieza: Pieza, canal: str, verbo: str) -> str:
    return f"/publicaciones/{salida(pieza, canal).pk}/{verbo}/"


def problemas(client: Client) -> list[tuple[str, list[str]]]:
    """Where something went wrong and the verbs offered, of all rows; own steps must be none."""
    filas = [uno for _grupo, asuntos in client.get(MI_DIA).context["grupos"] for uno in asuntos]
    assert not any(uno.pasos for uno in filas if uno.problemas)
    return [(p.donde, [paso.verb for paso in p.pasos]) for uno in filas for p in uno.problemas]


def con_htmx(client: Client, url: str, datos: dict[str, Any]) -> Any:
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{MI_DIA}"}
    return client.post(url, {"siguiente": MI_DIA, **datos}, headers=headers)


def test_each_channel_says_what_happened_and_offers_what_settles_it(
    entrar: Entrar, pieza: Pieza, paula: Usuario
) -> None:
    browser = entrar(paula)

    assert problemas(browser) == [("Facebook", ["decidir"]), ("X", ["reintentar"])]
    pagina = browser.get(MI_DIA).content.decode()
    assert "No se sabe si salió: mire la cuenta y diga qué ve." in pagina
    assert "X no aceptó la publicación" in pagina
    assert f'action="{ruta(pieza, "twitter", "reintentar")}"' in pagina
    assert f'href="{ruta(pieza, "facebook", "decidir")}?siguiente={MI_DIA}"' in pagina
    assert f"Pasos de {pieza.codigo} en X" in pagina
    assert f"/piezas/{pieza.codigo}/editar/" not in pagina
    assert f"/piezas/{pieza.codigo}/retirar/" not in pagina


def test_a_long_complaint_of_a_network_is_cut(entrar: Entrar, pieza: Pieza, paula: Usuario) -> None:
    Publicacion.objects.filter(canal="twitter").update(error="Muy mal. " * 40)

    pagina = entrar(paula).get(MI_DIA).content.decode()

    assert pagina.count("Muy mal.") == 15


def test_without_scripts_a_retry_comes_back_without_its_line(
    entrar: Entrar, pieza: Pieza, paula: Usuario
) -> None:
    browser = entrar(paula)

    response = browser.post(
        ruta(pieza, "twitter", "reintentar"), {"version": 1, "siguiente": MI_DIA}
    )

    assert response.headers["Location"] == MI_DIA
    assert "En camino otra vez." in browser.get(MI_DIA).content.decode()
    assert salida(pieza, "twitter").estado == "pendiente"
    assert problemas(browser) == [("Facebook", ["decidir"])]


def test_with_scripts_the_page_stays(entrar: Entrar, pieza: Pieza, paula: Usuario) -> None:
    response = con_htmx(entrar(paula), ruta(pieza, "twitter", "reintentar"), {})

    assert json.loads(response.headers["HX-Location"])["path"] == MI_DIA
    assert salida(pieza, "twitter").estado == "pendiente"


def test_a_decision_is_asked_in_the_dialog_and_the_row_goes_with_the_last(
    entrar: Entrar, pieza: Pieza, paula: Usuario
) -> None:
    browser, url = entrar(paula), ruta(pieza, "facebook", "decidir")
    con_htmx(browser, ruta(pieza, "twitter", "reintentar"), {})

    dialogo = browser.get(url, {"siguiente": MI_DIA}, headers={"HX-Request": "true"})
    assert "<html" not in dialogo.content.decode()
    assert "Lo que se envió" in dialogo.content.decode()
    sin_enlace = con_htmx(browser, url, {"publicada": "si"})
    assert sin_enlace.status_code == 422
    response = con_htmx(browser, url, {"publicada": "no"})

    assert json.loads(response.headers["HX-Location"])["path"] == MI_DIA
    assert salida(pieza, "facebook").estado == "pendiente"
    assert browser.get(MI_DIA).context["grupos"] == []


def test_a_row_that_somebody_settled_says_so_in_the_dialog(
    entrar: Entrar, pieza: Pieza, paula: Usuario, bruno: Usuario
) -> None:
    vista = {"version": Pieza.objects.get(pk=pieza.pk).version}
    con_htmx(entrar(bruno), ruta(pieza, "twitter", "reintentar"), vista)

    response = con_htmx(entrar(paula), ruta(pieza, "twitter", "reintentar"), vista)

    pagina = response.content.decode()
    assert (response.status_code, "<html" in pagina) == (409, False)
    assert "La publicación ya no está en ese estado. Vuelva a mirarla." in pagina
    assert "Bruno Salas cambió esto" in pagina
    assert f'href="{MI_DIA}"' in pagina


def test_another_change_of_the_piece_does_not_stop_it(
    entrar: Entrar, pieza: Pieza, paula: Usuario, bruno: Usuario
) -> None:
    vista = {"version": Pieza.objects.get(pk=pieza.pk).version}
    con_htmx(entrar(bruno), ruta(pieza, "facebook", "decidir"), {"publicada": "no", **vista})

    response = con_htmx(entrar(paula), ruta(pieza, "twitter", "reintentar"), vista)

    assert "HX-Location" in response.headers


def test_who_lost_the_role_meanwhile_is_told_why_not(
    entrar: Entrar, pieza: Pieza, tomas: Usuario
) -> None:
    response = con_htmx(entrar(tomas), ruta(pieza, "twitter", "reintentar"), {})

    assert response.status_code == 409
    assert "No le corresponde a usted." in response.content.decode()
    assert salida(pieza, "twitter").estado == "fallida"


@pytest.mark.parametrize("nombre", ["tomas", "rosa", "elena", "omar", "luis"])
def test_it_does_not_wait_for_who_is_not_of_prensa(
    nombre: str, entrar: Entrar, pieza: Pieza, request: pytest.FixtureRequest
) -> None:
    browser = entrar(request.getfixturevalue(nombre))

    assert problemas(browser) == []
    assert ruta(pieza, "twitter", "reintentar") not in browser.get(MI_DIA).content.decode()


def test_who_stands_in_for_prensa_settles_it(
    entrar: Entrar, pieza: Pieza, paula: Usuario, marta: Usuario
) -> None:
    hoy = clock.today()
    Suplencia.objects.create(
        titular=paula, suplente=marta, desde=hoy, hasta=hoy + timedelta(days=3)
    )
    browser = entrar(marta)

    assert problemas(browser) == [("Facebook", ["decidir"]), ("X", ["reintentar"])]
    browser.post(ruta(pieza, "twitter", "reintentar"))
    assert salida(pieza, "twitter").estado == "pendiente"


def test_what_was_withdrawn_and_still_stands_is_tried_again(
    entrar: Entrar, redaccion: Redaccion, sandbox: Sandbox
) -> None:
    pieza = redaccion.publicar(canales=["web", "facebook"])
    sandbox.fault("facebook", "server_error_json", op="delete", times=None)
    redaccion.retirar(pieza)
    for vez in range(6):
        with pasados(30 * vez):
            actions.quitar()
    browser = entrar(redaccion.autora)

    assert problemas(browser) == [("Facebook", ["reintentar"])]
    assert "Se retiró, y en Facebook no se pudo quitar." in browser.get(MI_DIA).content.decode()
    browser.post(ruta(pieza, "facebook", "reintentar"))
    assert salida(pieza, "facebook").fallos == 0
    assert problemas(browser) == []


def test_many_failures_ask_the_database_no_more_often_than_few(
    entrar: Entrar, redaccion: Redaccion, sandbox: Sandbox
) -> None:
    browser = entrar(redaccion.autora)

    def fallar(cuantas_mas: int) -> None:
        sandbox.fault("x", "bad_media", times=None)
        for _ in range(cuantas_mas):
            redaccion.publicar(**con_imagen())

    fallar(1)
    pocas = cuantas(lambda: browser.get(MI_DIA))
    fallar(4)
    assert len(problemas(browser)) == 5
    assert cuantas(lambda: browser.get(MI_DIA)) == pocas
