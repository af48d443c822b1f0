"""Screens of bringing a sheet in: upload, say what its columns are, rehearse, do it."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.models import Usuario
from core.transitions import NotAllowed
from webui import listas
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.guardar import guardar
from webui.listas import Vacia
from webui.paso_form import agregar
from webui.traslados.archivo import como_archivo
from webui.traslados.forms import ColumnasForm, SubirForm
from workflows.traslados import actions, queries
from workflows.traslados.queries import CSV, Importacion


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """What I brought, the last first."""
    user = _importa(request)
    nueva_url = reverse("importar:nueva")
    context = {
        "titulo": _("Importar"),
        "entrada": _(
            "Listas que ya tiene en una hoja: se ensayan antes, y entran todas o ninguna."
        ),
        "page": listas.pagina(request, queries.importaciones(user)),
        "nuevo": _("Importar un archivo"),
        "nuevo_url": nueva_url,
        "vacia": Vacia(
            "upload",
            _("Todavía no importó nada"),
            _("Suba un CSV o un XLSX: verá qué entraría antes de que entre."),
            _("Importar un archivo"),
            nueva_url,
        ),
    }
    return render(request, "traslados/importaciones.html", context)


@require_http_methods(["GET", "POST"])
def nueva(request: HttpRequest) -> HttpResponse:
    """Upload a file."""
    user = _importa(request)
    cosas = queries.importables(user)
    enviado = request.method == "POST"
    form = SubirForm(
        *((request.POST, request.FILES) if enviado else ()),
        cosas=cosas,
        initial={"cosa": request.GET.get("cosa", "")},
    )

    def hacer(datos: dict[str, Any]) -> str:
        archivo = datos["archivo"]
        hecha = actions.subir(
            actor=user, cosa=datos["cosa"], archivo=archivo.file, nombre=archivo.name
        )
        return reverse("importar:columnas", args=[hecha.pk])

    return guardar(
        request,
        form,
        titulo=_("Importar un archivo"),
        migas=[*_migas(), Enlace(_("Nuevo"))],
        volver=reverse("importar:lista"),
        hacer=hacer,
        enviar=_("Subir y ver las columnas"),
        hecho=_("Recibido. Diga qué es cada columna."),
    )


@require_http_methods(["GET", "POST"])
def columnas(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which column is which field, and have it rehearsed."""
    importacion = _mia(request, pk)
    if not importacion.abierta:
        return redirect("importar:una", pk)
    cosa = queries.COSAS[importacion.cosa]
    enviado = request.method == "POST"
    form = ColumnasForm(request.POST if enviado else None, importacion=importacion, cosa=cosa)
    if enviado and form.is_valid():
        try:
            actions.ensayar(importacion_id=pk, actor=importacion.usuario, **form.elegido())
        except ValidationError as error:
            agregar(form, error)
        except NotAllowed as refusal:
            form.add_error(None, refusal.motivo)
        else:
            return redirect("importar:una", pk)
    context = {
        "titulo": _("Qué es cada columna"),
        "migas": [*_migas(), Enlace(importacion.nombre)],
        "importacion": importacion,
        "cosa": cosa,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "traslados/columnas.html", context, status=status)


@require_safe
def una(request: HttpRequest, pk: int) -> HttpResponse:
    """How one is getting on, and what became of its rehearsal, row by bad row."""
    importacion = _mia(request, pk)
    context = {
        "titulo": importacion.nombre,
        "migas": [*_migas(), Enlace(importacion.nombre)],
        "traslado": importacion,
        "cosa": queries.COSAS[importacion.cosa],
        "page": listas.pagina(request, importacion.reparos.all()),
        "progreso_url": request.path,
    }
    solo = request.headers.get("HX-Target") == "importacion"
    return render(request, f"traslados/{'ensayo' if solo else 'importacion'}.html", context)


@require_POST
def hacer(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what was rehearsed."""
    return _ordenar(request, pk, actions.hacer)


@require_POST
def descartar(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it up."""
    _ordenar(request, pk, actions.descartar)
    return redirect("importar:lista")


@require_safe
def reparos(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The bad rows as a sheet, to mend them beside the file."""
    importacion = _mia(request, pk)
    nombre = f"reparos-{importacion.nombre.rpartition('.')[0] or importacion.pk}.{CSV}"
    return como_archivo(io.BytesIO(actions.reparos(importacion)), nombre, CSV)


def _ordenar(request: HttpRequest, pk: int, accion: Any) -> HttpResponse:
    try:
        accion(importacion_id=pk, actor=_importa(request))
    except Importacion.DoesNotExist:
        raise Http404 from None
    except NotAllowed as refusal:
        messages.error(request, refusal.motivo)
    return redirect("importar:una", pk)


def _migas() -> list[Enlace]:
    return [Enlace(_("Importar"), reverse("importar:lista"))]


def _importa(request: HttpRequest) -> Usuario:
    """Who asks, if there is anything that this person may bring in; 403 otherwise."""
    user = quien(request)
    if not queries.importables(user):
        raise PermissionDenied
    return user


def _mia(request: HttpRequest, pk: int) -> Importacion:
    found = queries.importaciones(_importa(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
