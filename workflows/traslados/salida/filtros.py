"""The filter of a list as JSON, for a worker to take up later what a person asked for now."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_args, get_type_hints

from django.db.models import Model


def guardar(filtro: Any) -> dict[str, Any]:
    """Every field of a `Filtro` that narrows something; rows by their key."""
    dados = {campo.name: getattr(filtro, campo.name) for campo in fields(filtro)}
    return {
        nombre: valor.pk if isinstance(valor, Model) else valor
        for nombre, valor in dados.items()
        if valor not in (None, "", False)
    }


def rehacer(clase: type[Any], guardado: dict[str, Any]) -> Any:
    """The `Filtro` that `guardar` wrote. Raises `ObjectDoesNotExist` if a row of it is gone."""
    tipos = get_type_hints(clase)
    conocidos = {campo.name for campo in fields(clase)} & guardado.keys()
    return clase(**{nombre: _valor(tipos[nombre], guardado[nombre]) for nombre in conocidos})


def _valor(tipo: Any, valor: Any) -> Any:
    for uno in get_args(tipo):
        if isinstance(uno, type) and issubclass(uno, Model):
            return uno._default_manager.get(pk=valor)
    return valor
