"""A sheet, or a document, on its way to a browser."""

from __future__ import annotations

from typing import IO, Any

from django.http import FileResponse

from workflows.traslados.queries import TIPOS

DE_QUE = {**TIPOS, "pdf": "application/pdf"}


def como_archivo(archivo: IO[bytes] | Any, nombre: str, formato: str) -> FileResponse:
    """`archivo` as an attachment that no browser opens in the page, nor keeps."""
    response = FileResponse(
        archivo,
        as_attachment=True,
        filename=nombre,
        content_type=DE_QUE[formato],
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
