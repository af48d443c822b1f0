"""What a history keeps of a field, as people call it and read it."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from webui.components import fechas

# What histories call by another name than the field.
NOMBRES = {"fecha": gettext_lazy("Fecha"), "plazo_legal": gettext_lazy("Plazo legal")}

DIA = r"j \d\e F"
DIA_Y_ANIO = r"j \d\e F \d\e Y"

Campo = models.Field[Any, Any]


def campo(modelo: type[models.Model], nombre: str) -> Campo | None:
    """The field with this name, if the model has it."""
    try:
        found = modelo._meta.get_field(nombre)
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, models.Field) else None


def etiqueta(campo: Campo | None, nombre: str) -> str:
    """What people call it."""
    if campo is not None:
        return str(capfirst(campo.verbose_name))
    return str(NOMBRES.get(nombre, capfirst(nombre.replace("_", " "))))


@cache
def palabras(modelo: type[models.Model], nombre: str) -> dict[Any, Any]:
    """The words of a field's choices: `get_…_display` translates all of them again at every row."""
    field = campo(modelo, nombre)
    return dict(field.flatchoices or ()) if field else {}


def dicho(campo: Campo | None, valor: Any) -> str:
    """A value kept as text: the word of a choice, a date, yes or no; empty if there was none."""
    texto = "" if valor in (None, "None") else str(valor)
    for codigo, palabra in getattr(campo, "flatchoices", None) or ():
        if str(codigo) == texto:
            return str(palabra)
    if isinstance(campo, models.BooleanField):
        return {"True": _("sí"), "False": _("no")}.get(texto, texto)
    if campo is None or isinstance(campo, models.DateField):
        return _fecha(texto)
    return texto


def _fecha(texto: str) -> str:
    try:
        momento = parse_date(texto) or parse_datetime(texto)
    except ValueError:
        return texto
    if momento is None:
        return texto
    if isinstance(momento, datetime):
        return fechas.corta(clock.local(momento), clock.today())
    return date_format(momento, DIA if momento.year == clock.today().year else DIA_Y_ANIO)
