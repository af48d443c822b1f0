"""How long deadlines are: the town hall's own, and the law's by kind of request."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.texto import ClaveOrden
from webui import listas
from webui.ajustes.forms_plazos import InternoForm, TipoForm
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
from workflows.plazos import ajustes, queries
from workflows.plazos.queries import PlazoInterno
from workflows.solicitudes import ajustes as de_solicitudes
from workflows.solicitudes.queries import TipoSolicitud


@require_safe
def internos(request: HttpRequest) -> HttpResponse:
    """How long each step may take."""
    administra(request)
    context = {
        "titulo": _("Plazos internos"),
        "migas": migas(),
        "entrada": _("Cuánto puede durar cada paso. Lo que fija la ley está en «Plazos de ley»."),
        "page": listas.pagina(request, queries.internos()),
        "vacia": Vacia("clock", _("Ningún plazo"), ""),
    }
    return render(request, "ajustes/internos.html", context)


@require_http_methods(["GET", "POST"])
def interno(request: HttpRequest, interno: int) -> HttpResponse:
    """How long one of them is."""
    user = administra(request)
    objeto = get_object_or_404(PlazoInterno, pk=interno)
    form = InternoForm(enviado(request), instance=objeto)

    def hacer(datos: dict[str, Any]) -> Hecho:
        ajustes.editar_interno(interno_id=interno, actor=user, visto=visto(form), **datos)
        return Hecho(
            reverse("ajustes:internos"),
            _("Guardado. Vale para los plazos que se abran desde ahora."),
        )

    return guardar(
        request,
        form,
        titulo=f"{objeto.asunto}: {objeto.nombre}",
        migas=migas(Enlace(_("Plazos internos"), reverse("ajustes:internos"))),
        volver=reverse("ajustes:internos"),
        hacer=hacer,
        objeto=objeto,
        nota=_abiertos(queries.abiertos_de(objeto.clase_plazo)),
        restaurar_url=_restaurar_url(objeto),
    )


@require_POST
def restaurar_interno(request: HttpRequest, interno: int) -> HttpResponse:
    """As it came."""
    user = administra(request)
    get_object_or_404(PlazoInterno, pk=interno)
    return hacer_y_volver(
        request,
        lambda: ajustes.restaurar_interno(interno_id=interno, actor=user),
        _("El plazo vuelve a durar lo que duraba al principio."),
        reverse("ajustes:interno", args=[interno]),
    )


@require_safe
def tipos(request: HttpRequest) -> HttpResponse:
    """The kinds of request, with what the law gives each."""
    administra(request)
    context = {
        "titulo": _("Plazos de ley"),
        "migas": migas(),
        "entrada": _("Por tipo de solicitud: el plazo legal, la meta interna y sus cartas."),
        "page": listas.pagina(request, TipoSolicitud.objects.order_by(ClaveOrden("nombre"), "pk")),
        "nuevo": _("Nuevo tipo"),
        "nuevo_url": reverse("ajustes:tipo_nuevo"),
        "vacia": Vacia(
            "inbox",
            _("Todavía no hay tipos"),
            _("Cada solicitud tiene un tipo, que le da su plazo."),
            _("Nuevo tipo"),
            reverse("ajustes:tipo_nuevo"),
        ),
    }
    return render(request, "ajustes/tipos.html", context)


@require_http_methods(["GET", "POST"])
def tipo_nuevo(request: HttpRequest) -> HttpResponse:
    """A kind of request more."""
    user = administra(request)

    def hacer(datos: dict[str, Any]) -> Hecho:
        de_solicitudes.crear_tipo(actor=user, campos=datos)
        return Hecho(reverse("ajustes:tipos"))

    return _tipo(request, TipoForm(enviado(request)), _("Nuevo tipo"), hacer)


@require_http_methods(["GET", "POST"])
def tipo(request: HttpRequest, tipo: int) -> HttpResponse:
    """The terms and letters of one; it is retired, never taken away."""
    user = administra(request)
    objeto = get_object_or_404(TipoSolicitud, pk=tipo)
    titulo = objeto.nombre
    form = TipoForm(enviado(request), instance=objeto)

    def hacer(datos: dict[str, Any]) -> Hecho:
        de_solicitudes.editar_tipo(tipo_id=tipo, actor=user, campos=datos, visto=visto(form))
        return Hecho(
            reverse("ajustes:tipos"),
            _("Guardado. Vale para las solicitudes que se registren desde ahora."),
        )

    nota = _("Las solicitudes ya registradas conservan la fecha con que se contaron.")
    return _tipo(
        request,
        form,
        titulo,
        hacer,
        objeto=objeto,
        nota=nota,
        plantilla="ajustes/tipo.html",
        respuestas_url=reverse("ajustes:respuestas", args=[tipo]),
    )


def _tipo(
    request: HttpRequest, form: TipoForm, titulo: str, hacer: Any, **mas: Any
) -> HttpResponse:
    return guardar(
        request,
        form,
        titulo=titulo,
        migas=migas(Enlace(_("Plazos de ley"), reverse("ajustes:tipos"))),
        volver=reverse("ajustes:tipos"),
        hacer=hacer,
        **mas,
    )


def _abiertos(cuantos: int) -> str:
    """What an edit does not touch."""
    return _("Abiertos ahora, que conservan su fecha: %(n)d.") % {"n": cuantos}


def _restaurar_url(objeto: PlazoInterno) -> str:
    """Where it is made as it came; empty if it is so."""
    if not queries.interno_cambiado(objeto):
        return ""
    return reverse("ajustes:interno_restaurar", args=[objeto.pk])
