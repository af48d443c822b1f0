"""Actores, temas and lugares, and everything that touches each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core import catalogos
from core.arboles import ancestros
from core.catalogos import CREAR, EDITAR, Cambiado
from core.models import Actor, Catalogado, Usuario
from core.texto import ClaveOrden
from webui import listas
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.listas import Vacia
from webui.pantallas import de
from webui.paso_form import agregar
from webui.proximidad import historia
from webui.proximidad.cruces import ACTORES, LUGARES, TEMAS, Cruce
from webui.proximidad.forms import BuscarForm
from webui.vistas import guardadas
from webui.vistas import views as vistas
from workflows.cruce import catalogo, ficha
from workflows.cruce.proximidad import sobre

for uno_de_ellos in (ACTORES, TEMAS, LUGARES):
    guardadas.registrar(f"{uno_de_ellos.ruta}:lista", uno_de_ellos.titulo, BuscarForm)


@require_safe
def lista(request: HttpRequest, *, cruce: Cruce) -> HttpResponse:
    """All of them, sorted as Spanish sorts, searched without minding accents."""
    buscado = BuscarForm(request.GET)
    filtro = buscado.leer()
    todos = catalogo.lista(cruce.modelo, filtro, listas.orden(request))
    nuevo_url = _nuevo_url(cruce, quien(request))
    context = {
        "titulo": cruce.titulo,
        "cruce": cruce,
        "filtro": buscado,
        "page": listas.pagina(request, todos),
        "nuevo": cruce.nuevo,
        "nuevo_url": nuevo_url,
        "vacia": _vacia(cruce, nuevo_url, buscado=bool(filtro.q)),
        **vistas.barra(request, f"{cruce.ruta}:lista"),
    }
    return render(request, "proximidad/lista.html", context)


@require_safe
def uno(request: HttpRequest, pk: int, *, cruce: Cruce) -> HttpResponse:
    """Everything about one of them that this person may see, by process, newest first."""
    user = quien(request)
    objeto = get_object_or_404(cruce.modelo._default_manager, pk=pk)
    tocado: dict[str, Any] = {cruce.parametro: objeto}
    suya = ficha.de(user, tocado)
    tramos = sobre(user, **tocado, abiertos=suya.contados)
    context = {
        "titulo": str(objeto),
        "cruce": cruce,
        "objeto": objeto,
        "migas": _migas(cruce, objeto),
        "datos": cruce.datos(user, objeto),
        "tramos": [(tramo, de(tramo.clase)) for tramo in tramos if tramo.total],
        "ficha": suya,
        "telefono": _telefono(user, objeto),
        "editar_url": _editar_url(cruce, user, pk),
        "contiene": _contiene(cruce, objeto),
        "entradas": historia.entradas(user, objeto),
    }
    return render(request, "proximidad/uno.html", context)


@require_http_methods(["GET", "POST"])
def nuevo(request: HttpRequest, *, cruce: Cruce) -> HttpResponse:
    """Write down a new one."""
    user = quien(request)
    if catalogos.puede(user, CREAR, cruce.modelo) is None:
        raise PermissionDenied
    form = cruce.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hecho = catalogos.crear(modelo=cruce.modelo, actor=user, campos=_campos(form))
        except ValidationError as error:
            agregar(form, error)
        else:
            return _guardado(request, cruce, hecho)
    return _formulario(request, cruce, form, str(cruce.nuevo), reverse(f"{cruce.ruta}:lista"))


@require_http_methods(["GET", "POST"])
def editar(request: HttpRequest, pk: int, *, cruce: Cruce) -> HttpResponse:
    """Mend what is known of one; a stale form shows what changed meanwhile."""
    user = quien(request)
    objeto = get_object_or_404(cruce.modelo._default_manager, pk=pk)
    if catalogos.puede(user, EDITAR, cruce.modelo) is None:
        raise PermissionDenied
    titulo, volver = str(objeto), reverse(f"{cruce.ruta}:uno", args=[pk])
    form = cruce.form(request.POST or None, instance=objeto)
    conflicto = None
    if request.method == "POST" and form.is_valid():
        try:
            catalogos.editar(
                modelo=cruce.modelo,
                pk=pk,
                actor=user,
                version=form.cleaned_data["version"],
                campos=_campos(form),
            )
        except ValidationError as error:
            agregar(form, error)
        except Cambiado as cambiado:
            conflicto = historia.conflicto(cambiado)
            form.data = _al_dia(request.POST, cambiado)
        else:
            return _guardado(request, cruce, objeto)
    return _formulario(request, cruce, form, titulo, volver, conflicto=conflicto)


def _formulario(
    request: HttpRequest, cruce: Cruce, form: Any, titulo: str, volver: str, **extra: Any
) -> HttpResponse:
    context = {
        "titulo": titulo,
        "migas": [Enlace(str(cruce.titulo), reverse(f"{cruce.ruta}:lista"))],
        "form": form,
        "cancelar_url": volver,
        **extra,
    }
    status = 409 if extra.get("conflicto") else 422 if form.errors else 200
    return render(request, "formulario.html", context, status=status)


def _guardado(request: HttpRequest, cruce: Cruce, objeto: Catalogado) -> HttpResponse:
    messages.success(request, _("Guardado."))
    return redirect(f"{cruce.ruta}:uno", objeto.pk)


def _campos(form: Any) -> dict[str, Any]:
    return {campo: valor for campo, valor in form.cleaned_data.items() if campo != "version"}


def _al_dia(escrito: QueryDict, cambiado: Cambiado) -> QueryDict:
    """What was typed, to be sent again over what somebody else did meanwhile."""
    datos = escrito.copy()
    datos["version"] = str(cambiado.objeto.version)
    return datos


def _vacia(cruce: Cruce, nuevo_url: str, *, buscado: bool) -> Vacia:
    if buscado:
        return Vacia(cruce.icono, _("Nada por aquí"), _("Pruebe con otra palabra."))
    texto = _("Lo que se registre aquí se podrá elegir en los demás asuntos.")
    boton = str(cruce.nuevo) if nuevo_url else ""
    return Vacia(cruce.icono, str(cruce.ninguno), texto, boton, nuevo_url)


def _migas(cruce: Cruce, objeto: Any) -> list[Enlace]:
    camino = [] if cruce is ACTORES else ancestros(objeto)
    return [
        Enlace(str(cruce.titulo), reverse(f"{cruce.ruta}:lista")),
        *(Enlace(str(uno), reverse(f"{cruce.ruta}:uno", args=[uno.pk])) for uno in camino),
        Enlace(str(objeto)),
    ]


def _nuevo_url(cruce: Cruce, user: Usuario) -> str:
    puede = catalogos.puede(user, CREAR, cruce.modelo)
    return reverse(f"{cruce.ruta}:nuevo") if puede else ""


def _editar_url(cruce: Cruce, user: Usuario, pk: int) -> str:
    puede = catalogos.puede(user, EDITAR, cruce.modelo)
    return reverse(f"{cruce.ruta}:editar", args=[pk]) if puede else ""


def _telefono(user: Usuario, objeto: Catalogado) -> str:
    """The number to call, for who may know it."""
    if isinstance(objeto, Actor) and catalogos.ve_contacto(user, objeto):
        return objeto.telefono
    return ""


def _contiene(cruce: Cruce, objeto: Any) -> QuerySet[Any]:
    hijos: QuerySet[Any] = objeto.integrantes.all() if cruce is ACTORES else objeto.contiene.all()
    return hijos.order_by(ClaveOrden("nombre"))
