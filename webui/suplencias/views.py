"""My substitutes, and whom I stand in for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.models import Suplencia, Usuario
from core.transitions import NotAllowed
from webui import deshacer, listas
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.guardar import guardar
from webui.listas import Vacia
from webui.suplencias.forms import CambiarForm, SuplenciaForm
from workflows.cruce import suplencias

MIAS, TODAS = "suplencias", "suplencias_de_todos"
TERMINADA = "suplencia"


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """Who stands in for me, and for whom I do."""
    user = quien(request)
    nueva_url = reverse("suplencias:nueva") if suplencias.puede_nombrar(user) else ""
    boton = _("Nombrar suplente")
    context = {
        "titulo": _("Mis suplencias"),
        "hoy": clock.today(),
        "page": listas.pagina(request, suplencias.dadas(user)),
        "recibidas": suplencias.recibidas(user),
        "nuevo": boton,
        "nuevo_url": nueva_url,
        "vacia": Vacia(
            "user-share",
            _("Nadie le suple"),
            _("Cuando se ausente, nombre a quien podrá hacer lo que usted hace."),
            boton if nueva_url else "",
            nueva_url,
        ),
    }
    return render(request, "suplencias/lista.html", context)


@require_http_methods(["GET", "POST"])
def nueva(request: HttpRequest) -> HttpResponse:
    """Name my substitute."""
    user = quien(request)
    if not suplencias.puede_nombrar(user):
        raise PermissionDenied

    def hacer(datos: dict[str, Any]) -> str:
        suplencias.nombrar(titular=user, actor=user, **datos)
        return reverse("suplencias:lista")

    return guardar(
        request,
        SuplenciaForm(request.POST or None, user=user),
        titulo=_("Nombrar suplente"),
        migas=migas(MIAS),
        volver=reverse("suplencias:lista"),
        hacer=hacer,
        enviar=_("Nombrar"),
        hecho=_("Nombrado. Se le avisó."),
    )


@require_http_methods(["GET", "POST"])
def cambiar(request: HttpRequest, pk: int, *, de: str = MIAS) -> HttpResponse:
    """Give one other dates. `de` is the list it is reached from, and goes back to."""
    user, suplencia = quien(request), _una(request, pk, de)
    volver = reverse(f"{de}:lista")
    if suplencia.hasta < clock.today():
        messages.error(request, _("Esta suplencia ya terminó."))
        return redirect(volver)

    def hacer(datos: dict[str, Any]) -> str:
        suplencias.cambiar(suplencia_id=pk, actor=user, **datos)
        return volver

    return guardar(
        request,
        CambiarForm(request.POST if request.method == "POST" else None, suplencia=suplencia),
        titulo=_("Cambiar la suplencia"),
        entrada=_("%(suplente)s suple a %(titular)s")
        % {"suplente": suplencia.suplente, "titular": suplencia.titular},
        migas=migas(de),
        volver=volver,
        hacer=hacer,
        hecho=_("Cambiada. Se avisó a los dos."),
    )


@require_POST
def terminar(request: HttpRequest, pk: int, *, de: str = MIAS) -> HttpResponse:
    """End one early; where it is one's own, the message names the same person again."""
    user, una = quien(request), _una(request, pk, de)
    try:
        suplencias.terminar(suplencia_id=pk, actor=user)
    except Suplencia.DoesNotExist:
        raise Http404 from None
    except NotAllowed as refusal:
        messages.error(request, refusal.motivo)
    else:
        _terminada(request, una)
    return redirect(f"{de}:lista")


@require_safe
def historia(request: HttpRequest) -> HttpResponse:
    """What was agreed, changed and ended of mine."""
    return mostrar_historia(request, suplencias.historia(quien(request)), MIAS)


def mostrar_historia(request: HttpRequest, entradas: Any, de: str) -> HttpResponse:
    context = {
        "titulo": _("Historia de las suplencias"),
        "migas": migas(de),
        "page": listas.pagina(request, entradas),
        "vacia": Vacia("history", _("Sin historia"), _("Aquí quedará quién nombró a quién.")),
    }
    return render(request, "suplencias/historia.html", context)


def migas(de: str) -> list[Enlace]:
    rotulo = _("Mis suplencias") if de == MIAS else _("Suplencias")
    return [Enlace(rotulo, reverse(f"{de}:lista"))]


def _una(request: HttpRequest, pk: int, de: str) -> Suplencia:
    """One that stands in the list `de` and may be changed; 404 for any other."""
    user = quien(request)
    if de == TODAS and not user.is_staff:
        raise PermissionDenied
    try:
        return suplencias.alcanzable(user, pk)
    except Suplencia.DoesNotExist:
        raise Http404 from None


def _terminada(request: HttpRequest, una: Suplencia) -> None:
    fechas = [una.desde.isoformat(), una.hasta.isoformat()]
    datos = [una.titular_id, una.suplente_id, *fechas, una.motivo]
    deshacer.ofrecer(request, _("La suplencia terminó."), TERMINADA, datos)


def _nombrar_otra_vez(user: Usuario, datos: Sequence[Any]) -> str:
    titular_id, suplente_id, desde, hasta, motivo = datos
    personas = Usuario.objects.in_bulk([titular_id, suplente_id])
    if not {titular_id, suplente_id} <= personas.keys():
        return ""
    titular, suplente = personas[titular_id], personas[suplente_id]
    try:
        suplencias.nombrar(
            titular=titular,
            actor=user,
            suplente=suplente,
            desde=max(date.fromisoformat(desde), clock.today()),
            hasta=date.fromisoformat(hasta),
            motivo=motivo,
        )
    except (NotAllowed, ValidationError):
        return ""
    if titular == user:
        return _("%(suplente)s le suple otra vez.") % {"suplente": suplente}
    quienes = {"suplente": suplente, "titular": titular}
    return _("%(suplente)s suple otra vez a %(titular)s.") % quienes


deshacer.registrar(TERMINADA, _nombrar_otra_vez)
