"""A neighbour asks, the mayor says yes, somebody does it late, and the neighbour has an answer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.conftest import Entrar
from tests.journeys.gente import Campos, Persona, llenar
from tests.journeys.instalacion import Instalacion

pytestmark = pytest.mark.xdist_group("journeys")

ASUNTO = "Reparar el muro de la escuela"
TAREA = "Levantar el muro de la escuela de El Roble"
JUNTA = "junta@elroble.test"
RESPUESTA = "El muro está reparado desde ayer. Gracias por avisarnos."


def test_de_la_solicitud_a_la_respuesta(ciudad: Instalacion, entra: Entrar, tmp_path: Path) -> None:
    ines, rosa, luis = entra("ines"), entra("rosa"), entra("luis")
    tomas = entra("tomas", telefono=True)

    ficha = _registra(ines)
    _analiza_y_eleva(rosa, ficha, ciudad)
    _acepta_en_el_telefono(tomas)
    compromiso = _encarga(rosa, ficha, ciudad)
    luis.ir(compromiso)
    luis.dar("Aceptar", hecho="Aceptado. Ahora está en gestión.")

    _vence_y_avisa(ciudad, luis, rosa)

    luis.ir(compromiso)
    informe: Campos = {"Qué se hizo": "El muro está en pie.", "Evidencias": _foto(tmp_path)}
    luis.dar("Reportar cumplido", informe, hecho="Reportado.")
    rosa.ir(compromiso)
    rosa.ve("muro.png")
    rosa.dar("Verificar y cerrar", hecho="Verificado y cerrado.")

    rosa.ir(ficha)
    rosa.espera_paso("Responder y cerrar")
    rosa.dar("Responder y cerrar", {"Respuesta": RESPUESTA}, hecho="La respuesta va en camino.")
    _recibe_la_respuesta(ciudad)


def _registra(ines: Persona) -> str:
    ines.ir("/solicitudes/nueva/")
    ines.page.get_by_role("radio").first.check()
    campos: Campos = {"Asunto": ASUNTO, "Quién lo pide": "Junta Comunal El Roble", "El Roble": True}
    llenar(ines.page.get_by_role("main"), campos)
    ines.page.get_by_role("button", name="Guardar").click()
    ines.ve("Guardado.")
    return ines.page.url


def _analiza_y_eleva(rosa: Persona, ficha: str, ciudad: Instalacion) -> None:
    rosa.ir("/mi-dia/")
    rosa.seguir(ASUNTO)
    assert rosa.page.url == ficha
    rosa.dar("Analizar", {"Quién prepara la respuesta": "Rosa Medina"}, hecho="En análisis.")
    consejo: Campos = {
        "Atender": True,
        "Recomendación": "La escuela abre en un mes.",
        "Fecha sugerida": f"{ciudad.hoy + timedelta(days=20):%Y-%m-%d}",
    }
    rosa.dar("Elevar a decisión", consejo, hecho="Elevada: ya espera decisión.")


def _acepta_en_el_telefono(tomas: Persona) -> None:
    tomas.ir("/mi-dia/")
    fila = tomas.page.get_by_role("article").filter(has_text=ASUNTO)
    fila.get_by_role("button", name="Aceptar").click()
    tomas.ve("Aceptada.")


def _encarga(rosa: Persona, ficha: str, ciudad: Instalacion) -> str:
    """In four days, with Marta following it."""
    rosa.ir(ficha)
    encargo = {
        "Qué se va a hacer": TAREA,
        "Responsable": "Luis Ábrego",
        "Para cuándo": f"{ciudad.hoy + timedelta(days=4):%Y-%m-%d}",
        "Monitor": "Marta Solís",
    }
    rosa.dar("Encargar", encargo, hecho="Encargado.")
    rosa.seguir(TAREA)
    rosa.ve("Asignado")
    return rosa.page.url


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


def _recibe_la_respuesta(ciudad: Instalacion) -> None:
    correo = ciudad.espera_correo(JUNTA, "Respuesta a su solicitud")
    assert RESPUESTA in correo["text"]


def _foto(carpeta: Path) -> Path:
    foto = carpeta / "muro.png"
    Image.new("RGB", (60, 40), "#9fc6d8").save(foto)
    return foto
