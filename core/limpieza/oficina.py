"""Documents of an office: zip files, of which much may come out, and in which names are kept."""

from __future__ import annotations

import io
import zipfile
import zlib

from core.limpieza.base import BOMBA, CONTRASENA, DANADO, MACROS, Rechazo

MAX_ABIERTO = 200 * 1024 * 1024
MAX_PARTES = 5000
# What one byte may become: sheets full of the same number reach some dozens.
MAX_RAZON = 200
# Below this much a part is small, however well it was pressed.
PEQUENA = 1024 * 1024
_TROZO = 1024 * 1024
CIFRADA = 0x1

_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties"/>'
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"/>'
)
_CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
)
_META = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'office:version="1.3"><office:meta/></office:document-meta>'
)
# Parts that say who wrote it, where and when, and what stands in their place.
VACIAS = {
    "docProps/core.xml": _CORE,
    "docProps/app.xml": _APP,
    "docProps/custom.xml": _CUSTOM,
    "meta.xml": _META,
}
# Pictures of the first page, drawn by the program that wrote it.
SOBRAN = ("docProps/thumbnail.", "Thumbnails/")
FIRMAS = ("_xmlsignatures/", "META-INF/documentsignatures.xml")
CON_MACROS = ("vbaProject.bin", "Basic/script-lc.xml", "Scripts/")


def limpiar(datos: bytes) -> bytes:
    """The same document without author, company and dates; what is signed stays as it is.

    Raises `Rechazo`: too much would come out of it, it is broken, locked, or brings programs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(datos)) as archivo:
            partes = archivo.infolist()
            _medir(partes)
            if any(sena in una.filename for una in partes for sena in CON_MACROS):
                raise Rechazo(MACROS)
            limpio = _copia(archivo, partes)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise Rechazo(DANADO) from None
    firmado = any(una.filename.startswith(FIRMAS) for una in partes)
    return datos if firmado else limpio


def _medir(partes: list[zipfile.ZipInfo]) -> None:
    """By what the parts say of themselves, before one is opened."""
    if len(partes) > MAX_PARTES or sum(una.file_size for una in partes) > MAX_ABIERTO:
        raise Rechazo(BOMBA)
    for una in partes:
        if una.file_size > PEQUENA and una.file_size > MAX_RAZON * max(una.compress_size, 1):
            raise Rechazo(BOMBA)
        if una.flag_bits & CIFRADA:
            raise Rechazo(CONTRASENA)
    if len({una.filename for una in partes}) < len(partes):
        raise Rechazo(DANADO)


def _copia(archivo: zipfile.ZipFile, partes: list[zipfile.ZipInfo]) -> bytes:
    """Every part read, so that none is more than it said, and written again."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", compresslevel=4) as copia:
        for una in partes:
            if una.filename.startswith(SOBRAN):
                continue
            nueva = zipfile.ZipInfo(una.filename)  # without the date, and what programs append
            nueva.compress_type = una.compress_type
            copia.writestr(nueva, VACIAS.get(una.filename) or _leida(archivo, una))
    return salida.getvalue()


def _leida(archivo: zipfile.ZipFile, una: zipfile.ZipInfo) -> bytes:
    trozos, quedan = [], una.file_size
    with archivo.open(una) as parte:
        while trozo := parte.read(_TROZO):
            quedan -= len(trozo)
            if quedan < 0:
                raise Rechazo(BOMBA)
            trozos.append(trozo)
    return b"".join(trozos)
