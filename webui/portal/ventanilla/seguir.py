"""Whoever presented a request follows it: with code and PIN, from whatever browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import intentos
from core.transitions import NotAllowed
from notifiers import enlaces
from webui.adjuntos.views import servir
from webui.paso_form import agregar as reprochar
from webui.portal.marco import marco
from webui.portal.ventanilla import consulta, limites
from webui.portal.ventanilla.forms import (
    AgregarForm,
    CompletarForm,
    CorreoForm,
    EntrarForm,
    OtroPinForm,
    RetirarForm,
)
from workflows.solicitudes import actions, publico
from workflows.solicitudes.publico import AccesoPublico

INVALIDO, NEGADO, DEMASIADOS = 422, 409, 429
# What was done, as the page says it; the address carries the word.
HECHO: Mapping[str, str | Promise] = {
    "archivos": gettext_lazy("Agregado. Quien responde ya lo ve."),
    "correo": gettext_lazy(
        "Falta un paso: abra el enlace que le llega al correo nuevo. Hasta entonces no cambia."
    ),
    "novedades": gettext_lazy("Guardado."),
    "completada": gettext_lazy("Enviado. Seguimos con su solicitud."),
    "retirada": gettext_lazy("Retirada."),
}


@login_not_required
@require_http_methods(["GET", "POST"])
def entrar(request: HttpRequest) -> HttpResponse:
    """Ask for code and PIN. Whatever is wrong of the two, the answer is the same."""
    if request.method != "POST":
        if "codigo" not in request.GET and consulta.leer(request) is not None:
            return redirect("portal:mi_solicitud")
        form = EntrarForm(initial={"codigo": request.GET.get("codigo", "")[:30]})
        return _entrada(request, form, ended="entrar" in request.GET)
    form = EntrarForm(request.POST)
    if not form.is_valid():
        return _entrada(request, form, INVALIDO)
    codigo = publico.normal(form.cleaned_data["codigo"])
    if not limites.pin(request, codigo):
        form.add_error(None, _demasiados())
        return _entrada(request, form, DEMASIADOS)
    acceso = publico.entrar(codigo, form.cleaned_data["pin"])
    if acceso is None:
        intentos.marcar(intentos.Clase.PIN)
        form.add_error(None, _("El código o el PIN no es ese. Revise los dos."))
        return _entrada(request, form, INVALIDO)
    limites.acerto(request, codigo)
    response = redirect("portal:mi_solicitud")
    consulta.abrir(response, acceso)
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
def otro_pin(request: HttpRequest) -> HttpResponse:
    """Another PIN by mail; nobody learns here whether code and address belong together."""
    form = OtroPinForm(request.POST or None)
    context = marco(request) | {"titulo": _("Pedir otro PIN"), "form": form}
    if not form.is_valid():
        status = INVALIDO if form.is_bound else 200
        return render(request, "portal/otro_pin.html", context, status=status)
    codigo = publico.normal(form.cleaned_data["codigo"])
    if not limites.otro_pin(request, codigo):
        form.add_error(None, _("Se pidió demasiadas veces. Espere hasta mañana o venga a vernos."))
        return render(request, "portal/otro_pin.html", context, status=DEMASIADOS)
    actions.pedir_pin(codigo=codigo, correo=form.cleaned_data["correo"])
    return render(request, "portal/otro_pin.html", context | {"enviado": True})


@login_not_required
@require_http_methods(["GET", "POST"])
def sin_novedades(request: HttpRequest, vale: str) -> HttpResponse:
    """The link of a mail by which no more of them come; to look at it changes nothing."""
    solicitud_id = enlaces.de_baja(vale)
    if solicitud_id is None:
        raise Http404
    hecho = request.method == "POST"
    if hecho:
        actions.pedir_novedades(solicitud_id=solicitud_id, quiere=False)
    context = marco(request) | {"titulo": _("Novedades por correo"), "hecho": hecho}
    return render(request, "portal/sin_novedades.html", context)


@login_not_required
@require_http_methods(["GET", "POST"])
def confirmar(request: HttpRequest, vale: str) -> HttpResponse:
    """The link by which a new address is confirmed; to look at it changes nothing."""
    confirmado = enlaces.confirmado(vale)
    if confirmado is None:
        raise Http404
    solicitud_id, correo = confirmado
    context = marco(request) | {"titulo": _("Confirmar el correo"), "correo": correo}
    status = 200
    if request.method == "POST":
        try:
            actions.cambiar_correo(solicitud_id=solicitud_id, correo=correo)
            context["hecho"] = True
        except NotAllowed as refusal:
            context["motivo"], status = refusal.motivo, NEGADO
    return render(request, "portal/confirmar_correo.html", context, status=status)


@consulta.propia
@require_safe
def caso(request: HttpRequest, acceso: AccesoPublico) -> HttpResponse:
    """Where it is, what happened, what comes next and by when; the answer, once there is one."""
    context = marco(request) | {
        "titulo": _("Mi solicitud"),
        "consulta": publico.consulta(acceso),
        "hecho": HECHO.get(request.GET.get("hecho", ""), ""),
    }
    return render(request, "portal/mi_solicitud.html", context)


@consulta.propia
@require_http_methods(["GET", "POST"])
def agregar(request: HttpRequest, acceso: AccesoPublico) -> HttpResponse:
    """Files more."""
    return _paso(
        request,
        acceso,
        AgregarForm,
        titulo=_("Agregar archivos"),
        enviar=_("Agregar"),
        hacer=lambda datos: actions.adjuntar_del_publico(solicitud_id=acceso.pk, **datos),
        hecho="archivos",
    )


@consulta.propia
@require_http_methods(["GET", "POST"])
def completar(request: HttpRequest, acceso: AccesoPublico) -> HttpResponse:
    """What was missing, in words or as files."""
    return _paso(
        request,
        acceso,
        CompletarForm,
        titulo=_("Enviar lo que falta"),
        explicacion=acceso.solicitud.falta,
        enviar=_("Enviar"),
        hacer=lambda datos: actions.completar_del_publico(solicitud_id=acceso.pk, **datos),
        hecho="completada",
    )


@consulta.propia
@require_http_methods(["GET", "POST"])
def retirar(request: HttpRequest, acceso: AccesoPublico) -> HttpResponse:
    """It is no longer asked for."""
    return _paso(
        request,
        acceso,
        RetirarForm,
        titulo=_("Retirar la solicitud"),
        explicacion=_("Dejamos de atenderla y no habrá respuesta. No se puede deshacer."),
        enviar=_("Retirar la solicitud"),
        peligro=True,
        hacer=lambda datos: actions.retirar_del_publico(solicitud_id=acceso.pk, **datos),
        hecho="retirada",
    )


@consulta.propia
@require_http_methods(["GET", "POST"])
def correo(request: HttpRequest, acceso: AccesoPublico) -> HttpResponse:
    """Another address for what is told of it, which is confirmed from its own mailbox."""
    tenia = acceso.solicitud.solicitante.email
    return _paso(
        request,
        acceso,
        CorreoForm,
        titulo=_("Cambiar el correo") if tenia else _("Dejar un correo"),
        enviar=_("Cambiar") if tenia else _("Enviar"),
        hacer=lambda datos: actions.pedir_correo(solicitud_id=acceso.pk, **datos),
        hecho="correo",
    )


@consulta.propia
@require_POST
def novedades(request: HttpRequest, acceso: AccesoPublico) -> HttpResponse:
    """Whether each step is told by mail."""
    actions.pedir_novedades(solicitud_id=acceso.pk, quiere="quiere" in request.POST)
    return _vuelta("novedades")


@consulta.propia
@require_POST
def salir(_request: HttpRequest, _acceso: AccesoPublico) -> HttpResponse:
    """Whoever comes after at this computer sees nothing."""
    response = redirect("portal:consultar")
    consulta.cerrar(response)
    return response


@consulta.propia
@require_safe
def archivo(_request: HttpRequest, acceso: AccesoPublico, pk: int) -> FileResponse:
    """One of its files: the applicant's own, or one of ours that is for anybody."""
    found = publico.archivo(acceso, pk)
    if found is None:
        raise Http404
    response = servir(found)
    response["Cache-Control"] = "private, no-store"
    return response


