"""Where a code leads: the address that mails carry."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from core import access
from core.models import Expediente
from webui.acceso import quien
from webui.pantallas import de


@require_safe
def abrir(request: HttpRequest, codigo: str) -> HttpResponse:
    """The page of the case file with this code, whatever its process."""
    visibles = access.scope(Expediente.objects.all(), quien(request))
    expediente = visibles.filter(codigo=codigo.upper()).first()
    if expediente is None:
        raise Http404
    return redirect(de(expediente.clase).url(expediente.codigo))
