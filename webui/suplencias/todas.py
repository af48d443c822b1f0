"""Everybody's substitutes: who stands in for whom now, and who will. For the administration."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.models import Usuario
from webui import listas
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.guardar import guardar
from webui.listas import Vacia
from webui.suplencias.forms import DeOtroForm, SuplenciasFiltro
from webui.suplencias.views import TODAS, migas, mostrar_historia
from webui.vistas import guardadas
from webui.vistas import views as vistas
from workflows.cruce import suplencias

LISTA = f"{TODAS}:lista"
guardadas.registrar(LISTA, gettext_lazy("Suplencias"), SuplenciasFiltro)


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """Those that hold now first, then those to come."""
    _administra(request)
    filtros = SuplenciasFiltro(request.GET)
    context = {
        "titulo": _("Suplencias"),
        "hoy": clock.today(),
        "filtro": filtros,
        "vistas": _vistas(request),
        "page": listas.pagina(request, suplencias.todas(filtros.leer())),
        "nuevo": _("Nombrar suplente"),
        "nuevo_url": reverse(f"{TODAS}:nueva"),
        "vacia": Vacia(
            "user-share",
            _("Ninguna suplencia"),
            _("Aquí se ve quién suple a quién, ahora y en los días que vienen."),
        ),
    }
    context |= vistas.barra(request, LISTA)
    return render(request, "suplencias/todas.html", context)


@require_http_methods(["GET", "POST"])
def nueva(request: HttpRequest) -> HttpResponse:
    """Name a substitute for somebody."""
    user = _administra(request)

    def hacer(datos: dict[str, Any]) -> str:
        suplencias.nombrar(actor=user, **datos)
        return reverse(f"{TODAS}:lista")

    return guardar(
        request,
        DeOtroForm(request.POST if request.method == "POST" else None, user=user),
        titulo=_("Nombrar suplente"),
        entrada=_("A los dos se les avisa. Nadie se nombra a sí mismo."),
        migas=migas(TODAS),
        volver=reverse(f"{TODAS}:lista"),
        hacer=hacer,
        enviar=_("Nombrar"),
        hecho=_("Nombrado. Se avisó a los dos."),
    )


@require_safe
def historia(request: HttpRequest) -> HttpResponse:
    """What was agreed, changed and ended, of everybody."""
    _administra(request)
    return mostrar_historia(request, suplencias.historia(), TODAS)


def _administra(request: HttpRequest) -> Usuario:
    user = quien(request)
    if not user.is_staff:
        raise PermissionDenied
    return user


def _vistas(request: HttpRequest) -> list[Enlace]:
    cuentas, actual = suplencias.cuentas(), request.GET.get("cuando", "")
    return [
        Enlace(rotulo, f"?cuando={cual}" if cual else "?", count=cuantas, current=cual == actual)
        for cual, rotulo, cuantas in (
            ("", _("Todas"), 0),
            (suplencias.AHORA, _("Vigentes"), cuentas[suplencias.AHORA]),
            (suplencias.POR_VENIR, _("Por venir"), cuentas[suplencias.POR_VENIR]),
            (suplencias.TERMINADAS, _("Terminadas"), 0),
        )
    ]
