"""What the press office does in several journeys, and where its pieces end up."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import requests
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.espera import esperar
from tests.journeys.gente import Persona
from tests.journeys.instalacion import Instalacion

ALT = "Vecinas y vecinos junto a la obra terminada"


def escribe(bruno: Persona, titulo: str, foto: Path | None = None) -> str:
    """A piece from a blank page, sent to be approved; returns its address."""
    bruno.ir("/piezas/nueva/")
    return guarda_y_envia(bruno, titulo, foto)


def guarda_y_envia(bruno: Persona, titulo: str, foto: Path | None = None) -> str:
    """Fill in the editor that is open, save, and ask for the approval."""
    campos: dict[str, str | bool | Path] = {
        "Título": titulo,
        "Entradilla": f"{titulo}: lo cuenta la Alcaldía.",
        "Texto para la web": "Desde hoy sirve a 412 familias de El Roble.",
    }
    if foto:
        campos |= {
            "Imagen": foto,
            "Qué se ve en la imagen": ALT,
            "No se reconoce a menores de edad": True,
        }
    bruno.llenar(campos)
    bruno.tocar(bruno.page.get_by_role("button", name="Guardar borrador"))
    bruno.ve("Guardado.")
    pieza = bruno.donde
    bruno.dar("Enviar a revisión", hecho="Enviada a revisión.")
    return pieza


def lee_para_aprobar(paula: Persona, pieza: str) -> None:
    """Open what will be published, as it will be seen; the button is next."""
    paula.ir(pieza)
    paula.pulsar("Aprobar y publicar")
    expect(_boton(paula.page)).to_be_visible()


def aprueba(paula: Persona) -> None:
    """Press the button of what was read; the piece goes out from here."""
    paula.tocar(_boton(paula.page))
    paula.ve("Aprobada.")


def dibujo(carpeta: Path) -> Path:
    """An image that nobody has published before."""
    foto = carpeta / "obra.png"
    Image.new("RGB", (600, 315), "#9fc6d8").save(foto)
    return foto


def en_portal(ciudad: Instalacion, titulo: str) -> str:
    """The permalink of a piece on the public list; empty while it is not there."""
    lista = requests.get(f"{ciudad.url}/noticias/", timeout=10).text
    enlaces = re.findall(r'href="(/p/[^"]+)"[^>]*>([^<]*)', lista)
    return next((ruta for ruta, texto in enlaces if titulo in texto), "")


def en_red(ciudad: Instalacion, red: str, titulo: str) -> list[dict[str, Any]]:
    """What the public of `facebook` or `x` sees that tells it, oldest first."""
    texto = "message" if red == "facebook" else "text"
    return [post for post in ciudad.sandbox.posts(red) if titulo in post[texto]]


def espera_recibos(ciudad: Instalacion, titulo: str, *canales: str) -> None:
    """Wait until it is written down that each channel has it."""

    def anotados() -> bool:
        filas = ciudad.consulta(
            "SELECT p.canal FROM channels_publicacion p JOIN core_expediente e"
            " ON e.id = p.expediente_id WHERE e.titulo = %s AND p.publicada_en IS NOT NULL",
            titulo,
        )
        return {canal for (canal,) in filas} == set(canales)

    esperar(anotados, que=f"el recibo de «{titulo}» de {canales}", cada=0.02)


def espera_en_red(ciudad: Instalacion, red: str, titulo: str) -> dict[str, Any]:
    """Wait until it is there, and return it; it is there once."""
    try:
        visto = esperar(lambda: en_red(ciudad, red, titulo), que=f"«{titulo}» en {red}")
    except AssertionError as error:
        raise AssertionError(f"{error} Llamadas: {ciudad.sandbox.calls(red)[-4:]}") from None
    assert len(visto) == 1
    return visto[0]


def _boton(page: Page) -> Locator:
    return page.get_by_role("dialog").get_by_role("button", name="Aprobar y publicar")
