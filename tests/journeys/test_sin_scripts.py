"""From the request to the answer in browsers that run no scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys import solicitud
from tests.journeys.conftest import Entrar
from tests.journeys.instalacion import Instalacion

pytestmark = pytest.mark.xdist_group("journeys")


def test_de_la_solicitud_a_la_respuesta_sin_scripts(
    ciudad: Instalacion, entra: Entrar, tmp_path: Path
) -> None:
    ines, rosa, luis = (entra(quien, scripts=False) for quien in ("ines", "rosa", "luis"))
    tomas = entra("tomas", telefono=True, scripts=False)
    asunto, tarea = "Iluminar la parada del bus", "Poner dos lámparas en la parada"

    ficha = solicitud.registra(ines, asunto)
    solicitud.analiza_y_eleva(rosa, ficha, asunto, ciudad)
    solicitud.acepta(tomas, asunto)
    compromiso = solicitud.encarga(rosa, ficha, tarea, ciudad)
    solicitud.asume(luis, compromiso)
    solicitud.cumple(luis, rosa, compromiso, tmp_path)
    solicitud.responde(rosa, ficha, ciudad)
