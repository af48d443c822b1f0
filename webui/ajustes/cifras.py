"""Figures of which there is one row each: from when a light changes, or more are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.models import FilaUnica
from webui.ajustes.forms import AjusteModelForm
from webui.ajustes.pantalla import Hecho, administra, campos, enviado, guardar, migas, visto
from workflows.compromisos import ajustes as de_compromisos
from workflows.compromisos.queries import Umbrales as UmbralesCompromisos
from workflows.metas import ajustes as de_metas
from workflows.metas.queries import Umbrales

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Cifras:
    """One row and the action that changes it: where it stands, what is said of it before and after.

    `camino`: its address under *Ajustes*. `para` and `icono` are of its card there.
    """

    modelo: type[FilaUnica]
    editar: Callable[..., FilaUnica]
    camino: str
    icono: str
    titulo: Text
    para: Text
    entrada: Text
    nota: Text
    hecho: Text


# By the name of its address.
CIFRAS: Mapping[str, Cifras] = {
    "umbrales": Cifras(
        modelo=Umbrales,
        editar=de_metas.editar_umbrales,
        camino="umbrales/",
        icono="target-arrow",
        titulo=_("Umbrales de las metas"),
        para=_("Desde cuándo el semáforo se pone amarillo o rojo."),
        entrada=_("Desde cuándo el semáforo de una meta se pone amarillo, y desde cuándo rojo."),
        nota=_(
            "El color se deduce cada vez que se mira: cambia al guardar, en todas las metas. "
            "Ninguna fecha ni ningún plazo abierto se vuelve a contar."
        ),
        hecho=_("Guardado. Los semáforos ya se ven según estas cifras."),
    ),
    "umbrales_compromisos": Cifras(
        modelo=UmbralesCompromisos,
        editar=de_compromisos.editar_umbrales,
        camino="umbrales-de-compromisos/",
        icono="hourglass",
        titulo=_("Umbrales de los compromisos"),
        para=_("Cuántos recordatorios, o cambios de fecha, hasta avisar más arriba."),
        entrada=_("Cuántos recordatorios, o cambios de fecha, hasta avisar más arriba."),
        nota=_(
            "Lo que depende de una fecha se elige en «Reglas de alerta»; esto, de cuántas veces "
            "pasó algo. De lo que ya pasó no se avisa otra vez."
        ),
        hecho=_("Guardado. Vale desde el próximo recordatorio o cambio de fecha."),
    ),
}


@require_http_methods(["GET", "POST"])
def editar(request: HttpRequest, *, cuales: str) -> HttpResponse:
    """Every figure of one row."""
    user, cifras = administra(request), CIFRAS[cuales]
    objeto = get_object_or_404(cifras.modelo, pk=1)
    del_modelo = modelform_factory(cifras.modelo, form=AjusteModelForm, fields="__all__")
    form = del_modelo(enviado(request), instance=objeto)

    def hacer(_datos: dict[str, Any]) -> Hecho:
        cifras.editar(actor=user, campos=campos(form), visto=visto(form))
        return Hecho(reverse(f"ajustes:{cuales}"), str(cifras.hecho))

    return guardar(
        request,
        form,
        titulo=str(cifras.titulo),
        migas=migas(),
        volver=reverse("ajustes:inicio"),
        hacer=hacer,
        objeto=objeto,
        entrada=cifras.entrada,
        nota=cifras.nota,
    )
