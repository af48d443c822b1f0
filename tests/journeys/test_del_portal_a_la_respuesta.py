"""A neighbour asks on the portal, sends what is missing and reads the answer, with no account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys import solicitud
from tests.journeys.conftest import TELEFONO, Entrar
from tests.journeys.gente import Campos, Persona
from tests.journeys.instalacion import Instalacion
from tests.journeys.vecina import CORREO, Numeros, Vecina

pytestmark = pytest.mark.xdist_group("journeys")
ASUNTO = "Arreglar la bomba de El Roble"
RESPUESTA = "La bomba está arreglada desde ayer."


@pytest.fixture(params=[True, False], ids=["con scripts", "sin scripts"])
def dalys(
    ciudad: Instalacion, browser: Browser, request: pytest.FixtureRequest
) -> Iterator[Vecina]:
    """Dalys, with the telephone of today or an old one."""
    pantalla: dict[str, Any] = {"viewport": TELEFONO}
    context = browser.new_context(
        base_url=ciudad.url,
        locale="es-PA",
        reduced_motion="reduce",
        **pantalla,
        java_script_enabled=request.param,
    )
    yield Vecina(context.new_page(), scripts=request.param)
    context.close()


def test_del_portal_a_la_respuesta(
    ciudad: Instalacion, entra: Entrar, dalys: Vecina, tmp_path: Path
) -> None:
    numeros = dalys.presenta(ASUNTO, tmp_path)
    acuse = ciudad.espera_correo(CORREO, f"Recibimos su solicitud ({numeros.codigo})")
    assert numeros.pin in acuse["text"]
    assert f"/mi-solicitud/?codigo={numeros.codigo}" in acuse["text"]
    dalys.consulta(numeros)
    dalys.ve("Recibida")

    _responden(entra("rosa"), entra("tomas", telefono=True), ciudad, dalys, numeros)

    dalys.consulta(numeros)
    dalys.ve("Respondida")
    dalys.ve(RESPUESTA)
    dalys.page.get_by_role("button", name="Cerrar la consulta").click()
    dalys.ve("Consultar mi solicitud")


def _responden(
    rosa: Persona, tomas: Persona, ciudad: Instalacion, dalys: Vecina, numeros: Numeros
) -> None:
    """Analysed, decided, done and answered, as Dalys sees it go on."""
    ficha = f"/solicitudes/{numeros.codigo}/"
    rosa.ir(ficha)
    rosa.ve("bomba.png")
    rosa.dar("Analizar", {"Quién prepara la respuesta": "Rosa Medina"}, hecho="En análisis.")
    consejo: Campos = {
        "Atender": True,
        "Recomendación": "Son cuarenta familias.",
        "Fecha sugerida": f"{ciudad.hoy + timedelta(days=20):%Y-%m-%d}",
    }
    rosa.dar("Elevar a decisión", consejo, hecho="Elevada: ya espera decisión.")
    dalys.page.reload()
    dalys.ve("La está revisando el despacho.")
    dalys.ve("Por decidirse")
    solicitud.acepta(tomas, ASUNTO)
    rosa.ir(ficha)
    rosa.dar("Dar por atendida", {"Cómo se atendió": "Se cambió ayer."}, hecho="Atendida.")
    rosa.dar(
        "Responder y cerrar",
        {"Respuesta": RESPUESTA},
        hecho="La respuesta va en camino.",
    )
    correo = ciudad.espera_correo(CORREO, f"Respuesta a su solicitud ({numeros.codigo})")
    assert RESPUESTA in correo["text"]
