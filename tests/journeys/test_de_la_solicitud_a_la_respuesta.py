"""A neighbour asks, the mayor says yes, somebody does it late, and the neighbour has an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys import solicitud
from tests.journeys.conftest import Entrar
from tests.journeys.gente import Persona
from tests.journeys.instalacion import Instalacion

pytestmark = pytest.mark.xdist_group("journeys")

ASUNTO = "Reparar el muro de la escuela"
TAREA = "Levantar el muro de la escuela de El Roble"


def test_de_la_solicitud_a_la_respuesta(ciudad: Instalacion, entra: Entrar, tmp_path: Path) -> None:
    ines, rosa, luis = entra("ines"), entra("rosa"), entra("luis")
    tomas = entra("tomas", telefono=True)

    ficha = solicitud.registra(ines, ASUNTO)
    solicitud.analiza_y_eleva(rosa, ficha, ASUNTO, ciudad)
    solicitud.acepta(tomas, ASUNTO)
    compromiso = solicitud.encarga(rosa, ficha, TAREA, ciudad)
    solicitud.asume(luis, compromiso)

    _vence_y_avisa(ciudad, luis, rosa)

    solicitud.cumple(luis, rosa, compromiso, tmp_path)
    solicitud.responde(rosa, ficha, ciudad)


def _vence_y_avisa(ciudad: Instalacion, luis: Persona, rosa: Persona) -> None:
    """Due on Friday: told on Wednesday, on Friday, on Monday; on Wednesday whoever follows it."""
    for dias, aviso in ((2, "Vence en 2 días hábiles"), (2, "Vence hoy"), (3, "Atrasado")):
        ciudad.adelantar(days=dias)
        ciudad.espera_correo(luis.correo, f"{aviso}: {TAREA}")
    assert not [asunto for asunto in ciudad.asuntos(rosa.correo) if "Atrasado" in asunto]
    ciudad.adelantar(days=2)
    ciudad.espera_correo(rosa.correo, f"Atrasado: {TAREA}")
    ciudad.espera_correo("marta@alborada.test", f"Atrasado: {TAREA}")
    assert any("Atrasado" in aviso for aviso in rosa.avisos())
