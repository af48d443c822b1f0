"""Fields for people whom nobody knows: what they write is cleaned before it is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import llano
from core.models import Lugar
from webui.campos import ArchivosField

MEGA = 1024 * 1024


class LineaField(forms.CharField):
    """One line, without what cannot be seen."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(llano.linea(value) if isinstance(value, str) else value)


class ParrafosField(forms.CharField):
    """A text of several lines, without what cannot be seen."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        return super().to_python(llano.parrafos(value) if isinstance(value, str) else value)


class ArchivosDelPublico(ArchivosField):
    """A few files, none of them large; counted and measured before any is opened."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        archivos = data if isinstance(data, list | tuple) else [data] if data else []
        if len(archivos) > settings.PORTAL_ARCHIVOS:
            raise ValidationError(
                _("Suba como mucho %(n)d archivos.") % {"n": settings.PORTAL_ARCHIVOS}
            )
        for uno in archivos:
            if uno.size > settings.PORTAL_ARCHIVO_MB * MEGA:
                raise ValidationError(
                    _("%(nombre)s pasa de %(n)d MB.")
                    % {"nombre": uno.name, "n": settings.PORTAL_ARCHIVO_MB}
                )
        return super().clean(data, initial)


def lugares() -> list[tuple[int, str]]:
    """Every place of the municipality, each below what it is in; one query."""
    dentro: dict[int | None, list[tuple[int, str]]] = {}
    for pk, nombre, superior in Lugar.objects.order_by("nombre").values_list(
        "pk", "nombre", "superior_id"
    ):
        dentro.setdefault(superior, []).append((pk, nombre))
    return list(_bajando(dentro, None, 0))


def _bajando(
    dentro: dict[int | None, list[tuple[int, str]]], superior: int | None, hondura: int
) -> Iterator[tuple[int, str]]:
    for pk, nombre in dentro.get(superior, []):
        yield pk, "\u2003" * hondura + nombre
        yield from _bajando(dentro, pk, hondura + 1)
