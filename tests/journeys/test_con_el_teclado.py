"""From the request to the answer, and from the milestone to the networks, without a mouse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys import hito, prensa, solicitud
from tests.journeys.conftest import Entrar
from tests.journeys.instalacion import Instalacion
from tests.journeys.manos import Teclado
from tests.journeys.poblar import OTRO_HITO

pytestmark = pytest.mark.xdist_group("journeys")


def test_de_la_solicitud_a_la_respuesta_con_el_teclado(
    ciudad: Instalacion, entra: Entrar, tmp_path: Path
) -> None:
    ines, rosa, tomas, luis = (
        entra(quien, mano=Teclado) for quien in ("ines", "rosa", "tomas", "luis")
    )
    asunto, tarea = "Pintar la cancha del parque", "Pintar las líneas de la cancha"

    ficha = solicitud.registra(ines, asunto)
    solicitud.analiza_y_eleva(rosa, ficha, asunto, ciudad)
    solicitud.acepta(tomas, asunto)
    compromiso = solicitud.encarga(rosa, ficha, tarea, ciudad)
    solicitud.asume(luis, compromiso)
    solicitud.cumple(luis, rosa, compromiso, tmp_path)
    solicitud.responde(rosa, ficha, ciudad)


def test_del_hito_a_las_redes_con_el_teclado(
    ciudad: Instalacion, entra: Entrar, tmp_path: Path
) -> None:
    luis, carmen, bruno, paula = (
        entra(quien, mano=Teclado) for quien in ("luis", "carmen", "bruno", "paula")
    )
    titulo = "El diseño del agua está aprobado"

    hito.se_cumple(luis, carmen, OTRO_HITO)
    hito.abre_desde_la_campana(bruno, OTRO_HITO)
    pieza = prensa.guarda_y_envia(bruno, titulo, prensa.dibujo(tmp_path))
    hito.devuelta_y_corregida(paula, bruno, pieza)
    prensa.lee_para_aprobar(paula, pieza)
    prensa.aprueba(paula)

    prensa.espera_recibos(ciudad, titulo, "web", "facebook", "twitter")
    assert prensa.en_portal(ciudad, titulo)
