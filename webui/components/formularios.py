"""What a form shows: which fields at once, how each is drawn, what has to be mended."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

from django import forms
from django.forms import BaseForm, BoundField
from django.forms.boundfield import BoundWidget
from django.forms.fields import FileField
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

# How Django calls a choice of rows that was not made.
BLANK = "---------"


@dataclass(frozen=True, slots=True)
class Reparto:
    """The fields seen at once and those that can be unfolded."""

    primeros: list[BoundField]
    aparte: list[BoundField]
    demas: list[BoundField]
    abierto: bool


@dataclass(frozen=True, slots=True)
class Falla:
    """One thing to mend, and where."""

    texto: str
    campo: str = ""
    ancla: str = ""


def repartir(form: BaseForm, cuantos: int | None = None) -> Reparto:
    """Split by the form's `primeros` (names); without them the first `cuantos`, or all, are seen.

    `aparte` (names) are those that another field decides: they come and go. The rest is unfolded
    where it holds an error or something typed.
    """
    visibles = form.visible_fields()
    nombres = getattr(form, "primeros", None) or [field.name for field in visibles][:cuantos]
    aparte = getattr(form, "aparte", ())
    demas = [field for field in visibles if field.name not in (*nombres, *aparte)]
    abierto = any(field.errors or (form.is_bound and field.value()) for field in demas)
    primeros = [field for field in visibles if field.name in nombres]
    propios = [field for field in visibles if field.name in aparte]
    return Reparto(primeros, propios, demas, abierto)


def clase_de(field: BoundField) -> str:
    """Which drawing a field takes: grupo, casilla, archivo, clave or linea."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.SelectMultiple | forms.CheckboxSelectMultiple):
        return "grupo"
    if isinstance(widget, forms.CheckboxInput):
        return "casilla"
    if isinstance(field.field, FileField):
        return "archivo"
    if isinstance(widget, forms.PasswordInput):
        return "clave"
    return "linea"


def segun(field: BoundField) -> str:
    """The class of a field that is shown only with the choice it belongs to (`segun` of its form).

    What has to be mended is shown whatever is chosen. `forms.css` names the choices: without it, or
    in a browser that does not know `:has`, every field is seen.
    """
    elegido = getattr(field.form, "segun", {}).get(field.name)
    return f"when-{elegido}" if elegido and not field.errors else ""


def opciones(field: BoundField) -> list[BoundWidget]:
    """The choices of a group, each with its own box; a list of many is ticked, too."""
    widget = field.field.widget
    if not isinstance(widget, forms.SelectMultiple):
        return field.subwidgets
    boxes = forms.CheckboxSelectMultiple(attrs=widget.attrs, choices=widget.choices)
    attrs = field.build_widget_attrs({"id": field.auto_id}, boxes)
    drawn = boxes.subwidgets(field.html_name, field.value(), attrs=attrs)
    return [BoundWidget(boxes, one, field.form.renderer) for one in drawn]


def maximo(field: BoundField) -> int | None:
    """How many characters a field of several lines takes, if there is a limit to show."""
    several = isinstance(field.field.widget, forms.Textarea)
    return getattr(field.field, "max_length", None) if several else None


def control(field: BoundField, vacia: str) -> SafeString:
    """The input of a field; a choice not made is called `vacia`.

    What is too long is counted and told, not cut off in silence.
    """
    choice = field.field
    if isinstance(choice, forms.ModelChoiceField) and choice.empty_label == BLANK:
        choice.empty_label = vacia
    return field.as_widget(attrs={"maxlength": False} if maximo(field) else None)


def archivo(field: BoundField) -> SafeString:
    """A plain file input with the attributes of the field; what is there already is drawn apart."""
    widget = copy(field.field.widget)
    widget.template_name = forms.FileInput.template_name
    return field.as_widget(widget=widget, attrs={"data-preview": f"{field.auto_id}_preview"})


def fallas(form: BaseForm) -> list[Falla]:
    """Every error of a form in the order of its fields, each with the anchor of its field."""
    found = [Falla(str(texto)) for texto in form.non_field_errors()]
    for field in form.visible_fields():
        # A label may hold a link, and a link holds no other.
        rotulo = strip_tags(str(field.label))
        found += [Falla(str(one), rotulo, primero(field)) for one in field.errors]
    for hidden in form.hidden_fields():
        found += [Falla(str(texto)) for texto in hidden.errors]
    return found


def primero(field: BoundField) -> str:
    """The id that takes the focus: of a group, its first option."""
    if clase_de(field) == "grupo":
        return f"{field.auto_id}_0"
    return str(field.id_for_label or field.auto_id)
