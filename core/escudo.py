"""The municipality's shield: an image taken in, made small and named by its content."""

from __future__ import annotations

import hashlib
import io
from typing import IO

from django.core.files.base import ContentFile
from PIL import Image

from core import adjuntos

LADO = 256  # px; it is shown at a seventh of that, on fine screens too


def revisar(archivo: IO[bytes], nombre: str) -> ContentFile[bytes]:
    """The PNG to be kept; raises `ValidationError` for what is not an image we read."""
    contenido = adjuntos.revisar(archivo, nombre, solo_imagen=True)
    imagen = Image.open(io.BytesIO(contenido.datos))
    imagen.thumbnail((LADO, LADO))
    salida = io.BytesIO()
    imagen.convert("RGBA").save(salida, format="PNG", optimize=True)
    datos = salida.getvalue()
    return ContentFile(datos, f"{hashlib.sha256(datos).hexdigest()[:20]}.png")
