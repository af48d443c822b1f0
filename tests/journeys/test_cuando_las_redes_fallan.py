"""Networks that refuse, ask to wait, or take a post and do not say so: nothing goes out twice."""

from __future__ import annotations

import pytest

from ops.sandbox import accounts
from tests.espera import esperar
from tests.journeys import prensa
from tests.journeys.conftest import Entrar
from tests.journeys.gente import Persona
from tests.journeys.instalacion import Instalacion

pytestmark = pytest.mark.xdist_group("journeys")

PRENSA = ("bruno@alborada.test", "paula@alborada.test")
SOFIA = "sofia@alborada.test"
RECONECTE = "Reconecte Facebook: no se puede publicar"


def test_una_llave_muerta_retiene_y_al_reconectar_sale(ciudad: Instalacion, entra: Entrar) -> None:
    titulo = "Feria del libro en la plaza"
    paula = _con_todo_listo(entra, titulo)
    # Only now: the daily check of the accounts would find it, too.
    ciudad.sandbox.fault("facebook", "dead_token", times=None)
    prensa.aprueba(paula)

    prensa.espera_en_red(ciudad, "x", titulo)
    assert prensa.en_portal(ciudad, titulo)
    for correo in (*PRENSA, SOFIA):
        ciudad.espera_correo(correo, RECONECTE)
    paula.page.reload()
    paula.ve("La cuenta de Facebook ya no tiene permiso para publicar.")

    ciudad.sandbox.clear()
    _reconecta(entra("sofia"))
    prensa.espera_en_red(ciudad, "facebook", titulo)
    _salio_una_vez(ciudad, titulo)


def test_quien_pide_esperar_recibe_despues(ciudad: Instalacion, entra: Entrar) -> None:
    titulo = "Nueva ruta de buses a El Roble"
    ciudad.sandbox.fault("x", "rate_limit", seconds=900)
    paula = _publica(entra, titulo)

    prensa.espera_en_red(ciudad, "facebook", titulo)
    paula.espera("X pide esperar.")
    assert not prensa.en_red(ciudad, "x", titulo)

    ciudad.adelantar(minutes=16)
    prensa.espera_en_red(ciudad, "x", titulo)
    _salio_una_vez(ciudad, titulo)
    assert not [asunto for asunto in _asuntos(ciudad) if titulo in asunto]


def test_una_respuesta_perdida_no_publica_dos_veces(ciudad: Instalacion, entra: Entrar) -> None:
    titulo = "Limpieza de playas el sábado"
    for red in ("facebook", "x"):
        ciudad.sandbox.fault(red, "lost_response")
    bruno_supo = f"Ya está publicada: {titulo}"
    _publica(entra, titulo)
    for red in ("facebook", "x"):
        prensa.espera_en_red(ciudad, red, titulo)

    bruno = entra("bruno")
    esperar(lambda: bruno_supo in bruno.avisos(), que=f"el aviso «{bruno_supo}»", cada=0.5)
    _salio_una_vez(ciudad, titulo)
    assert not [asunto for asunto in _asuntos(ciudad) if titulo in asunto]


def _con_todo_listo(entra: Entrar, titulo: str) -> Persona:
    """Bruno has written, Paula has read; her page stays on the piece."""
    bruno, paula = entra("bruno"), entra("paula")
    pieza = prensa.escribe(bruno, titulo)
    prensa.lee_para_aprobar(paula, pieza)
    return paula


def _publica(entra: Entrar, titulo: str) -> Persona:
    paula = _con_todo_listo(entra, titulo)
    prensa.aprueba(paula)
    return paula


def _reconecta(sofia: Persona) -> None:
    sofia.ir("/canales/")
    cuenta = sofia.page.get_by_role("region", name=accounts.FB_PAGE_NAME)
    cuenta.get_by_role("link", name="Reconectar").click()
    llaves = {
        "Llave de la página": accounts.FB_PAGE_TOKEN,
        "Identificador de la aplicación": accounts.FB_APP_ID,
        "Secreto de la aplicación": accounts.FB_APP_SECRET,
    }
    sofia.llenar(llaves)
    sofia.page.get_by_role("button", name="Comprobar y guardar").click()
    sofia.ve("Reconectada: el canal aceptó las llaves")


def _salio_una_vez(ciudad: Instalacion, titulo: str) -> None:
    """Two ticks later each network still has it once, whatever was deleted or hidden counted."""
    ciudad.dos_ticks()
    for red, texto in (("facebook", "message"), ("x", "text")):
        todos = ciudad.sandbox.posts(red, hidden=True)
        assert len([post for post in todos if titulo in post[texto]]) == 1


def _asuntos(ciudad: Instalacion) -> list[str]:
    return [asunto for correo in PRENSA for asunto in ciudad.asuntos(correo)]
