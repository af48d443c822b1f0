"""A PDF: its pages counted; who wrote it with what, and what would run in it, taken out."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from core.limpieza.base import CONTRASENA, DANADO, PAGINAS, Rechazo

MAX_PAGINAS = 2000
# Who made it; and what runs when it is opened, turned over or left, or a form is filled in.
DE_AUTOR = ("/Metadata", "/PieceInfo")
ACTIVAS = ("/JS", "/AA", "/JavaScript")
# Of `SigFlags`: there are signatures.
FIRMADO = 1


def limpiar(datos: bytes) -> bytes:
    """The same pages without author, program, dates and scripts; raises `Rechazo`.

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
    _quitar(documento)
    salida = io.BytesIO()
    # Without the random number that a document has: the same file is kept once.
    documento.save(salida, deterministic_id=True)
    return salida.getvalue()


def _firmado(documento: pikepdf.Pdf) -> bool:
    formulario = documento.Root.get("/AcroForm")
    marcas = int(formulario.get("/SigFlags", 0)) if formulario is not None else 0
    return bool(marcas & FIRMADO) or "/Perms" in documento.Root


def _quitar(documento: pikepdf.Pdf) -> None:
    """Of the document, and of each page, picture and action in it."""
    if "/Info" in documento.trailer:
        del documento.trailer["/Info"]
    if _hace_algo(documento.Root.get("/OpenAction")):
        del documento.Root["/OpenAction"]
    for objeto in (*documento.objects, documento.Root.get("/Names")):
        if not isinstance(objeto, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for clave in (*DE_AUTOR, *ACTIVAS):
            if clave in objeto:
                del objeto[clave]
        # A link that starts a program is a link no more.
        if _hace_algo(objeto.get("/A")):
            del objeto["/A"]


def _hace_algo(accion: Any) -> bool:
    """Whether it runs a script or a program; one that only goes to a page does not."""
    es_accion = isinstance(accion, pikepdf.Dictionary)
    return es_accion and accion.get("/S") in (pikepdf.Name.JavaScript, pikepdf.Name.Launch)
