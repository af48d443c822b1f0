"""Somebody presents something: chooses what, fills in its form, keeps code and PIN."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from webui.paso_form import agregar
from webui.portal.marco import marco, publica
from webui.portal.ventanilla import limites, prueba
from webui.portal.ventanilla.forms import SolicitarForm
from webui.portal.ventanilla.prueba import Hoja
from workflows.solicitudes import actions, pines, publico
from workflows.solicitudes.actions.publico import YaRecibida
from workflows.solicitudes.publico import AVISO, TipoSolicitud

INVALIDO, DEMASIADOS = 422, 429


@publica
def privacidad(request: HttpRequest) -> HttpResponse:
    """What becomes of the data that people leave here."""
    context = marco(request) | {"titulo": _("Privacidad"), "version": AVISO}
    return render(request, "portal/privacidad.html", context)


@publica
def tipos(request: HttpRequest) -> HttpResponse:
    """What may be asked for."""
    context = marco(request) | {"titulo": _("Presentar una solicitud"), "tipos": publico.tipos()}
    return render(request, "portal/solicitar.html", context)


# What could be forged is a request of nobody: whoever could do so may as well send it himself. And
# without a token it needs no cookie.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def uno(request: HttpRequest, codigo: str) -> HttpResponse:
    """The form of one type; sent, what was taken in, with its PIN this once."""
    tipo = publico.tipos().filter(codigo=codigo).first()
    if tipo is None:
        raise Http404
    if request.method == "POST":
        return _enviado(request, tipo)
    return _formulario(request, SolicitarForm(tipo=tipo), prueba.nueva())


def _enviado(request: HttpRequest, tipo: TipoSolicitud) -> HttpResponse:
    """Whoever looks like a robot is told so before a file is opened; what was written stays."""
    hoja = prueba.leer(request.POST)
    if hoja is None:
        return _devolver(
            request,
            tipo,
            prueba.nueva(),
            _("El formulario estuvo abierto demasiado tiempo. Revíselo y envíelo otra vez."),
        )
    if not limites.envio(request):
        return _devolver(request, tipo, hoja, _demasiados(), DEMASIADOS)
    try:
        prueba.exigir_persona(hoja, request.POST)
        con_guiones = prueba.trabajo(hoja, request.POST)
        if not con_guiones:
            _exigir_suma(request, hoja)
    except ValidationError as error:
        return _devolver(request, tipo, hoja, error.messages[0])
    response = _tomar(request, tipo, hoja)
    if response.status_code == HttpResponse.status_code and not con_guiones:
        limites.sin_guiones(request)
    return response


def _exigir_suma(request: HttpRequest, hoja: Hoja) -> None:
    if not limites.queda_sin_guiones(request):
        raise ValidationError(_demasiados())
    if not prueba.suma(hoja, request.POST):
        raise ValidationError(_("Escriba cuánto suman los dos números del final."))


def _tomar(request: HttpRequest, tipo: TipoSolicitud, hoja: Hoja) -> HttpResponse:
    form = SolicitarForm(request.POST, request.FILES, tipo=tipo)
    if not form.is_valid():
        return _formulario(request, form, hoja, INVALIDO)
    try:
        recibida = actions.registrar_del_publico(
            formulario=hoja.formulario, tipo=tipo, consentimiento=AVISO, **form.argumentos()
        )
    except YaRecibida as antes:
        return _recibida(request, solicitud=antes.solicitud, antes=True)
    except ValidationError as error:
        agregar(form, error)
        return _formulario(request, form, hoja, INVALIDO)
    return _recibida(
        request,
        solicitud=recibida.solicitud,
        pin=pines.decir(recibida.pin),
        relojes=publico.relojes(recibida.solicitud),
    )


def _recibida(request: HttpRequest, **context: Any) -> HttpResponse:
    titulo = _("Recibimos su solicitud")
    return render(request, "portal/recibida.html", marco(request) | {"titulo": titulo} | context)


def _devolver(
    request: HttpRequest, tipo: TipoSolicitud, hoja: Hoja, porque: str, status: int = INVALIDO
) -> HttpResponse:
    """The form as it was written, without its files, and why it was not taken."""
    form = SolicitarForm(request.POST, tipo=tipo)
    form.add_error(None, porque)
    return _formulario(request, form, hoja, status)


def _formulario(
    request: HttpRequest, form: SolicitarForm, hoja: Hoja, status: int = 200
) -> HttpResponse:
    context = marco(request) | {
        "titulo": form.tipo.nombre,
        "tipo": form.tipo,
        "form": form,
        "hoja": hoja,
        "trabajo": request.POST.get(prueba.TRABAJO, ""),
    }
    return render(request, "portal/solicitar_uno.html", context, status=status)


def _demasiados() -> str:
    return _(
        "Desde su conexión llegaron demasiadas solicitudes. Espere una hora, o venga a vernos: lo "
        "que escribió sigue aquí."
    )
