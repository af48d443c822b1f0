"""Files of case files: only to whom the case file may be shown."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from core import access
from core.models import Adjunto, Expediente
from webui.acceso import quien


@require_safe
def adjunto(request: HttpRequest, pk: int) -> FileResponse:
    """One file; images may be shown in the page, all else is a download."""
    visibles = access.scope(Expediente.objects.all(), quien(request))
    found = Adjunto.objects.filter(pk=pk, expediente__in=visibles).first()
    if found is None:
        raise Http404
    return servir(found)


def servir(found: Adjunto) -> FileResponse:
    """The bytes with the type we found in them, never the one a sender claimed."""
    response = FileResponse(
        found.archivo.open("rb"),
        as_attachment=not found.es_imagen,
        filename=found.nombre,
        content_type=found.tipo,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response
