"""Who changed a setting, from what to what, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import ajustes, clock
from core.ajustes import CREAR, EDITAR, QUITAR, Cambiado
from core.models import HistorialAjuste
from webui.components.formas import Cambio, Conflicto, Entrada

MAXIMO = 200
HECHOS: dict[str, Any] = {
    CREAR: gettext_lazy("lo agregó"),
    EDITAR: gettext_lazy("lo cambió"),
    QUITAR: gettext_lazy("lo quitó"),
    "invitar": gettext_lazy("creó la cuenta y la invitó"),
    "reinvitar": gettext_lazy("le envió la invitación otra vez"),
    "funciones": gettext_lazy("cambió sus funciones"),
    "desactivar": gettext_lazy("desactivó la cuenta"),
    "reactivar": gettext_lazy("reactivó la cuenta"),
    "suprimir": gettext_lazy("suprimió el texto"),
}
# What is no field of a row, or is called by it as only a programmer would.
NOMBRES: dict[str, Any] = {"funciones": gettext_lazy("Funciones"), "motivo": gettext_lazy("Motivo")}


def entradas(objeto: Model) -> list[Entrada]:
    """The newest changes of a setting, newest first."""
    return [entrada(una) for una in ajustes.historia(objeto)[:MAXIMO]]


def entrada(una: HistorialAjuste, *, con_nombre: bool = False) -> Entrada:
    """One change; `con_nombre` says of what, too."""
    que = str(HECHOS.get(una.verbo, una.verbo))
    return Entrada(
        quien=str(una.usuario),
        que=f"{que}: {una.nombre}" if con_nombre else que,
        momento=una.momento,
        cambios=list(_cambios(una)),
    )


def conflicto(cambiado: Cambiado) -> Conflicto:
    """What happened to it since the form was made."""
    nuevas = list(ajustes.historia(cambiado.objeto).filter(pk__gt=cambiado.visto)[:MAXIMO])
    if not nuevas:  # the form had a number that never was
        return Conflicto(quien=_("Alguien"), momento=clock.now())
    cambios = [cambio for una in reversed(nuevas) for cambio in _cambios(una)]
    return Conflicto(quien=str(nuevas[0].usuario), momento=nuevas[0].momento, cambios=cambios)


def _cambios(una: HistorialAjuste) -> Iterable[Cambio]:
    modelo = apps.get_model(una.clase)
    for campo, (antes, ahora) in una.cambios.items():
        cambio = Cambio(_nombre(modelo, campo), _valor(antes), _valor(ahora), campo)
        yield cambio if antes or ahora else replace(cambio, antes="—", ahora="—")


def _nombre(modelo: type[Model], campo: str) -> str:
    if campo in NOMBRES:
        return str(NOMBRES[campo])
    try:
        field = modelo._meta.get_field(campo)
    except FieldDoesNotExist:
        return campo
    return str(capfirst(getattr(field, "verbose_name", campo)))


def _valor(valor: str) -> str:
    return {"True": _("sí"), "False": _("no")}.get(valor, valor)
