"""The answers that a kind of request has ready: offered when one of it is closed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.texto import ClaveOrden
from webui import listas
from webui.ajustes.forms_plazos import PlantillaForm
from webui.ajustes.pantalla import (
    Hecho,
    administra,
    enviado,
    guardar,
    hacer_y_volver,
    migas,
    visto,
)
from webui.components.formas import Enlace
from webui.listas import Vacia
from workflows.solicitudes import ajustes
from workflows.solicitudes.queries import PlantillaRespuesta, TipoSolicitud


@require_safe
def lista(request: HttpRequest, tipo: int) -> HttpResponse:
    """Those of one kind."""
    administra(request)
    suyo = get_object_or_404(TipoSolicitud, pk=tipo)
    nueva_url = reverse("ajustes:respuesta_nueva", args=[tipo])
    context = {
        "titulo": _("Respuestas preparadas: %(tipo)s") % {"tipo": suyo},
        "migas": _migas(suyo),
        "entrada": _("Se ofrecen al responder, según cómo termine la solicitud."),
        "page": listas.pagina(request, suyo.respuestas.order_by(ClaveOrden("nombre"), "pk")),
        "nuevo": _("Nueva respuesta"),
        "nuevo_url": nueva_url,
        "vacia": Vacia(
            "message-circle",
            _("Ninguna todavía"),
            _("Con una respuesta preparada se contesta más rápido, y todos por igual."),
            _("Nueva respuesta"),
            nueva_url,
        ),
    }
    return render(request, "ajustes/respuestas.html", context)


@require_http_methods(["GET", "POST"])
def nueva(request: HttpRequest, tipo: int) -> HttpResponse:
    """One more."""
    user = administra(request)
    suyo = get_object_or_404(TipoSolicitud, pk=tipo)

    def hacer(datos: dict[str, Any]) -> Hecho:
        ajustes.crear_respuesta(tipo=suyo, actor=user, campos=datos)
        return Hecho(_lista_url(suyo))

    return _formulario(request, suyo, PlantillaForm(enviado(request)), _("Nueva respuesta"), hacer)


@require_http_methods(["GET", "POST"])
def una(request: HttpRequest, tipo: int, respuesta: int) -> HttpResponse:
    """Its name, its text, when it is offered."""
    user = administra(request)
    objeto = _la_de(tipo, respuesta)
    titulo = objeto.nombre
    form = PlantillaForm(enviado(request), instance=objeto)

    def hacer(datos: dict[str, Any]) -> Hecho:
        ajustes.editar_respuesta(
            respuesta_id=respuesta, actor=user, campos=datos, visto=visto(form)
        )
        return Hecho(_lista_url(objeto.tipo))

    return _formulario(
        request,
        objeto.tipo,
        form,
        titulo,
        hacer,
        objeto=objeto,
        plantilla="ajustes/parte.html",
        quitar_url=reverse("ajustes:respuesta_quitar", args=[tipo, respuesta]),
    )


@require_POST
def quitar(request: HttpRequest, tipo: int, respuesta: int) -> HttpResponse:
    """Take one away."""
    user = administra(request)
    objeto = _la_de(tipo, respuesta)
    return hacer_y_volver(
        request,
        lambda: ajustes.quitar_respuesta(respuesta_id=respuesta, actor=user),
        _("Quitada."),
        _lista_url(objeto.tipo),
    )


def _la_de(tipo: int, respuesta: int) -> PlantillaRespuesta:
    todas = PlantillaRespuesta.objects.select_related("tipo")
    return get_object_or_404(todas, pk=respuesta, tipo=tipo)


def _lista_url(tipo: TipoSolicitud) -> str:
    return reverse("ajustes:respuestas", args=[tipo.pk])


def _migas(tipo: TipoSolicitud, *enlaces: Enlace) -> list[Enlace]:
    return migas(
        Enlace(_("Tipos de solicitud"), reverse("ajustes:tipos")),
        Enlace(tipo.nombre, reverse("ajustes:tipo", args=[tipo.pk])),
        *enlaces,
    )


def _formulario(
    request: HttpRequest,
    tipo: TipoSolicitud,
    form: PlantillaForm,
    titulo: str,
    hacer: Any,
    **mas: Any,
) -> HttpResponse:
    return guardar(
        request,
        form,
        titulo=titulo,
        migas=_migas(tipo, Enlace(_("Respuestas preparadas"), _lista_url(tipo))),
        volver=_lista_url(tipo),
        hacer=hacer,
        **mas,
    )
