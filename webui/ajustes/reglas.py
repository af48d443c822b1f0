"""Alert rules: who is told of a deadline, when and how."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from webui import listas
from webui.ajustes.forms_plazos import FiltroReglasForm, ReglaForm, ReglaNuevaForm, frase_de
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
from workflows.plazos import ajustes, frases, queries
from workflows.plazos.queries import ReglaAlerta

DE_REGLAS = 10
"""Kinds of deadline on a page."""


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """Every rule in one sentence, by what it is about."""
    administra(request)
    filtro = FiltroReglasForm(request.GET)
    filtro.is_valid()
    activas = filtro.cleaned_data.get("activas")
    reglas = ReglaAlerta.objects.all()
    if activas:
        reglas = reglas.filter(activa=activas == "si")
    asunto = request.GET.get("asunto", "")
    todos = queries.grupos(reglas, vacios=not activas)
    grupos = [uno for uno in todos if asunto in ("", uno.asunto)]
    context = {
        "titulo": _("Reglas de alerta"),
        "migas": migas(),
        "filtro": filtro,
        "vistas": _vistas(asunto),
        "page": listas.pagina(request, grupos, DE_REGLAS),
        "vacia": Vacia("bell", _("Nada por aquí"), _("Ninguna regla responde a ese filtro.")),
    }
    return render(request, "ajustes/reglas.html", context)


@require_http_methods(["GET", "POST"])
def una(request: HttpRequest, regla: int) -> HttpResponse:
    """When a rule tells, whom and how; its history, and the way back to how it came."""
    user = administra(request)
    objeto = get_object_or_404(ReglaAlerta, pk=regla)
    form = ReglaForm(enviado(request), clase=objeto.clase_plazo, regla=objeto)

    def hacer(_datos: dict[str, Any]) -> Hecho:
        ajustes.editar_regla(regla_id=regla, actor=user, campos=form.campos(), visto=visto(form))
        return Hecho(reverse("ajustes:reglas"), _("Guardada. Los plazos abiertos ya la siguen."))

    return guardar(
        request,
        form,
        titulo=frases.aviso(objeto.codigo),
        migas=migas(Enlace(_("Reglas de alerta"), reverse("ajustes:reglas"))),
        volver=reverse("ajustes:reglas"),
        hacer=hacer,
        objeto=objeto,
        plantilla="ajustes/regla.html",
        regla=objeto,
        frase=frases.frase(objeto),
        de_fabrica=_de_fabrica(objeto),
        abiertos=queries.abiertos_de(objeto.clase_plazo),
        frase_url=reverse("ajustes:regla_frase", args=[objeto.clase_plazo]),
    )


@require_http_methods(["GET", "POST"])
def nueva(request: HttpRequest, clase: str) -> HttpResponse:
    """One more stage for a kind of deadline."""
    user = administra(request)
    _exigir_clase(clase)
    form = ReglaNuevaForm(enviado(request), clase=clase)

    def hacer(datos: dict[str, Any]) -> Hecho:
        ajustes.agregar_regla(
            codigo=datos["codigo"], clase_plazo=clase, actor=user, campos=form.campos()
        )
        return Hecho(reverse("ajustes:reglas"), _("Agregada. Los plazos abiertos ya la siguen."))

    return guardar(
        request,
        form,
        titulo=_("Agregar una regla"),
        migas=migas(Enlace(_("Reglas de alerta"), reverse("ajustes:reglas"))),
        volver=reverse("ajustes:reglas"),
        hacer=hacer,
        plantilla="ajustes/regla.html",
        entrada=queries.llamada(clase),
        frase_url=reverse("ajustes:regla_frase", args=[clase]),
    )


@require_POST
def frase(request: HttpRequest, clase: str) -> HttpResponse:
    """What the rule would do as the form stands, while it is being filled in."""
    administra(request)
    _exigir_clase(clase)
    form = ReglaForm(request.POST, clase=clase)
    return render(request, "ajustes/frase.html", {"frase": frase_de(form)})


@require_POST
def restaurar(request: HttpRequest, regla: int) -> HttpResponse:
    """As it came."""
    user = administra(request)
    get_object_or_404(ReglaAlerta, pk=regla)
    return hacer_y_volver(
        request,
        lambda: ajustes.restaurar_regla(regla_id=regla, actor=user),
        _("La regla vuelve a ser como vino."),
        reverse("ajustes:regla", args=[regla]),
    )


def _vistas(asunto: str) -> list[Enlace]:
    """A tab for each process that has deadlines."""
    todas = Enlace(_("Todas"), "?", current=not asunto)
    de_uno = [
        Enlace(uno, f"?{urlencode({'asunto': uno})}", current=uno == asunto)
        for uno in queries.asuntos()
    ]
    return [todas, *de_uno]


def _de_fabrica(regla: ReglaAlerta) -> str:
    """How it came, in a sentence; empty if it is so still, or was added by the town hall."""
    inicial = queries.como_vino(regla)
    if inicial is None:
        return ""
    dicha = frases.frase(inicial)
    return "" if dicha == frases.frase(regla) and regla.activa else dicha


def _exigir_clase(clase: str) -> None:
    if clase not in queries.clases_de_plazo():
        raise Http404
