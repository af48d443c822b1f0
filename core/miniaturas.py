"""Smaller copies of the pictures of case files, for who reads them over a slow link.

Each is made when it is first asked for and kept beside its original: it can be thrown away at any
time. Always JPEG, which every telephone and every network shows.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import BinaryIO, NamedTuple

from PIL import Image

from core.models import Adjunto

TARJETA = 640  # px: a card of the portal on a screen of two pixels to one
PAGINA = 1200  # px: the width of a page likewise, and what networks show of it
TIPO = "image/jpeg"


class Medida(NamedTuple):
    """How large a copy is, in pixels."""

    ancho: int
    alto: int


def medida(adjunto: Adjunto, ancho: int) -> Medida:
    """The size of the copy no wider than `ancho`; nothing is made larger than it was."""
    if not adjunto.ancho or not adjunto.alto:
        raise ValueError(f"{adjunto.pk} is not a picture")
    menor = min(ancho, adjunto.ancho)
    return Medida(menor, max(round(adjunto.alto * menor / adjunto.ancho), 1))


def abrir(adjunto: Adjunto, ancho: int) -> BinaryIO:
    """The copy no wider than `ancho`, made if there is none; `FileNotFoundError` without original.

    Its name is that of the original's content: no part of it comes from a request.
    """
    original = Path(adjunto.archivo.path)
    copia = original.with_name(f"{original.name}-{ancho}.jpg")
    if not copia.exists():
        _hacer(original, copia, medida(adjunto, ancho))
    return copia.open("rb")


def _hacer(original: Path, copia: Path, tamano: Medida) -> None:
    """Written aside and moved into its place: nobody ever reads half of it."""
    with Image.open(original) as imagen:
        perfil = imagen.info.get("icc_profile") if imagen.mode == "RGB" else None
        menor = _sobre_blanco(imagen).resize(tamano, Image.Resampling.LANCZOS)
    with tempfile.NamedTemporaryFile(dir=copia.parent, delete=False) as aparte:
        menor.save(aparte, "JPEG", quality=82, optimize=True, progressive=True, icc_profile=perfil)
    Path(aparte.name).replace(copia)


def _sobre_blanco(imagen: Image.Image) -> Image.Image:
    if not imagen.has_transparency_data:
        return imagen.convert("RGB")
    con_alfa = imagen.convert("RGBA")
    fondo = Image.new("RGB", con_alfa.size, "white")
    fondo.paste(con_alfa, mask=con_alfa.getchannel("A"))
    return fondo
