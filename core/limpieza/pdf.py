"""A PDF: its pages counted, and who wrote it with what taken out."""

from __future__ import annotations

import io

import pikepdf

from core.limpieza.base import CONTRASENA, DANADO, PAGINAS, Rechazo

MAX_PAGINAS = 2000
# Of `SigFlags`: there are signatures.
FIRMADO = 1


def limpiar(datos: bytes) -> bytes:
    """The same pages without author, program and dates; raises `Rechazo`.

    What is signed stays byte by byte: a signature is of all of them. What its author locked against
    changes stays as well.
    """
    try:
        with pikepdf.open(io.BytesIO(datos)) as documento:
            return _limpio(documento) or datos
    except pikepdf.PasswordError:
        raise Rechazo(CONTRASENA) from None
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        raise Rechazo(DANADO) from None


def _limpio(documento: pikepdf.Pdf) -> bytes:
    """Written anew; empty if it has to stay as it is."""
    declaradas = int(documento.Root.Pages.get("/Count", 0))
    if declaradas > MAX_PAGINAS or len(documento.pages) > MAX_PAGINAS:
        raise Rechazo(PAGINAS)
    if not len(documento.pages):
        raise Rechazo(DANADO)
    if documento.is_encrypted or _firmado(documento):
        return b""
    _quitar_metadatos(documento)
    salida = io.BytesIO()
    # Without the random number that a document has: the same file is kept once.
    documento.save(salida, deterministic_id=True)
    return salida.getvalue()


def _firmado(documento: pikepdf.Pdf) -> bool:
    formulario = documento.Root.get("/AcroForm")
    marcas = int(formulario.get("/SigFlags", 0)) if formulario is not None else 0
    return bool(marcas & FIRMADO) or "/Perms" in documento.Root


def _quitar_metadatos(documento: pikepdf.Pdf) -> None:
    """Of the document, and of each page and picture in it."""
    if "/Info" in documento.trailer:
        del documento.trailer["/Info"]
    for objeto in documento.objects:
        con_claves = isinstance(objeto, pikepdf.Dictionary | pikepdf.Stream)
        for clave in ("/Metadata", "/PieceInfo"):
            if con_claves and clave in objeto:
                del objeto[clave]
