"""Screens of publications and of the accounts they leave through."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from channels.models import Publicacion
from core import access
from core.transitions import NotAllowed
from webui import listas
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.comunicacion.forms import CREDENCIALES, DecidirForm, DetenerForm, PublicacionesFiltro
from webui.comunicacion.piezas import PANTALLA
from webui.guardar import guardar
from webui.listas import Vacia
from workflows.comunicacion import actions, queries
from workflows.comunicacion.queries import Pieza


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """What is on its way, what is out, what needs a person."""
    user = quien(request)
    filtro = PublicacionesFiltro(request.GET)
    context = {
        "titulo": _("Publicaciones"),
        "filtro": filtro,
        "page": listas.pagina(request, queries.publicaciones(user, filtro.leer())),
        "opera": access.can(user, "detener", Pieza),
        "vacia": Vacia("send", _("Nada por aquí"), _("Lo aprobado aparece aquí canal por canal.")),
    }
    return render(request, "publicaciones/lista.html", context)


@require_POST
def reintentar(request: HttpRequest, pk: int) -> HttpResponse:
    """Try again what failed."""
    try:
        publicacion = actions.reintentar(publicacion_id=pk, actor=quien(request))
    except (Publicacion.DoesNotExist, Pieza.DoesNotExist):
        raise Http404 from None
    except (NotAllowed, ValidationError) as refusal:
        messages.error(request, getattr(refusal, "motivo", "") or str(refusal))
        return redirect("publicaciones:lista")
    messages.success(request, _("En camino otra vez."))
    return redirect(PANTALLA.url(publicacion.expediente.codigo))


@require_http_methods(["GET", "POST"])
def decidir(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether a post in doubt is out."""
    user = quien(request)
    publicacion = queries.publicaciones(user).filter(pk=pk).first()
    if publicacion is None:
        raise Http404
    if access.can(user, "decidir", Pieza) is None and publicacion.estado:
        raise PermissionDenied
    form = DecidirForm(request.POST or None)
    volver = PANTALLA.url(publicacion.expediente.codigo)

    def hacer(datos: dict[str, object]) -> str:
        actions.decidir(publicacion_id=pk, actor=user, **datos)  # type: ignore[arg-type]
        return volver

    return guardar(
        request,
        form,
        titulo=_("¿Salió en %(canal)s?") % {"canal": publicacion.cuenta.canal_nombre},
        migas=[Enlace(str(PANTALLA.titulo), PANTALLA.url_lista()), Enlace("", volver)],
        volver=volver,
        hacer=hacer,
        enviar=_("Dejar constancia"),
    )


@require_safe
def canales(request: HttpRequest) -> HttpResponse:
    """The health of each account, and the switch that stops all posting."""
    user = quien(request)
    if access.can(user, "ver_cuentas", Pieza) is None:
        raise PermissionDenied
    context = {
        "titulo": _("Canales"),
        "cuentas": queries.cuentas(user),
        "freno": queries.freno(),
        "puede_detener": access.can(user, "detener", Pieza),
        "puede_reconectar": access.can(user, "reconectar", Pieza),
        "detener": DetenerForm(),
        "conectables": CREDENCIALES.keys(),
    }
    return render(request, "canales/lista.html", context)


@require_POST
def detener(request: HttpRequest) -> HttpResponse:
    """Stop all outgoing posts at once."""
    form = DetenerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Diga por qué se detiene."))
        return redirect("canales:lista")
    return _mover_freno(request, lambda: actions.detener(actor=quien(request), **form.cleaned_data))


@require_POST
def reanudar(request: HttpRequest) -> HttpResponse:
    """Let posts leave again."""
    return _mover_freno(request, lambda: actions.reanudar(actor=quien(request)))


@require_http_methods(["GET", "POST"])
def reconectar(request: HttpRequest, pk: int) -> HttpResponse:
    """New credentials for an account; the network is asked about them at once."""
    user = quien(request)
    salud = next((una for una in queries.cuentas(user) if una.cuenta.pk == pk), None)
    if salud is None or salud.cuenta.canal not in CREDENCIALES:
        raise Http404
    if access.can(user, "reconectar", Pieza) is None:
        raise PermissionDenied
    form = CREDENCIALES[salud.cuenta.canal](request.POST or None)

    def hacer(datos: dict[str, str]) -> str:
        actions.reconectar(cuenta_id=pk, actor=user, credenciales=datos)
        return "/canales/"

    return guardar(
        request,
        form,
        titulo=_("Reconectar %(cuenta)s") % {"cuenta": salud.cuenta},
        migas=[Enlace(_("Canales"), "/canales/"), Enlace(str(salud.cuenta))],
        volver="/canales/",
        hacer=hacer,
        enviar=_("Guardar y probar"),
        hecho=_("Guardadas. El canal ya respondió: vea su estado."),
    )


def _mover_freno(request: HttpRequest, mover: object) -> HttpResponse:
    try:
        mover()  # type: ignore[operator]
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.motivo) from None
    messages.success(request, _("Hecho."))
    return redirect("canales:lista")
