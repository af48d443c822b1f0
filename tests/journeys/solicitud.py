"""What people do from the day a neighbour asks to the day he is answered."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PIL import Image

from tests.journeys.gente import Campos, Persona
from tests.journeys.instalacion import Instalacion

JUNTA = "junta@elroble.test"
RESPUESTA = "El muro está reparado desde ayer. Gracias por avisarnos."


def registra(ines: Persona, asunto: str) -> str:
    """The front desk writes it down; returns the address of its page."""
    ines.ir("/solicitudes/nueva/")
    ines.llenar({"Quién lo pide": "Junta Comunal El Roble", "Asunto": asunto, "El Roble": True})
    ines.tocar(ines.page.get_by_role("button", name="Guardar", exact=True))
    ines.ve("Guardado.")
    return ines.donde


def analiza_y_eleva(rosa: Persona, ficha: str, asunto: str, ciudad: Instalacion) -> None:
    """Found on Mi día, given to herself, and put before the mayor with an advice."""
    rosa.ir("/mi-dia/")
    rosa.seguir(asunto)
    assert rosa.donde == ficha
    rosa.dar("Analizar", {"Quién prepara la respuesta": "Rosa Medina"}, hecho="En análisis.")
    consejo: Campos = {
        "Atender": True,
        "Recomendación": "La escuela abre en un mes.",
        "Fecha sugerida": f"{ciudad.hoy + timedelta(days=20):%Y-%m-%d}",
    }
    rosa.dar("Elevar a decisión", consejo, hecho="Elevada: ya espera decisión.")


def acepta(tomas: Persona, asunto: str) -> None:
    """Decided on Mi día itself."""
    tomas.ir("/mi-dia/")
    fila = tomas.page.get_by_role("article").filter(has_text=asunto)
    tomas.tocar(fila.get_by_role("button", name="Aceptar"))
    tomas.ve("Aceptada.")


def encarga(rosa: Persona, ficha: str, tarea: str, ciudad: Instalacion) -> str:
    """In four days, with Marta following it; returns the address of the compromiso."""
    rosa.ir(ficha)
    encargo = {
        "Qué se va a hacer": tarea,
        "Responsable": "Luis Ábrego",
        "Para cuándo": f"{ciudad.hoy + timedelta(days=4):%Y-%m-%d}",
        "Monitor": "Marta Solís",
    }
    rosa.dar("Encargar", encargo, hecho="Encargado.")
    rosa.seguir(tarea)
    rosa.ve("Asignado")
    return rosa.donde


def asume(luis: Persona, compromiso: str) -> None:
    luis.ir(compromiso)
    luis.dar("Aceptar", hecho="Aceptado. Ahora está en gestión.")


def cumple(luis: Persona, rosa: Persona, compromiso: str, carpeta: Path) -> None:
    """Reported with a picture, which whoever verifies it sees."""
    luis.ir(compromiso)
    informe: Campos = {"Qué se hizo": "El muro está en pie.", "Evidencias": _foto(carpeta)}
    luis.dar("Reportar cumplido", informe, hecho="Reportado.")
    rosa.ir(compromiso)
    rosa.ve("muro.png")
    rosa.dar("Verificar y cerrar", hecho="Verificado y cerrado.")


def responde(rosa: Persona, ficha: str, ciudad: Instalacion) -> None:
    """The neighbour reads it in his mail."""
    rosa.ir(ficha)
    rosa.espera_paso("Responder y cerrar")
    rosa.dar(
        "Responder y cerrar",
        {"Respuesta": RESPUESTA},
        hecho="La respuesta va en camino.",
    )
    correo = ciudad.espera_correo(JUNTA, "Respuesta a su solicitud")
    assert RESPUESTA in correo["text"]


def _foto(carpeta: Path) -> Path:
    foto = carpeta / "muro.png"
    Image.new("RGB", (60, 40), "#9fc6d8").save(foto)
    return foto
