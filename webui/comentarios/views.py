"""The conversation about a case file of any process, and following it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from core import access
from core.models import Comentario, Expediente, Usuario
from core.transitions import NotAllowed
from webui import listas
from webui.acceso import quien
from webui.comentarios import vista
from webui.comentarios.forms import ComentarioForm
from webui.components.formas import Enlace
from webui.guardar import guardar
from webui.listas import Vacia
from webui.pantallas import de
from webui.paso_form import agregar
from workflows.cruce import comentarios, lecturas, menciones, seguidores
from workflows.cruce.comentarios import Dicho

ANCLA = "#comentarios"


@require_http_methods(["GET", "POST"])
def lista(request: HttpRequest, codigo: str) -> HttpResponse:
    """Everything said of a case, newest first; and where one says something."""
    user, expediente = quien(request), _a_la_vista(request, codigo)
    if request.method == "POST":
        return _comentar(request, user, expediente)
    return _toda(request, user, expediente, _form(expediente))


@require_http_methods(["GET", "POST"])
def editar(request: HttpRequest, codigo: str, pk: int) -> HttpResponse:
    """Correct what one said a moment ago."""
    user, expediente = quien(request), _a_la_vista(request, codigo)
    comentario = comentarios.de(expediente).filter(pk=pk).first()
    if comentario is None:
        raise Http404
    if not comentarios.corregible(comentario, user):
        messages.error(request, _("Ese comentario ya no se puede corregir."))
        return redirect(_pagina(expediente))
    inicial = {"texto": getattr(comentario, "texto", "")}
    enviado = request.POST if request.method == "POST" else None

    def hacer(datos: dict[str, Any]) -> str:
        dicho = comentarios.editar(comentario_id=pk, actor=user, **datos)
        for aviso in _avisos(dicho):
            messages.warning(request, aviso)
        return _pagina(expediente)

    return guardar(
        request,
        ComentarioForm(enviado, initial=inicial, llamar_url=_llamar(expediente)),
        titulo=_("Corregir el comentario"),
        migas=[*_migas(expediente), Enlace(_("Corregir"))],
        volver=_pagina(expediente),
        hacer=hacer,
        hecho=_("Comentario corregido."),
    )


@require_POST
def retirar(request: HttpRequest, codigo: str, pk: int) -> HttpResponse:
    """Take back what one said a moment ago."""
    user, expediente = quien(request), _a_la_vista(request, codigo)
    try:
        comentarios.retirar(comentario_id=pk, actor=user)
    except Comentario.DoesNotExist:
        raise Http404 from None
    except NotAllowed as refusal:
        messages.error(request, refusal.motivo)
    else:
        messages.success(request, _("Comentario retirado."))
    return redirect(_pagina(expediente))


@require_safe
def llamables(request: HttpRequest, codigo: str) -> HttpResponse:
    """Some who may see the case and are called as what was typed after the @."""
    expediente = _a_la_vista(request, codigo)
    empieza = request.GET.get("q", "").replace("\x00", "")[:60]
    personas = menciones.sugeridas(expediente, quien(request), empieza)
    return render(request, "comentarios/llamables.html", {"personas": personas})


@require_POST
def seguir(request: HttpRequest, codigo: str) -> HttpResponse:
    """Be told when it moves."""
    expediente = _a_la_vista(request, codigo)
    seguidores.seguir(expediente_id=expediente.pk, actor=quien(request))
    return _seguido(request, expediente, sigue=True)


@require_POST
def dejar(request: HttpRequest, codigo: str) -> HttpResponse:
    """Be told no more."""
    expediente = _a_la_vista(request, codigo)
    seguidores.dejar(expediente_id=expediente.pk, actor=quien(request))
    return _seguido(request, expediente, sigue=False)


@require_safe
def seguidos(request: HttpRequest) -> HttpResponse:
    """What one follows, the last to move first."""
    page = listas.pagina(request, seguidores.seguidos(quien(request)))
    context = {
        "titulo": _("Lo que sigo"),
        "page": page,
        "vacia": Vacia(
            "eye",
            _("No sigue nada"),
            _("En la página de un asunto elija «Seguir»: aquí lo verá, y le avisaremos."),
        ),
    }
    return render(request, "comentarios/seguidos.html", context)


def _comentar(request: HttpRequest, user: Usuario, expediente: Expediente) -> HttpResponse:
    form = _form(expediente, request.POST)
    if form.is_valid():
        try:
            dicho = comentarios.comentar(
                expediente_id=expediente.pk, actor=user, texto=form.cleaned_data["texto"]
            )
        except ValidationError as error:
            agregar(form, error)
        else:
            return _dicho(request, user, expediente, dicho)
    if HtmxDetails(request):
        return _tarjeta(request, user, expediente, status=422, comentario_form=form)
    return _toda(request, user, expediente, form, status=422)


def _dicho(
    request: HttpRequest, user: Usuario, expediente: Expediente, dicho: Dicho
) -> HttpResponse:
    """It was said; its writer reads whom it did not reach."""
    if HtmxDetails(request):
        return _tarjeta(request, user, expediente, avisos=_avisos(dicho), recien=True)
    for aviso in _avisos(dicho):
        messages.warning(request, aviso)
    return redirect(_pagina(expediente))


def _tarjeta(
    request: HttpRequest, user: Usuario, expediente: Expediente, status: int = 200, **extra: Any
) -> HttpResponse:
    context = {**vista.conversacion(expediente, user), **extra}
    return render(request, "comentarios/tarjeta.html", context, status=status)


def _toda(
    request: HttpRequest,
    user: Usuario,
    expediente: Expediente,
    form: ComentarioForm,
    status: int = 200,
) -> HttpResponse:
    page = listas.pagina(request, comentarios.de(expediente))
    page.object_list = [vista.visible(uno, user, expediente.codigo) for uno in page.object_list]
    context = {
        "titulo": _("Comentarios"),
        "entrada": f"{expediente.codigo} · {expediente.titulo}",
        "migas": _migas(expediente),
        "page": page,
        "comentario_form": form,
        "conversacion": vista.direcciones(expediente.codigo),
        "vacia": Vacia("message-circle", _("Nadie ha comentado"), _("Escriba el primero.")),
    }
    return render(request, "comentarios/lista.html", context, status=status)


def _seguido(request: HttpRequest, expediente: Expediente, *, sigue: bool) -> HttpResponse:
    if HtmxDetails(request):
        context = {"sigue": sigue, "conversacion": vista.direcciones(expediente.codigo)}
        return render(request, "expediente/seguir.html", context)
    hecho = _("Le avisaremos cuando se mueva.") if sigue else _("Ya no le avisaremos.")
    messages.success(request, hecho)
    return redirect(de(expediente.clase).url(expediente.codigo))


def _a_la_vista(request: HttpRequest, codigo: str) -> Expediente:
    """404 if it is out of sight; of one that is reserved, that it was read is kept."""
    visibles = access.scope(Expediente.objects.all(), quien(request))
    expediente = visibles.filter(codigo=codigo).first()
    if expediente is None:
        raise Http404
    lecturas.leido(quien(request), expediente)
    return expediente


def _form(expediente: Expediente, enviado: Any = None) -> ComentarioForm:
    return ComentarioForm(enviado, llamar_url=_llamar(expediente))


def _llamar(expediente: Expediente) -> str:
    return reverse("comentarios:llamables", args=[expediente.codigo])


def _pagina(expediente: Expediente) -> str:
    return de(expediente.clase).url(expediente.codigo) + ANCLA


def _migas(expediente: Expediente) -> list[Enlace]:
    pantalla = de(expediente.clase)
    return [
        Enlace(str(pantalla.titulo), pantalla.url_lista()),
        Enlace(expediente.codigo, pantalla.url(expediente.codigo)),
    ]


def _avisos(dicho: Dicho) -> list[str]:
    """Whom the text names and was not told, in sentences for who wrote it."""
    return [
        *(
            _("%(nombre)s no puede ver este asunto: no se le avisó.") % {"nombre": nombre}
            for nombre in dicho.sin_acceso
        ),
        *(
            _("Hay varias personas llamadas «%(nombre)s»: escriba el apellido o el correo.")
            % {"nombre": nombre}
            for nombre in dicho.dudosos
        ),
        *(
            _("No hay nadie llamado «%(nombre)s»: no se avisó a nadie.") % {"nombre": nombre}
            for nombre in dicho.desconocidos
        ),
    ]
