"""Which notices reach me, and how."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.models import Usuario
from notifiers import preferencias
from webui import deshacer
from webui.acceso import quien
from webui.preferencias.forms import PreferenciasForm
from workflows.cruce import alcance

RESTAURADAS = "preferencias"


@require_http_methods(["GET", "POST"])
def mis_avisos(request: HttpRequest) -> HttpResponse:
    """Each kind of notice with how one is told of it."""
    user = quien(request)
    form = PreferenciasForm(
        request.POST or None, initial=preferencias.de(user), alcanza=alcance.alcanza(user)
    )
    if request.method == "POST" and form.is_valid():
        preferencias.guardar(user, form.cleaned_data)
        messages.success(request, _("Guardado. Vale desde el próximo aviso."))
        return redirect("preferencias:mis_avisos")
    context = {"titulo": _("Qué avisos recibo"), "form": form, "elegidas": preferencias.de(user)}
    return render(
        request, "preferencias/mis_avisos.html", context, status=422 if form.errors else 200
    )


@require_POST
def restaurar(request: HttpRequest) -> HttpResponse:
    """Be told as everybody is who chose nothing; the message takes it back."""
    user = quien(request)
    antes = preferencias.de(user)
    preferencias.guardar(user, {})
    deshacer.ofrecer(request, _("Todo vuelve a lo habitual."), RESTAURADAS, antes)
    return redirect("preferencias:mis_avisos")


def _reponer(user: Usuario, antes: dict[str, str]) -> str:
    if preferencias.de(user):
        return ""
    preferencias.guardar(user, antes)
    return _("Sus elecciones están otra vez.")


deshacer.registrar(RESTAURADAS, _reponer)
