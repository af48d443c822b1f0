"""Files of case files: only to whom the case file may be shown."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import access
from core.models import Adjunto, Expediente
from webui import pasos
from webui.acceso import quien
from webui.adjuntos.forms import AdjuntarForm
from webui.components.formas import Enlace
from webui.guardar import guardar
from webui.pantallas import Pantalla
from workflows.cruce import lecturas


@require_safe
def adjunto(request: HttpRequest, pk: int) -> FileResponse:
    """One file; images may be shown in the page, all else is a download."""
    user = quien(request)
    visibles = access.scope(Expediente.objects.all(), user)
    adjuntos = Adjunto.objects.select_related("expediente")
    found = adjuntos.filter(pk=pk, expediente__in=visibles).first()
    if found is None:
        raise Http404
    lecturas.leido(user, found.expediente)
    return servir(found)


@require_http_methods(["GET", "POST"])
def adjuntar(request: HttpRequest, codigo: str, *, pantalla: Pantalla) -> HttpResponse:
    """Add files to a case file of any process; undoing nobody's work, it is never too late."""
    user = quien(request)
    caso = pasos.obtener(pantalla, request, codigo)
    if access.can(user, "adjuntar", caso) is None:
        raise PermissionDenied
    enviado = request.method == "POST"
    form = AdjuntarForm(request.POST, request.FILES) if enviado else AdjuntarForm()
    url = pantalla.url(codigo)

    def hacer(datos: dict[str, Any]) -> str:
        pantalla.adjuntar(**{pantalla.id_de: caso.pk}, actor=user, **datos)
        return url

    return guardar(
        request,
        form,
        titulo=_("Adjuntar archivos"),
        entrada=f"{codigo} · {caso.titulo}",
        migas=[
            Enlace(str(pantalla.titulo), pantalla.url_lista()),
            Enlace(codigo, url),
            Enlace(_("Adjuntar")),
        ],
        volver=url,
        hacer=hacer,
        enviar=_("Adjuntar"),
        hecho=_("Adjuntado."),
    )


def servir(found: Adjunto) -> FileResponse:
    """The bytes with the type we found in them, never the one a sender claimed."""
    response = FileResponse(
        found.archivo.open("rb"),
        as_attachment=not found.es_imagen,
        filename=found.nombre,
        content_type=found.tipo,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response
