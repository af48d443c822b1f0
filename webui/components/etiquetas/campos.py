"""Fields, what has to be mended, and who changed the object meanwhile."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm, BoundField
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from webui.components import (
    formularios,
)
from webui.components.etiquetas.registro import PARTS, Values, part, register


@part("campo")
def campo(field: BoundField, clase: str = "", contador: str = "", previa: str = "") -> Values:
    """A field with label, help and error. `contador`: the address that counts what is typed.

    `previa`: the address of the picture that a file field already holds.
    """
    return {
        "field": field,
        "dibujo": PARTS.format(f"campo_{formularios.clase_de(field)}"),
        "clase": clase or formularios.segun(field),
        "contador": contador,
        "maximo": formularios.maximo(field),
        "previa": previa,
    }


@part("campos")
def campos(form: BaseForm) -> Values:
    """Every field of a form: those named in its `primeros` at once, the rest folded."""
    return {"form": form, "reparto": formularios.repartir(form)}


@part("errores")
def errores(form: BaseForm) -> Values:
    """What has to be mended, at the head of the form, each with a link to its field."""
    return {"fallas": formularios.fallas(form) if form.is_bound else []}


@register.simple_tag
def opciones(field: BoundField) -> list[BoundWidget]:
    """The choices of a group of boxes."""
    return formularios.opciones(field)


@register.simple_tag
def control(field: BoundField, vacia: str = "") -> SafeString:
    """The input of a field of one or several lines, or a choice."""
    return formularios.control(field, vacia or _("Elija…"))


@register.simple_tag
def archivo(field: BoundField) -> SafeString:
    """The input of a file field, without what is stored already."""
    return formularios.archivo(field)


@part("conflicto")
def conflicto(conflicto: Any, repetible: bool = True) -> Values:
    """Who changed the object while this form was open, and what; whether it can be sent again."""
    return {"conflicto": conflicto, "repetible": repetible}
