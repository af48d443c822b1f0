"""From the fields of a form to the schema of an operation: what the screen asks for, typed.

The form still decides what is right; the schema says what can be right at all, so that a program
knows it beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import Annotated, Any, Literal

from django import forms
from django.utils.translation import gettext as _
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    create_model,
)

from webui.components.listas import flat

# What the database's keys go up to.
MAX_ID = 2**63 - 1
MAX_ENTERO = 2**31 - 1
# What forms carry for screens alone.
DE_PANTALLA = frozenset({"siguiente"})
ENTERO = re.compile(r"-?[0-9]{1,19}")
DIA = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Campos = Mapping[str, forms.Field]


def escritos(form: type[forms.Form]) -> dict[str, forms.Field]:
    """The fields a program fills in, files apart."""
    return {
        nombre: campo
        for nombre, campo in form.base_fields.items()
        if nombre not in DE_PANTALLA and not isinstance(campo, forms.FileField)
    }


def archivos(form: type[forms.Form]) -> dict[str, forms.FileField]:
    """The fields that take files."""
    return {
        nombre: campo
        for nombre, campo in form.base_fields.items()
        if isinstance(campo, forms.FileField)
    }


def entrada(nombre: str, campos: Campos, *, parcial: bool = False, suelto: bool = False) -> Any:
    """The schema of what a form takes.

    `parcial`: every field may be left out, and stays as it is. `suelto`: values come as the words
    of a form with files, not as JSON, and what is not known is not noticed.
    """
    definidos = {
        uno: _entrada(uno, campo, parcial=parcial, suelto=suelto) for uno, campo in campos.items()
    }
    config = ConfigDict(extra="ignore" if suelto else "forbid")
    return create_model(nombre, __config__=config, **definidos)  # type: ignore[call-overload]


def salida(nombre: str, campos: Campos) -> Any:
    """The schema of the same fields as they are read; whatever is empty is null."""
    definidos = {
        uno: (_leido(campo), Field(description=_rotulo(campo))) for uno, campo in campos.items()
    }
    return create_model(nombre, **definidos)  # type: ignore[call-overload]


def _entrada(nombre: str, campo: forms.Field, *, parcial: bool, suelto: bool) -> tuple[Any, Any]:
    descripcion = _descripcion(campo)
    if nombre == "version":
        descripcion = _("Versión que se leyó; si ya es otra, no se hace nada (409).")
    obligado = campo.required and not parcial and not _empieza(nombre, campo)
    tipo = _tipo(campo) if obligado else _tipo(campo) | None
    if suelto:
        # Outermost, so that ninja sees which fields may come several times.
        tipo = Annotated[tipo, BeforeValidator(_de_palabra(campo))]
    return tipo, Field(default=... if obligado else None, description=descripcion)


def _empieza(nombre: str, campo: forms.Field) -> bool:
    """The screen shows it filled in already: left out, it is what the screen would show."""
    return nombre == "version" or campo.initial is not None


def _tipo(campo: forms.Field) -> Any:
    """The strict type of one field."""
    for clase, tipo in _TIPOS:
        if isinstance(campo, clase):
            return tipo(campo)
    return _texto(campo)


def _opciones(campo: Any) -> Any:
    codigos = [codigo for codigo, _palabra in flat(campo.choices) if codigo != ""]
    return Literal[tuple(codigos)]


def _entero(campo: Any) -> Any:
    bajo = -MAX_ENTERO if campo.min_value is None else campo.min_value
    alto = MAX_ENTERO if campo.max_value is None else campo.max_value
    return Annotated[StrictInt, Field(ge=bajo, le=alto)]


def _numero(campo: Any) -> Any:
    limites = {} if campo.min_value is None else {"ge": campo.min_value}
    return Annotated[StrictInt | StrictFloat, Field(allow_inf_nan=False, **limites)]


def _texto(campo: Any) -> Any:
    maximo = getattr(campo, "max_length", None)
    return Annotated[StrictStr, Field(min_length=1 if campo.required else None, max_length=maximo)]


def _codigo(campo: Any) -> Any:
    return Annotated[
        StrictStr,
        Field(max_length=campo.max_length, pattern="^[A-Za-z0-9_-]+$"),
    ]


def _fecha(texto: str) -> str:
    if not DIA.fullmatch(texto):
        raise ValueError(texto)
    date.fromisoformat(texto)
    return texto


def _hora(texto: str) -> str:
    time.fromisoformat(texto)
    return texto


def _momento(texto: str) -> str:
    if datetime.fromisoformat(texto).tzinfo is None:
        raise ValueError(texto)
    return texto


def _con_formato(formato: str, revisar: Callable[[str], str]) -> Any:
    return Annotated[
        StrictStr, AfterValidator(revisar), Field(json_schema_extra={"format": formato})
    ]


ID = Annotated[StrictInt, Field(ge=1, le=MAX_ID)]
FECHA = _con_formato("date", _fecha)
HORA = _con_formato("time", _hora)
MOMENTO = _con_formato("date-time", _momento)

# The first that fits; what is a kind of another stands before it.
_TIPOS: tuple[tuple[type[forms.Field], Callable[[Any], Any]], ...] = (
    (forms.BooleanField, lambda _campo: StrictBool),
    (forms.ModelMultipleChoiceField, lambda _campo: list[ID]),
    (forms.ModelChoiceField, lambda _campo: ID),
    (forms.MultipleChoiceField, lambda campo: list[_opciones(campo)]),  # type: ignore[misc]
    (forms.ChoiceField, _opciones),
    (forms.DateTimeField, lambda _campo: MOMENTO),
    (forms.DateField, lambda _campo: FECHA),
    (forms.TimeField, lambda _campo: HORA),
    (forms.DecimalField, _numero),
    (forms.IntegerField, _entero),
    (forms.SlugField, _codigo),
)


def _leido(campo: forms.Field) -> Any:
    """The type of a field as it is read: what was written once may not be a choice any more."""
    tipos: tuple[tuple[type[forms.Field], Any], ...] = (
        (forms.BooleanField, bool),
        (forms.ModelMultipleChoiceField, list[int]),
        (forms.ModelChoiceField, int),
        (forms.MultipleChoiceField, list[str]),
        (forms.DateTimeField, datetime),
        (forms.DateField, date),
        (forms.TimeField, time),
        (forms.DecimalField, float),
        (forms.IntegerField, int),
    )
    for clase, tipo in tipos:
        if isinstance(campo, clase):
            return tipo | None
    entero = isinstance(campo, forms.TypedChoiceField) and campo.coerce is int
    return int | None if entero else str | None


def _de_palabra(campo: forms.Field) -> Callable[[Any], Any]:
    """What a word of a form with files stands for."""

    def leer(palabra: Any) -> Any:
        if isinstance(palabra, list):
            return [leer(una) for una in palabra]
        if palabra == "" and not campo.required:
            return None
        if isinstance(campo, forms.BooleanField):
            return {"true": True, "false": False}.get(palabra, palabra)
        return int(palabra) if _cuenta(campo) and ENTERO.fullmatch(str(palabra)) else palabra

    return leer


def _cuenta(campo: forms.Field) -> bool:
    """Its values are whole numbers."""
    enteros = (forms.IntegerField, forms.ModelChoiceField)
    coerce = getattr(campo, "coerce", None)
    return isinstance(campo, enteros) or coerce is int


def _rotulo(campo: forms.Field) -> str:
    return str(campo.label or "")


def _descripcion(campo: forms.Field) -> str:
    """What the screen says of it: label, help and what each choice means."""
    partes: Iterable[str] = (_rotulo(campo), str(campo.help_text), _que_es_cada(campo))
    return " ".join(
        parte if parte.endswith((".", "?")) else f"{parte}." for parte in partes if parte
    )


def _que_es_cada(campo: forms.Field) -> str:
    if isinstance(campo, forms.ModelChoiceField):
        return (
            _("Id de %(que)s") % {"que": campo.queryset.model._meta.verbose_name}
            if campo.queryset is not None
            else ""
        )
    if not isinstance(campo, forms.ChoiceField):
        return ""
    return "; ".join(
        f"{codigo}: {palabra}" for codigo, palabra in flat(campo.choices) if codigo != ""
    )


def forma(modelo: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema of a model, for the guide and the tests."""
    return modelo.model_json_schema()
