"""Taking a file in: what it is by its content, not its name; written anew without metadata.

Images are decoded here; documents are opened by a process of its own (`core.limpieza`).
"""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

import filetype
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps

from core import intentos, transitions
from core.limpieza import proceso
from core.limpieza.base import BOMBA, CONTRASENA, DANADO, MACROS, PAGINAS, Rechazo
from core.models import Adjunto, Caso, Usuario
from core.transitions import NotAllowed

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 2400  # px; wider than any screen shows a news picture
_SE_CONSERVA = {"icc_profile", "transparency"}
# What Pillow's decoders raise at bytes that are not what they claim.
_DANADA = (OSError, ValueError, SyntaxError, TypeError, LookupError, EOFError, struct.error)
IMAGES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
# How the name of each ends; the first is what a name gets that ends otherwise.
DOCUMENTS = {
    "application/pdf": (".pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "video/mp4": (".mp4", ".m4v"),
    "audio/mpeg": (".mp3",),
}
ENDINGS = DOCUMENTS | {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
}
LARGO_NOMBRE = 150

_RECHAZOS = {
    DANADO: gettext_lazy("El documento está dañado o no se puede leer."),
    CONTRASENA: gettext_lazy("El documento tiene contraseña. Quítela y súbalo otra vez."),
    PAGINAS: gettext_lazy("El PDF pasa de 2.000 páginas: divídalo."),
    BOMBA: gettext_lazy("El documento ocupa demasiado al abrirse: divídalo o expórtelo a PDF."),
    MACROS: gettext_lazy("El documento trae macros. Guárdelo sin ellas y súbalo otra vez."),
}

# What an honest document rarely is.
_HOSTILES = frozenset({BOMBA, MACROS})


@dataclass(frozen=True, slots=True)
class Contenido:
    """A file that was accepted: its bytes as they will be stored, and what they are."""

    nombre: str
    tipo: str
    datos: bytes
    ancho: int | None = None
    alto: int | None = None


def revisar(archivo: IO[bytes], nombre: str, *, solo_imagen: bool = False) -> Contenido:
    """Decide whether a file is taken in; raises `ValidationError` with a sentence for the form."""
    datos = archivo.read(MAX_BYTES + 1)
    if not datos:
        raise ValidationError(_("El archivo está vacío."))
    if len(datos) > MAX_BYTES:
        raise ValidationError(_("El archivo pasa de 15 MB."))
    tipo = filetype.guess_mime(datos) or ""
    if tipo in IMAGES:
        return _imagen(_limpio(nombre, tipo), tipo, datos)
    if solo_imagen:
        raise ValidationError(_("Debe ser una imagen JPG, PNG o WebP."))
    if tipo not in DOCUMENTS:
        intentos.marcar(intentos.Clase.ARCHIVO)
        raise ValidationError(
            _("No se admite este archivo. Suba un PDF, una imagen o un documento de oficina.")
        )
    return Contenido(_limpio(nombre, tipo), tipo, _documento(tipo, datos))


def agregar(caso: Caso, archivos: Iterable[Contenido], *, actor: Usuario) -> None:
    """Add accepted files to an open case file that is locked; its history names them.

    Raises `NotAllowed` if it is closed or `actor` may not, `ValidationError` if there are none.
    """
    archivos = list(archivos)
    if caso.cerrado:
        raise NotAllowed("adjuntar", _("Ya está cerrado: no se le agrega nada."))
    if not archivos:
        raise ValidationError({"archivos": _("Elija al menos un archivo.")})
    nombres = ", ".join(archivo.nombre for archivo in archivos)
    transitions.record(caso, "adjuntar", actor=actor, texto=nombres)
    for archivo in archivos:
        guardar(caso, archivo, actor=actor)


def guardar(
    expediente: Caso,
    contenido: Contenido,
    *,
    actor: Usuario,
    clase: str = Adjunto.Clase.DOCUMENTO,
    publico: bool = False,
) -> Adjunto:
    """Store an accepted file with its case file. The same bytes are written once."""
    sha256 = hashlib.sha256(contenido.datos).hexdigest()
    adjunto = Adjunto(
        expediente_id=expediente.pk,
        clase=clase,
        nombre=contenido.nombre,
        tipo=contenido.tipo,
        tamano=len(contenido.datos),
        sha256=sha256,
        ancho=contenido.ancho,
        alto=contenido.alto,
        publico=publico,
        subido_por=actor,
    )
    ruta = f"{sha256[:2]}/{sha256}"
    storage = adjunto.archivo.storage
    if storage.exists(ruta):
        adjunto.archivo.name = ruta
    else:
        adjunto.archivo.save(ruta, ContentFile(contenido.datos), save=False)
    adjunto.save()
    return adjunto


def _limpio(nombre: str, tipo: str) -> str:
    """A name that can be shown and offered for download; never used as a path.

    It ends as what it is: whoever opens the download starts no program that its name promised.
    """
    base = PurePath(nombre.replace("\\", "/")).name
    limpio = "".join(c for c in base if c.isprintable() and c not in '<>:"/\\|?*') or "archivo"
    if limpio.lower().endswith(ENDINGS[tipo]):
        return limpio[-LARGO_NOMBRE:]
    return limpio[: LARGO_NOMBRE - 5] + ENDINGS[tipo][0]


def _documento(tipo: str, datos: bytes) -> bytes:
    """Opened in a process of its own, which takes its metadata out; never by us."""
    try:
        return proceso.limpiar(tipo, datos)
    except Rechazo as rechazo:
        if rechazo.causa in _HOSTILES:
            intentos.marcar(intentos.Clase.ARCHIVO)
        raise ValidationError(_RECHAZOS.get(rechazo.causa, _RECHAZOS[DANADO])) from None


def _imagen(nombre: str, tipo: str, datos: bytes) -> Contenido:
    """Decoded, turned upright, made smaller if huge, and written anew without its metadata."""
    try:
        imagen = _decodificada(datos)
        salida = io.BytesIO()
        imagen.save(salida, format=IMAGES[tipo], quality=86)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        intentos.marcar(intentos.Clase.ARCHIVO)
        raise ValidationError(_("La imagen tiene demasiados píxeles.")) from None
    except _DANADA:
        raise ValidationError(_("La imagen está dañada o no se puede leer.")) from None
    return Contenido(nombre, tipo, salida.getvalue(), imagen.width, imagen.height)


def _decodificada(datos: bytes) -> Image.Image:
    imagen = Image.open(io.BytesIO(datos), formats=list(IMAGES.values()))
    if imagen.width * imagen.height > MAX_PIXELS:
        raise Image.DecompressionBombError
    imagen.draft("RGB", (MAX_SIDE, MAX_SIDE))  # of a JPEG no more is decoded than will be kept
    upright = ImageOps.exif_transpose(imagen)
    # Where it was taken and by whom also stands in comments and XMP, which Pillow would copy.
    upright.info = {clave: upright.info[clave] for clave in _SE_CONSERVA & upright.info.keys()}
    upright.thumbnail((MAX_SIDE, MAX_SIDE))
    return upright.convert("RGB") if imagen.format in {"JPEG", "MPO"} else upright