def _paso(
    request: HttpRequest,
    acceso: AccesoPublico,
    clase: type[forms.Form],
    *,
    titulo: str,
    enviar: str,
    explicacion: str = "",
    peligro: bool = False,
    hacer: Callable[[dict[str, Any]], object],
    hecho: str,
) -> HttpResponse:
    """A form of one thing; done, back to the request, which says so."""
    form = clase(request.POST or None, request.FILES or None)
    context = marco(request) | {
        "titulo": titulo,
        "explicacion": explicacion,
        "enviar": enviar,
        "peligro": peligro,
        "form": form,
        "solicitud": acceso.solicitud,
    }
    status = 200
    if request.method == "POST":
        status = _intentar(request, acceso, form, hacer)
        if not form.errors:
            return _vuelta(hecho)
    return render(request, "portal/mi_paso.html", context, status=status)


def _intentar(
    request: HttpRequest,
    acceso: AccesoPublico,
    form: forms.Form,
    hacer: Callable[[dict[str, Any]], object],
) -> int:
    """Do it with the clean data; what was refused stands in the form. The status of its page."""
    if not limites.paso(request, acceso.solicitud.codigo):
        form.add_error(None, _demasiados())
        return DEMASIADOS
    if not form.is_valid():
        return INVALIDO
    try:
        hacer(form.cleaned_data)
    except ValidationError as error:
        reprochar(form, error)
        return INVALIDO
    except NotAllowed as refusal:
        form.add_error(None, refusal.motivo)
        return NEGADO
    return 200


def _vuelta(hecho: str) -> HttpResponse:
    return redirect(f"{reverse('portal:mi_solicitud')}?hecho={hecho}")


def _entrada(
    request: HttpRequest, form: EntrarForm, status: int = 200, *, ended: bool = False
) -> HttpResponse:
    context = marco(request) | {"titulo": _("Consultar mi solicitud"), "form": form, "ended": ended}
    return render(request, "portal/consultar.html", context, status=status)


def _demasiados() -> str:
    return _(
        "Se intentó demasiadas veces. Para cuidar las solicitudes de todos, espere quince minutos "
        "antes de probar otra vez."
    )
