"""Taking one step of a case file: the same view for every verb of every process."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from core import transitions
from core.models import Caso
from core.transitions import NotAllowed, StaleVersion, Step
from webui import historia, ocupado
from webui.acceso import quien
from webui.borradores import hoja
from webui.components.formas import Conflicto, Dato, Enlace
from webui.guardar import ponerse_al_dia
from webui.pantallas import Pantalla
from webui.paso_form import PasoForm, agregar


@require_http_methods(["GET", "POST"])
def dar_paso(request: HttpRequest, codigo: str, verbo: str, *, pantalla: Pantalla) -> HttpResponse:
    """Show the form of a step, or take it. A refusal says why and changes nothing."""
    caso = obtener(pantalla, request, codigo)
    step = next((one for one in transitions.steps(caso, quien(request)) if one.verb == verbo), None)
    form_class = pantalla.pasos.get(verbo)
    if step is None or form_class is None:
        raise Http404
    return dar(request, pantalla, caso, step, form_class)


def dar(
    request: HttpRequest,
    pantalla: Pantalla,
    caso: Caso,
    step: Step,
    form_class: type[PasoForm],
    **propio: Any,
) -> HttpResponse:
    """The same for a step that is known already; `propio` is what its form takes besides."""
    if not step.allowed:
        return _negado(request, pantalla, caso, step, form_class)
    crear = partial(form_class, caso=caso, user=quien(request), **propio)
    if request.method == "POST":
        return _tomar(request, pantalla, caso, step, crear(request.POST, request.FILES))
    inicial = {"version": caso.version, "siguiente": request.GET.get("siguiente", "")}
    return _mostrar(request, pantalla, caso, step, crear(initial=inicial))


def obtener(pantalla: Pantalla, request: HttpRequest, codigo: str) -> Any:
    """The object, if the person who asks may see it; 404 otherwise."""
    try:
        return pantalla.uno(quien(request), codigo)
    except ObjectDoesNotExist:
        raise Http404 from None


def _tomar(
    request: HttpRequest, pantalla: Pantalla, caso: Caso, step: Step, form: PasoForm
) -> HttpResponse:
    if not form.is_valid():
        return _mostrar(request, pantalla, caso, step, form, status=422)
    try:
        form.llamar(pantalla.id_de)
    except ValidationError as error:
        agregar(form, error)
        return _mostrar(request, pantalla, caso, step, form, status=422)
    except NotAllowed as refusal:
        form.add_error(None, refusal.motivo)
        return _mostrar(request, pantalla, caso, step, form, status=409)
    except StaleVersion as stale:
        return _cambiado(request, pantalla, stale, step, form)
    except OperationalError as error:
        form.add_error(None, ocupado.motivo(error))
        return ocupado.luego(_mostrar(request, pantalla, caso, step, form))
    hoja.enviada(request)
    messages.success(request, str(form.hecho) or _("Hecho: %(paso)s.") % {"paso": step.label})
    return _seguir(request, form, pantalla, caso)


def _seguir(request: HttpRequest, form: PasoForm, pantalla: Pantalla, caso: Caso) -> HttpResponse:
    destino = adentro(form.cleaned_data["siguiente"]) or pantalla.url(caso.codigo)
    htmx = HtmxDetails(request)
    if not htmx:
        return redirect(destino)
    if destino == htmx.current_url_abs_path:
        return _en_su_sitio(destino)
    return HttpResponseClientRedirect(destino)


def _en_su_sitio(destino: str) -> HttpResponse:
    """The page the step was taken from stays where it is, with what has changed on it."""
    return HttpResponse(
        headers={
            "HX-Location": json.dumps(
                {
                    "path": destino,
                    "target": "#contenido",
                    "select": "#contenido",
                    "selectOOB": "#menu,#barra",
                    "swap": "outerHTML show:none",
                    "push": "false",
                }
            )
        }
    )


def _mostrar(
    request: HttpRequest,
    pantalla: Pantalla,
    caso: Caso,
    step: Step,
    form: PasoForm,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    context = {
        **_comun(request, pantalla, caso, step),
        "form": form,
        "accion": request.path,
        "titulo": form.pregunta or step.label,
        "enviar": form.boton or step.label,
        "peligro": step.danger,
        "explicacion": form.ayuda,
        "borrador": hoja.abrir(request, form),
        **extra,
    }
    return render(request, form.plantilla, context, status=status)


def _negado(
    request: HttpRequest, pantalla: Pantalla, caso: Caso, step: Step, form_class: type[PasoForm]
) -> HttpResponse:
    """Why not, what happened since the form was made, and what had been typed, to be copied."""
    context = {**_comun(request, pantalla, caso, step), "motivo": step.motivo}
    if request.method == "POST":
        context |= {
            "escrito": _escrito(form_class, request),
            "conflicto": _desde(request.POST.get("version", ""), pantalla, caso),
        }
    return render(request, "paso.html", context, status=409)


def _escrito(form_class: type[PasoForm], request: HttpRequest) -> list[Dato]:
    """What was typed into a form. It is not made: it may count on the state that has passed."""
    tecleado = {
        field.label: field.widget.value_from_datadict(request.POST, request.FILES, name)
        for name, field in form_class.base_fields.items()
        if not field.widget.is_hidden and not isinstance(field, forms.ChoiceField)
    }
    return [
        Dato(str(label), texto)
        for label, texto in tecleado.items()
        if isinstance(texto, str) and texto.strip()
    ]


def _desde(version: str, pantalla: Pantalla, caso: Caso) -> Conflicto | None:
    """What others did since the form was made; nothing if it does not say when that was."""
    visto = int(version) if version.isascii() and version.isdecimal() else caso.version
    return historia.cambios_desde(pantalla, caso, visto) if visto < caso.version else None


def adentro(siguiente: str) -> str:
    """Where to go on, if it is an address of this site without its name; else nothing."""
    local = siguiente.startswith("/") and url_has_allowed_host_and_scheme(siguiente, None)
    return siguiente if local else ""


def _comun(request: HttpRequest, pantalla: Pantalla, caso: Caso, step: Step) -> dict[str, Any]:
    url = pantalla.url(caso.codigo)
    pedido = request.POST if request.method == "POST" else request.GET
    return {
        "titulo": step.label,
        "codigo": caso.codigo,
        "objeto_titulo": caso.titulo,
        "cancelar_url": adentro(pedido.get("siguiente", "")) or url,
        "migas": [
            Enlace(str(pantalla.titulo), pantalla.url_lista()),
            Enlace(caso.codigo, url),
            Enlace(step.label),
        ],
    }


def _cambiado(
    request: HttpRequest, pantalla: Pantalla, stale: StaleVersion, step: Step, form: PasoForm
) -> HttpResponse:
    """Somebody was quicker: show what changed, keep what was typed, let it be sent again."""
    conflicto = ponerse_al_dia(form, stale)
    return _mostrar(request, pantalla, stale.obj, step, form, status=409, conflicto=conflicto)
