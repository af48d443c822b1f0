"""The one page of somebody outside: what was given to do, and what can be said of it."""

from __future__ import annotations

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core import access, transitions
from core.transitions import NotAllowed
from notifiers import enlaces
from notifiers.pases import Pase
from webui.adjuntos.forms import AdjuntarForm
from webui.components.formas import Enlace
from webui.pases.pagina import abrir, no, paso_de, resumen, tomar_o_mostrar
from webui.paso_form import agregar

# What is asked of whoever answers; the other steps of the house are not for who is outside.
DE_AFUERA = (
    *("aceptar", "objetar", "reportar_cumplida", "cumplir"),
    *("informar", "pedir_prorroga"),
)
ADJUNTAR = "adjuntar"


def ver(request: HttpRequest, pase: Pase) -> HttpResponse:
    """What it is, how it goes, and the steps that can be taken now."""
    try:
        pantalla, caso = abrir(pase)
    except NotAllowed as refusal:
        return no(request, refusal.motivo, HTTPStatus.GONE, pase)
    hecho = request.GET.get("hecho", "")
    pasos = transitions.possible(caso, pase.persona, DE_AFUERA)
    context = {
        **resumen(pantalla, caso, pase),
        "titulo": caso.titulo,
        "base": request.path,
        "estado": caso.estado_nombre,
        "hecho": _dicho(pantalla.pasos, hecho),
        "pasos": [Enlace(uno.label, f"{request.path}{uno.verb}/", uno.icon) for uno in pasos],
        "adjuntar": access.can(pase.persona, ADJUNTAR, caso) is not None,
    }
    return render(request, "pases/encargo.html", context)


def dar(request: HttpRequest, pase: Pase, verbo: str) -> HttpResponse:
    """The form of one step, or the step."""
    if verbo not in DE_AFUERA:
        raise Http404
    try:
        pantalla, caso = abrir(pase)
        if verbo not in pantalla.pasos:
            raise Http404
        step = paso_de(caso, pase, verbo)
    except NotAllowed as refusal:
        return no(request, refusal.motivo, HTTPStatus.GONE, pase)
    return tomar_o_mostrar(request, pase, pantalla, caso, step, inicio(pase))


def adjuntar(request: HttpRequest, pase: Pase) -> HttpResponse:
    """The form to add files, or what becomes of them."""
    try:
        pantalla, caso = abrir(pase)
    except NotAllowed as refusal:
        return no(request, refusal.motivo, HTTPStatus.GONE, pase)
    enviado = request.method == "POST"
    form = AdjuntarForm(request.POST, request.FILES) if enviado else AdjuntarForm()
    if enviado and form.is_valid():
        try:
            pantalla.adjuntar(**{pantalla.id_de: caso.pk}, actor=pase.persona, **form.cleaned_data)
        except ValidationError as error:
            agregar(form, error)
        except NotAllowed as refusal:
            return no(request, refusal.motivo, HTTPStatus.GONE, pase)
        else:
            return redirect(f"{inicio(pase)}?hecho={ADJUNTAR}")
    context = {
        **resumen(pantalla, caso, pase),
        "titulo": _("Adjuntar archivos"),
        "form": form,
        "enviar": _("Adjuntar"),
        "base": inicio(pase),
        "volver": inicio(pase),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "pases/dar.html", context, status=status)


def inicio(pase: Pase) -> str:
    """Their page."""
    return enlaces.pase(pase.notificacion)


def _dicho(pasos: object, verbo: str) -> str:
    """What is said of a step just taken; nothing of what is none."""
    if verbo == ADJUNTAR:
        return _("Adjuntado.")
    form = pasos.get(verbo) if verbo in DE_AFUERA else None  # type: ignore[attr-defined]
    return str(form.hecho) if form else ""
