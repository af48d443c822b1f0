"""Screens of publications: what is on its way, what is out, what needs a person."""

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
from webui.comunicacion.forms import DecidirForm, PublicacionesFiltro
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
    page = listas.pagina(request, queries.publicaciones(user, filtro.leer()))
    for publicacion in page:
        publicacion.se_reintenta = queries.se_reintenta(publicacion)
    context = {
        "titulo": _("Publicaciones"),
        "filtro": filtro,
        "page": page,
        "opera": access.can(user, "reintentar", Pieza),
        "decide": access.can(user, "decidir", Pieza),
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
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.motivo) from None
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
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
    if access.can(user, "decidir", Pieza) is None:
        raise PermissionDenied
    codigo = publicacion.expediente.codigo
    volver = PANTALLA.url(codigo)
    if request.method == "GET" and publicacion.estado != Publicacion.Estado.POR_DECIDIR:
        messages.info(request, _("Ya no hay nada que decidir."))
        return redirect(volver)
    enviado = request.POST if request.method == "POST" else None
    form = DecidirForm(enviado, publicacion=publicacion)

    def hacer(datos: dict[str, object]) -> str:
        actions.decidir(publicacion_id=pk, actor=user, **datos)  # type: ignore[arg-type]
        return volver

    return guardar(
        request,
        form,
        titulo=_("¿Salió en %(canal)s?") % {"canal": publicacion.cuenta.canal_nombre},
        migas=[
            Enlace(str(PANTALLA.titulo), PANTALLA.url_lista()),
            Enlace(codigo, volver),
            Enlace(_("¿Salió?")),
        ],
        volver=volver,
        hacer=hacer,
        enviar=_("Dejar constancia"),
        plantilla="publicaciones/decidir.html",
    )
