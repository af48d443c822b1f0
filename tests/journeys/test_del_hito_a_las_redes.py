"""What was promised is done, the press tells it, and the town reads it everywhere at once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import requests

from tests.journeys import hito, prensa
from tests.journeys.conftest import Entrar
from tests.journeys.gente import Persona
from tests.journeys.instalacion import TICK, Instalacion
from tests.journeys.poblar import HITO

pytestmark = pytest.mark.xdist_group("journeys")

# From the click to the receipt of the last network.
SEGUNDOS = 2.0
REDES = ("facebook", "x")


def test_del_hito_a_las_redes(ciudad: Instalacion, entra: Entrar, tmp_path: Path) -> None:
    luis, carmen, bruno, paula = entra("luis"), entra("carmen"), entra("bruno"), entra("paula")
    titulo = "El Roble ya tiene agua potable"
    parte = hito.se_cumple(luis, carmen, HITO)

    hito.abre_desde_la_campana(bruno, HITO)
    pieza = prensa.guarda_y_envia(bruno, titulo, prensa.dibujo(tmp_path))
    hito.devuelta_y_corregida(paula, bruno, pieza)

    with ciudad.sin("beat"):
        prensa.lee_para_aprobar(paula, pieza)
        assert _tarda(ciudad, paula, titulo) < SEGUNDOS
    _lo_lee_la_gente(ciudad, titulo)
    bruno.ir(parte)
    bruno.ve("Pieza PIE-")


def test_sin_despertar_sale_con_el_reloj(ciudad: Instalacion, entra: Entrar) -> None:
    titulo = "Jornada de vacunación en El Roble"
    with ciudad.sin_despertar():
        bruno, paula = entra("bruno"), entra("paula")
        pieza = prensa.escribe(bruno, titulo)
        prensa.lee_para_aprobar(paula, pieza)
        assert _tarda(ciudad, paula, titulo) < TICK + SEGUNDOS


def _tarda(ciudad: Instalacion, paula: Persona, titulo: str) -> float:
    """Seconds from her click until the receipt of every channel is written down."""
    pulsado = time.monotonic()
    prensa.aprueba(paula)
    prensa.espera_recibos(ciudad, titulo, "web", "facebook", "twitter")
    tardo = time.monotonic() - pulsado
    assert prensa.en_portal(ciudad, titulo)
    for red in REDES:
        prensa.espera_en_red(ciudad, red, titulo)
    return tardo


def _lo_lee_la_gente(ciudad: Instalacion, titulo: str) -> None:
    """On our page, and on both networks with its link and its picture, told to who cannot see."""
    permalink = prensa.en_portal(ciudad, titulo)
    noticia = requests.get(f"{ciudad.url}{permalink}", timeout=10).text
    assert "Desde el lunes sirve a 412 familias." in noticia
    pagina = ciudad.sandbox.get("/facebook/").text
    linea = ciudad.sandbox.get("/x/").text
    for red in (pagina, linea):
        assert titulo in red
        assert prensa.ALT in red
        assert permalink in red
