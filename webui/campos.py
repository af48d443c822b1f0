"""Form fields that several screens share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import CharField, Value
from django.db.models.functions import Coalesce, NullIf
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from core import adjuntos
from core.adjuntos import Contenido
from core.models import Actor, Lugar, Tema, Usuario
from core.texto import ClaveOrden
from webui.components.dibujante import Eleccion

MAX_ARCHIVOS = 8


class FechaField(forms.DateField):
    """A date picked with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault(
            "error_messages",
            {
                "invalid": _("Escriba una fecha, por ejemplo 15/12/2026."),
                "required": _("Falta la fecha."),
            },
        )
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], **kwargs)


class VariosArchivos(forms.ClearableFileInput):
    allow_multiple_selected = True


class ArchivosField(forms.FileField):
    """Several files, each looked into by `core.adjuntos`; cleans to a list of `Contenido`."""

    widget = VariosArchivos

    def clean(self, data: Any, initial: Any = None) -> Any:
        archivos = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not archivos:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(archivos) > MAX_ARCHIVOS:
            raise ValidationError(_("Suba como mucho %(n)d archivos.") % {"n": MAX_ARCHIVOS})
        return [revisar(uno) for uno in archivos]


class ImagenField(forms.FileField):
    """One image; cleans to a `Contenido`, or None."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        archivo = super().clean(data, initial)
        return revisar(archivo, solo_imagen=True) if archivo else None


def revisar(archivo: UploadedFile[bytes], *, solo_imagen: bool = False) -> Contenido:
    """What a file is, or a sentence that says which file was refused and why."""
    nombre = archivo.name or ""
    try:
        return adjuntos.revisar(archivo, nombre, solo_imagen=solo_imagen)
    except ValidationError as error:
        raise ValidationError(f"{nombre}: {error.messages[0]}") from None


class Nombres(ModelChoiceIterator):  # type: ignore[type-arg]
    """Rows to choose from: only their key and their name, read once for all that a page asks."""

    # A person without a name is called by the address, as `Usuario` says.
    NOMBRE: ClassVar = {
        Usuario: Coalesce(NullIf("nombre", Value("")), "email", output_field=CharField())
    }

    def __init__(self, field: Any, leidas: dict[str, list[tuple[Any, str]]] | None = None) -> None:
        super().__init__(field)
        self.leidas = {} if leidas is None else leidas

    @property
    def filas(self) -> list[tuple[Any, str]]:
        cuales = str(self.queryset.query)
        if cuales not in self.leidas:
            nombre = self.NOMBRE.get(self.queryset.model, "nombre")
            self.leidas[cuales] = list(self.queryset.values_list("pk", nombre))
        return self.leidas[cuales]

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from self.filas

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __bool__(self) -> bool:
        return len(self) > 0


def elegir(form: forms.BaseForm) -> None:
    """Give each choice of people, actores, temas or lugares its rows, in Spanish order.

    Those of the same rows read them once.
    """
    leidas: dict[str, list[tuple[Any, str]]] = {}
    querysets = {
        Usuario: Usuario.objects.que_entran().order_by(ClaveOrden("nombre")),
        Actor: Actor.objects.order_by(ClaveOrden("nombre")),
        Tema: Tema.objects.order_by(ClaveOrden("nombre")),
        Lugar: Lugar.objects.order_by(ClaveOrden("nombre")),
    }
    for field in form.fields.values():
        if not isinstance(field, forms.ModelChoiceField) or field.queryset is None:
            continue
        if field.queryset.model in querysets:
            if type(field.widget) is forms.Select:
                field.widget = Eleccion(field.widget.attrs)
                field.widget.is_required = field.required
            field.iterator = partial(Nombres, leidas=leidas)  # type: ignore[assignment]
            field.queryset = querysets[field.queryset.model]


class FiltroForm(forms.Form):
    """Filters of a list. What cannot be understood is left out; the list never fails for it."""

    filtro: ClassVar[type[Any]]
    primeros: ClassVar[tuple[str, ...]]
    # What the address says of how it is shown, not of what.
    aparte: ClassVar[frozenset[str]] = frozenset()

    q = forms.CharField(label=_("Buscar"), required=False, max_length=100)
    actor = forms.ModelChoiceField(label=_("Actor"), queryset=Actor.objects.none(), required=False)
    tema = forms.ModelChoiceField(label=_("Tema"), queryset=Tema.objects.none(), required=False)
    lugar = forms.ModelChoiceField(label=_("Lugar"), queryset=Lugar.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elegir(self)

    def leer(self) -> Any:
        """The process's `Filtro` made of what was understood."""
        self.is_valid()
        return self.filtro(**{name: self._valor(name) for name in self._dados()})

    def activo(self) -> bool:
        """Some filter narrows the list."""
        return bool(self._dados())

    def _dados(self) -> list[str]:
        """What was asked for and understood."""
        nada = (None, "", False)
        pedidos = [name for name in self.fields if name not in self.aparte]
        return [name for name in pedidos if self.cleaned_data.get(name) not in nada]

    def _valor(self, name: str) -> Any:
        valor = self.cleaned_data[name]
        return valor.pk if isinstance(valor, Usuario | Actor) else valor
