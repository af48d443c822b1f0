"""Views of lists that people keep: beside the list, and the page where they are put in order."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from webui import deshacer
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.guardar import guardar
from webui.listas import Vacia
from webui.models import VistaGuardada
from webui.vistas import guardadas
from webui.vistas.forms import NuevaForm, VistaForm

# What is written down of one to put it back.
CAMPOS = ("lista", "nombre", "consulta", "lugar", "inicial", "rol")
BORRADA = "vista"
deshacer.registrar(BORRADA, guardadas.reponer)


def barra(request: HttpRequest, lista: str) -> dict[str, Any]:
    """What a list needs to show its kept views, and to keep what it shows now."""
    user = quien(request)
    consulta = guardadas.entendida(lista, request.GET.urlencode())
    vistas = [una for una in guardadas.visibles(request, user) if una.lista == lista]
    ya = any(una.consulta == consulta for una in vistas)
    inicial = {"lista": lista, "consulta": consulta}
    return {
        "guardadas": [
            Enlace(_rotulo(una), f"?{una.consulta}", current=una.consulta == consulta)
            for una in vistas
        ],
        "guardar_vista": NuevaForm(user=user, initial=inicial) if consulta and not ya else None,
        "ordena_vistas": any(una.propia for una in vistas),
    }


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """One's own, list by list."""
    grupos = groupby(guardadas.propias(quien(request)), lambda una: una.lista)
    context = {
        "titulo": _("Mis vistas"),
        "grupos": [
            (guardadas.titulo(nombre), reverse(nombre), list(suyas)) for nombre, suyas in grupos
        ],
        "vacia": Vacia(
            "filter",
            _("Todavía no guardó vistas"),
            _("En una lista, ponga los filtros que usa a menudo y elija «Guardar esta vista»."),
        ),
    }
    return render(request, "vistas/lista.html", context)


@require_http_methods(["GET", "POST"])
def nueva(request: HttpRequest) -> HttpResponse:
    """Keep what a list shows."""
    user = quien(request)
    pedido = request.POST if request.method == "POST" else request.GET
    nombre = pedido.get("lista", "")
    if not guardadas.existe(nombre):
        raise Http404
    form = NuevaForm(request.POST or None, user=user, initial=request.GET.dict())
    volver = reverse(nombre)

    def hacer(datos: dict[str, Any]) -> str:
        datos["consulta"] = guardadas.entendida(nombre, datos["consulta"])
        guardadas.guardar(VistaGuardada(usuario=user, **datos))
        return f"{volver}?{datos['consulta']}"

    return guardar(
        request,
        form,
        titulo=_("Guardar esta vista"),
        migas=[Enlace(_("Mis vistas"), reverse("vistas:lista")), Enlace(_("Nueva"))],
        volver=volver,
        hacer=hacer,
        hecho=_("Vista guardada."),
    )


@require_http_methods(["GET", "POST"])
def editar(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one another name, let the menu open it, show it to others."""
    una = _propia(request, pk)
    inicial = {"nombre": una.nombre, "inicial": una.inicial, "rol": una.rol}

    def hacer(datos: dict[str, Any]) -> str:
        for campo, valor in datos.items():
            setattr(una, campo, valor)
        guardadas.guardar(una)
        return reverse("vistas:lista")

    return guardar(
        request,
        VistaForm(request.POST or None, user=quien(request), initial=inicial),
        titulo=una.nombre,
        migas=[Enlace(_("Mis vistas"), reverse("vistas:lista")), Enlace(una.nombre)],
        volver=reverse("vistas:lista"),
        hacer=hacer,
    )


@require_POST
def subir(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one before the other."""
    guardadas.subir(_propia(request, pk))
    return redirect("vistas:lista")


@require_POST
def borrar(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget one; the message takes it back."""
    una = _propia(request, pk)
    datos = {campo: getattr(una, campo) for campo in CAMPOS}
    una.delete()
    dicho = _("La vista «%(nombre)s» se borró.") % {"nombre": una.nombre}
    deshacer.ofrecer(request, dicho, BORRADA, datos)
    return redirect("vistas:lista")


def _rotulo(una: guardadas.Vista) -> str:
    if una.propia:
        return una.nombre
    return _("%(vista)s (de %(quien)s)") % {"vista": una.nombre, "quien": una.de}


def _propia(request: HttpRequest, pk: int) -> VistaGuardada:
    una = guardadas.propias(quien(request)).filter(pk=pk).first()
    if una is None:
        raise Http404
    return una
