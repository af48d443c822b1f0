"""What the pages of links have in common: a case file as it is now, a step of it, or why not."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import transitions
from core.models import Adjunto, Caso
from core.transitions import NotAllowed, StaleVersion, Step
from notifiers import pases
from notifiers.pases import Pase, YaUsado
from webui import pantallas
from webui.guardar import ponerse_al_dia
from webui.pantallas import Pantalla
from webui.paso_form import PasoForm, agregar
from workflows.compromisos import queries as compromisos

# Of the papeles of a case file: who had it before sees it still, but not from outside.
RESPONDE = "responsable"
EN_OTRAS_MANOS = gettext_lazy("Este asunto ya no está en sus manos.")


def abrir(pase: Pase) -> tuple[Pantalla, Any]:
    """The case file as it is now; raises `NotAllowed` if the link opens it no more."""
    if not pase.sirve:
        raise NotAllowed(pase.verbo, _motivo(pase))
    expediente = pase.notificacion.expediente
    pantalla = pantallas.de(expediente.clase)  # type: ignore[union-attr]
    try:
        caso = pantalla.uno(pase.persona, expediente.codigo)  # type: ignore[union-attr]
    except ObjectDoesNotExist:
        raise NotAllowed(pase.verbo, EN_OTRAS_MANOS) from None
    if pase.es_de_externo:
        _exigir_suyo(caso, pase)
    return pantalla, caso


def paso_de(caso: Caso, pase: Pase, verbo: str) -> Step:
    """The step; raises `NotAllowed` if it cannot be taken now."""
    step = next(uno for uno in transitions.steps(caso, pase.persona) if uno.verb == verbo)
    if not step.allowed:
        raise NotAllowed(verbo, step.motivo)
    return step


def _exigir_suyo(caso: Caso, pase: Pase) -> None:
    """Somebody outside comes in as long as it is open, and theirs to do."""
    if (RESPONDE, pase.persona.pk) not in caso.papeles:
        raise NotAllowed(pase.verbo, EN_OTRAS_MANOS)
    if caso.cerrado:
        raise NotAllowed(pase.verbo, _("Ya se cerró. Gracias por responder."))


def _motivo(pase: Pase) -> str:
    """Why a link lets nobody in any more."""
    if pase.vencido:
        return _("El enlace ya venció.")
    if pase.revocado:
        return _("Este enlace se retiró. Use el del último correo que recibió.")
    if not pase.persona.is_active:
        return _("Su cuenta ya no está activa.")
    return _("Este paso pide entrar con su contraseña.")


def tomar_o_mostrar(
    request: HttpRequest, pase: Pase, pantalla: Pantalla, caso: Any, step: Step, volver: str = ""
) -> HttpResponse:
    """The form of a step, or the step; `volver`: where it goes on, and where one turns back."""
    crear = pantalla.pasos[step.verb]
    if request.method == "POST":
        form = crear(request.POST, request.FILES, caso=caso, user=pase.persona)
        return _tomar(request, pase, pantalla, caso, step, form, volver)
    form = crear(initial={"version": caso.version}, caso=caso, user=pase.persona)
    return _mostrar(request, pase, pantalla, caso, step, form, volver=volver)


def _tomar(
    request: HttpRequest,
    pase: Pase,
    pantalla: Pantalla,
    caso: Caso,
    step: Step,
    form: PasoForm,
    volver: str,
) -> HttpResponse:
    if not form.is_valid():
        return _mostrar(
            request,
            pase,
            pantalla,
            caso,
            step,
            form,
            HTTPStatus.UNPROCESSABLE_ENTITY,
            volver=volver,
        )
    try:
        with transaction.atomic():
            if pase.verbo:
                pases.gastar(pase)
            form.llamar(pantalla.id_de)
    except YaUsado:
        pass
    except ValidationError as error:
        agregar(form, error)
        return _mostrar(
            request,
            pase,
            pantalla,
            caso,
            step,
            form,
            HTTPStatus.UNPROCESSABLE_ENTITY,
            volver=volver,
        )
    except NotAllowed as refusal:
        return no(request, refusal.motivo, HTTPStatus.CONFLICT, pase)
    except StaleVersion as stale:
        extra = {"conflicto": ponerse_al_dia(form, stale), "volver": volver}
        return _mostrar(
            request, pase, pantalla, stale.obj, step, form, HTTPStatus.CONFLICT, **extra
        )
    return redirect(f"{volver}?hecho={step.verb}" if volver else request.path)


def _mostrar(
    request: HttpRequest,
    pase: Pase,
    pantalla: Pantalla,
    caso: Any,
    step: Step,
    form: PasoForm,
    status: int = HTTPStatus.OK,
    **extra: Any,
) -> HttpResponse:
    context = {
        **resumen(pantalla, caso, pase),
        "titulo": form.pregunta or step.label,
        "form": form,
        "explicacion": form.ayuda,
        "enviar": form.boton or step.label,
        "peligro": step.danger,
        "base": extra["volver"] or request.path,
        **extra,
    }
    return render(request, "pases/dar.html", context, status=status)


def archivos(caso: Any, pase: Pase) -> QuerySet[Adjunto]:
    """The files that a link opens: all to one of the house, few to who is outside."""
    todos: QuerySet[Adjunto] = caso.adjuntos.all()
    return compromisos.archivos_de_afuera(caso, pase.persona) if pase.es_de_externo else todos


def resumen(pantalla: Pantalla, caso: Any, pase: Pase) -> dict[str, Any]:
    """What whoever comes by a link reads of a case file."""
    return {
        "caso": caso,
        "luz": pantalla.luz(caso),
        "datos": pantalla.resumen(caso),
        "adjuntos": list(archivos(caso, pase)),
    }


def no(request: HttpRequest, motivo: str, status: int, pase: Pase | None = None) -> HttpResponse:
    """Why a link does not do what it was for."""
    context = {
        "titulo": _("Desde este correo ya no se puede"),
        "motivo": motivo,
        "expediente": pase.notificacion.expediente if pase else None,
        "tiene_cuenta": pase is not None and not pase.persona.es_externo,
    }
    return render(request, "pases/no.html", context, status=status)
