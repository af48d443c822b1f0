"""One step of one case file, taken from the link of a mail.

Nothing is done by looking at it: programs that read mail before people do open every link. There is
no session, so no token against forgery either: who has the address has the permission.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core import transitions
from core.models import Caso
from core.transitions import NotAllowed, StaleVersion, Step
from notifiers import pases
from notifiers.models import PaseUsado
from notifiers.pases import Pase, YaUsado
from webui import pantallas
from webui.adjuntos.views import servir
from webui.guardar import ponerse_al_dia
from webui.pantallas import Pantalla
from webui.paso_form import PasoForm, agregar

RITMO = "pase"
View = Callable[..., HttpResponse]


def del_correo(view: View) -> View:
    """A view for whoever a mail was written to; sent to at the pace of a person."""

    @wraps(view)
    def answer(request: HttpRequest, token: str, **rest: Any) -> HttpResponse:
        if not ratelimit.consume(request, action=RITMO):
            texto = _("Espere un minuto y vuelva a intentarlo. No se guardó ningún cambio.")
            return _no(request, texto, HTTPStatus.TOO_MANY_REQUESTS)
        return view(request, request.pase, **rest)  # type: ignore[attr-defined]

    return login_not_required(csrf_exempt(answer))


@del_correo
@require_http_methods(["GET", "HEAD", "POST"])
def dar(request: HttpRequest, pase: Pase | None) -> HttpResponse:
    """Show what the step is about and what it asks for, or take it; or say why it cannot be."""
    if pase is None:
        return _no(request, _("El enlace no está completo, o nadie lo dio."), HTTPStatus.NOT_FOUND)
    if usado := pase.usado():
        return _ya(request, pase, usado)
    try:
        pantalla, caso, step = _abrir(pase)
    except NotAllowed as refusal:
        return _no(request, refusal.motivo, HTTPStatus.GONE, pase)
    crear = pantalla.pasos[step.verb]
    if request.method == "POST":
        form = crear(request.POST, request.FILES, caso=caso, user=pase.persona)
        return _tomar(request, pase, pantalla, caso, step, form)
    form = crear(initial={"version": caso.version}, caso=caso, user=pase.persona)
    return _mostrar(request, pantalla, caso, step, form)


@del_correo
@require_safe
def archivo(request: HttpRequest, pase: Pase | None, pk: int) -> FileResponse:
    """A file of the case file that the link is about, as long as the link serves."""
    if pase is None or pase.usado():
        raise Http404
    try:
        _pantalla, caso, _step = _abrir(pase)
    except NotAllowed:
        raise Http404 from None
    found = caso.adjuntos.filter(pk=pk).first()
    if found is None:
        raise Http404
    return servir(found)


def _abrir(pase: Pase) -> tuple[Pantalla, Any, Step]:
    """The case file as it is now, and the step; raises `NotAllowed` if it cannot be taken."""
    if not pase.sirve:
        raise NotAllowed(pase.verbo, _motivo(pase))
    expediente = pase.notificacion.expediente
    pantalla = pantallas.de(expediente.clase)  # type: ignore[union-attr]
    try:
        caso = pantalla.uno(pase.persona, expediente.codigo)  # type: ignore[union-attr]
    except ObjectDoesNotExist:
        raise NotAllowed(pase.verbo, _("Este asunto ya no está en sus manos.")) from None
    step = next(uno for uno in transitions.steps(caso, pase.persona) if uno.verb == pase.verbo)
    if not step.allowed:
        raise NotAllowed(pase.verbo, step.motivo)
    return pantalla, caso, step


def _motivo(pase: Pase) -> str:
    """Why a link lets nobody in any more."""
    if pase.vencido:
        return _("El enlace ya venció.")
    if not pase.persona.is_active:
        return _("Su cuenta ya no está activa.")
    return _("Este paso pide entrar con su contraseña.")


def _tomar(
    request: HttpRequest, pase: Pase, pantalla: Pantalla, caso: Caso, step: Step, form: PasoForm
) -> HttpResponse:
    if not form.is_valid():
        return _mostrar(request, pantalla, caso, step, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        with transaction.atomic():
            pases.gastar(pase)
            form.llamar(pantalla.id_de)
    except YaUsado:
        pass
    except ValidationError as error:
        agregar(form, error)
        return _mostrar(request, pantalla, caso, step, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    except NotAllowed as refusal:
        return _no(request, refusal.motivo, HTTPStatus.CONFLICT, pase)
    except StaleVersion as stale:
        conflicto = ponerse_al_dia(form, stale)
        return _mostrar(
            request, pantalla, stale.obj, step, form, HTTPStatus.CONFLICT, conflicto=conflicto
        )
    return redirect(request.path)


def _mostrar(
    request: HttpRequest,
    pantalla: Pantalla,
    caso: Any,
    step: Step,
    form: PasoForm,
    status: int = HTTPStatus.OK,
    **extra: Any,
) -> HttpResponse:
    context = {
        "titulo": form.pregunta or step.label,
        "caso": caso,
        "luz": pantalla.luz(caso),
        "datos": pantalla.resumen(caso),
        "adjuntos": list(caso.adjuntos.all()),
        "form": form,
        "explicacion": form.ayuda,
        "enviar": form.boton or step.label,
        "peligro": step.danger,
        **extra,
    }
    return render(request, "pases/dar.html", context, status=status)


def _ya(request: HttpRequest, pase: Pase, usado: PaseUsado) -> HttpResponse:
    """It was taken: what that did, and when."""
    expediente = pase.notificacion.expediente
    pantalla = pantallas.de(expediente.clase)  # type: ignore[union-attr]
    context = {
        "titulo": _("Hecho"),
        "hecho": pantalla.pasos[pase.verbo].hecho,
        "momento": usado.momento,
        "expediente": expediente,
    }
    return render(request, "pases/ya.html", context)


def _no(request: HttpRequest, motivo: str, status: int, pase: Pase | None = None) -> HttpResponse:
    context = {
        "titulo": _("Desde este correo ya no se puede"),
        "motivo": motivo,
        "expediente": pase.notificacion.expediente if pase else None,
    }
    return render(request, "pases/no.html", context, status=status)
