"""A call as the form of its screen would have sent it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import BaseForm
from django.utils.datastructures import MultiValueDict

from webui.api.problemas import de_formulario
from webui.api.una_vez import Archivos

Hacer = Callable[..., Any]


def llenar(hacer: Hacer, datos: Mapping[str, Any], archivos: Archivos | None = None) -> Any:
    """The form with what was sent; what was left out is as the screen would have shown it.

    `hacer(data, files)` makes the form. Raises `Invalido` with what it complains of.
    """
    form = hacer(_completos(hacer(), datos), archivos or MultiValueDict())
    if not form.is_valid():
        raise de_formulario(form)
    return form


def _completos(vacio: BaseForm, datos: Mapping[str, Any]) -> MultiValueDict[str, Any]:
    completos: MultiValueDict[str, Any] = MultiValueDict()
    for nombre in vacio.fields:
        valor = datos[nombre] if nombre in datos else vacio[nombre].value()
        if isinstance(valor, list | tuple):
            completos.setlist(nombre, list(valor))
        elif valor is not None:
            completos[nombre] = valor
    return completos
