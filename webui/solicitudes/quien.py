"""Who asks, as one field: the name is typed, and found, or written down as somebody new.

A plain input with the browser's own list beside it; without scripts the name is found when the form
is sent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.models import Actor
from workflows.solicitudes import queries

# How one of several of the same name is told, in the list and in what comes back of it.
_NUMERO = re.compile(r"(?:^|#)(\d{1,18})$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Nuevo:
    """A name that nobody has yet."""

    nombre: str


class QuienField(forms.CharField):
    """Cleans to an `Actor`, to `Nuevo`, or to None where nothing was typed."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"list": "quienes", "autocomplete": "off", "autofocus": True}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=160, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return rotulo(value) if isinstance(value, Actor) else value

    def clean(self, value: Any) -> Any:
        texto = super().clean(value)
        return encontrar(texto) if texto else None


def encontrar(texto: str) -> Actor | Nuevo:
    """Whoever is called so, or has the number at its end; refuses where several are."""
    if numero := _NUMERO.search(texto):
        actor = Actor.objects.filter(pk=numero[1]).first()
        if actor is None:
            raise ValidationError(_("No hay nadie con ese número."))
        return actor
    if not re.search(r"[^\W\d_]{2}", texto):
        raise ValidationError(_("Escriba el nombre."))
    iguales = queries.actores_llamados(texto)
    if len(iguales) > 1:
        raise ValidationError(
            _("Hay varios con ese nombre. Escriba uno de estos: %(cuales)s."),
            params={"cuales": ", ".join(map(rotulo, iguales))},
        )
    return iguales[0] if iguales else Nuevo(texto)


def exigir_distinto(nuevo: Nuevo) -> None:
    """A name that is nearly, or part of, that of somebody known has to be owned.

    It is probably a mistake, or was left half typed with the list open.
    """
    parecidos = queries.actores_parecidos(nuevo.nombre) or queries.actores_que_contienen(
        nuevo.nombre, limite=3
    )
    if parecidos:
        raise ValidationError(
            _("Se parece a: %(cuales)s. Escríbalo igual, o marque que es alguien nuevo."),
            params={"cuales": ", ".join(map(rotulo, parecidos))},
        )


def rotulo(actor: Actor) -> str:
    """The name, and the number that tells it from another of that name."""
    return f"{actor.nombre} #{actor.pk}"


def sugeridos(texto: str) -> Sequence[Actor]:
    """Whose names hold what was typed so far."""
    return queries.actores_que_contienen(texto) if len(texto.strip()) > 1 else []
