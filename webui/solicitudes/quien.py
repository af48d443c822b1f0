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
    """Cleans to an `Actor`, to `Nuevo`, or to None where nothing was typed.

    `es_nuevo`: somebody owns that whoever has this name already is somebody else.
    """

    es_nuevo = False

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"list": "quienes", "autocomplete": "off", "autofocus": True}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=160, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return rotulo(value) if isinstance(value, Actor) else value

    def clean(self, value: Any) -> Any:
        texto = super().clean(value)
        return encontrar(texto, es_nuevo=self.es_nuevo) if texto else None


def encontrar(texto: str, *, es_nuevo: bool = False) -> Actor | Nuevo:
    """Whoever is called so, or has the number at its end; refuses where several are."""
    if numero := _NUMERO.search(texto):
        actor = Actor.objects.filter(pk=numero[1]).first()
        if actor is None:
            raise ValidationError(_("No hay nadie con ese número."))
        return actor
    if not re.search(r"[^\W\d_]{2}", texto):
        raise ValidationError(_("Escriba el nombre."))
    iguales = [] if es_nuevo else queries.actores_llamados(texto)
    if len(iguales) > 1:
        raise ValidationError(
            _("Hay varios con ese nombre: %(cuales)s. Escriba cuál, o marque que es nuevo."),
            params={"cuales": ", ".join(map(con_senas, iguales))},
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


def con_senas(actor: Actor) -> str:
    """The same, with what tells people of one name apart: an address or a telephone."""
    senas = actor.email or actor.telefono
    return f"{rotulo(actor)} ({senas})" if senas else rotulo(actor)


def exigir_los_suyos(actor: Actor, correo: str, telefono: str) -> None:
    """What was typed for somebody new is what we have of `actor`, or nothing.

    Otherwise either this is somebody else of that name, or what was typed would be lost. Raises
    `ValidationError` for each of the two that is another.
    """
    dichos = {"correo": (correo, actor.email), "telefono": (telefono, actor.telefono)}
    otros = [campo for campo, (dicho, suyo) in dichos.items() if dicho and not _igual(dicho, suyo)]
    if otros:
        aviso = _("No es el de %(quien)s. Cámbielo en su página, o marque que es alguien nuevo.")
        raise ValidationError(dict.fromkeys(otros, aviso % {"quien": rotulo(actor)}))


def _igual(uno: str, otro: str) -> bool:
    return uno.casefold() == otro.casefold()


def sugeridos(texto: str) -> Sequence[Actor]:
    """Whose names hold what was typed so far."""
    return queries.actores_que_contienen(texto) if len(texto.strip()) > 1 else []
