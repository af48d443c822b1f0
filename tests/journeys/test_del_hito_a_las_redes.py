"""What was promised is done, the press tells it, and the town reads it everywhere at once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import requests

from tests.journeys import prensa
from tests.journeys.conftest import Entrar
from tests.journeys.gente import Persona
from tests.journeys.instalacion import TICK, Instalacion
from tests.journeys.poblar import HITO, META

pytestmark = pytest.mark.xdist_group("journeys")

# From the click to the receipt of the last network.
SEGUNDOS = 2.0
REDES = ("facebook", "x")


def test_del_hito_a_las_redes(ciudad: Instalacion, entra: Entrar, tmp_path: Path) -> None:
    luis, carmen, bruno, paula = entra("luis"), entra("carmen"), entra("bruno"), entra("paula")
    titulo = "El Roble ya tiene agua potable"
    hito = _se_cumple(luis, carmen)

    _abre_desde_la_campana(bruno)
    pieza = prensa.guarda_y_envia(bruno, titulo, prensa.dibujo(tmp_path))
    _devuelta_y_corregida(paula, bruno, pieza)

    with ciudad.sin("beat"):
        prensa.lee_para_aprobar(paula, pieza)
        assert _tarda(ciudad, paula, titulo) < SEGUNDOS
    _lo_lee_la_gente(ciudad, titulo)
    bruno.ir(hito)
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


def _se_cumple(luis: Persona, carmen: Persona) -> str:
    """The milestone is begun, reported by its responsable and validated by another person."""
    luis.ir("/metas/")
    luis.seguir(META)
    luis.seguir(HITO)
    hito = luis.page.url
    luis.dar("Iniciar", hecho="Iniciada.")
    informe = {"Qué se logró": "La planta trata 40 litros por segundo.",
               "O un enlace que lo muestre": "https://alborada.test/planta"}  # fmt: skip
    luis.dar("Reportar cumplida", informe, hecho="Reportada.")
    carmen.ir(hito)
    carmen.dar("Validar", hecho="Validada: cumplida.")
    return hito


def _abre_desde_la_campana(bruno: Persona) -> None:
    """The bell tells that there is something to tell, and its button opens the editor."""
    assert any(HITO in aviso for aviso in bruno.avisos())
    bruno.page.get_by_role("button", name="Escribir pieza").first.click()
    assert bruno.page.get_by_label("Título").input_value() == HITO


def _devuelta_y_corregida(paula: Persona, bruno: Persona, pieza: str) -> None:
    paula.ir(pieza)
    observa = {"Qué hay que cambiar": "Diga desde cuándo."}
    paula.dar("Devolver con observaciones", observa, hecho="Devuelta a quien la escribió.")
    assert any("Corrija y vuelva a enviar" in aviso for aviso in bruno.avisos())
    bruno.ir(pieza)
    bruno.ve("Diga desde cuándo.")
    bruno.dar("Corregir", hecho="Otra vez en borrador")
    bruno.pulsar("Editar")
    bruno.page.get_by_label("Texto para la web").fill("Desde el lunes sirve a 412 familias.")
    bruno.page.get_by_role("main").get_by_role("button", name="Guardar", exact=True).click()
    bruno.ve("Guardada.")
    bruno.dar("Enviar a revisión", hecho="Enviada a revisión.")


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
