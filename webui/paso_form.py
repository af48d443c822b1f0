"""The form of one step of a case file: what a verb asks for, and the action it calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.models import Usuario


class PasoForm(forms.Form):
    """The data a verb asks for. Without fields of its own, one button is enough.

    `accion` is the action it calls with the cleaned data; `hecho` what is said when it is done.
    `pagina`: it takes a page of its own, never a dialog. `interior` is what `paso.html`
    frames. `pregunta` and `boton` stand over it and on its button where the name of the verb does
    not say enough. `en_tanda`: what is asked is the same for many case files, so that it can be
    taken for all of them at once; `preparar` does not look at the one then.
    """

    accion: ClassVar[Callable[..., Any]]
    plantilla: ClassVar[str] = "paso.html"
    interior: ClassVar[str] = "componentes/paso.html"
    pagina: ClassVar[bool] = False
    en_tanda: ClassVar[bool] = False
    hecho: ClassVar[str | Promise] = ""
    ayuda: ClassVar[str | Promise] = ""
    boton: ClassVar[str | Promise] = ""
    pregunta: str = ""
    # The address that shows, in another tab, what would be sent; and what its button says.
    previa: str = ""
    ver: ClassVar[str | Promise] = _("Ver la carta antes")

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    siguiente = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, caso: Any, user: Usuario, **kwargs: Any) -> None:
        self.caso, self.user = caso, user
        super().__init__(*args, **kwargs)
        self.preparar()

    def preparar(self) -> None:
        """Where a form sets initial values and choices from its case file."""

    def llamar(self, id_de: str) -> None:
        """Do it with the clean data; `id_de` is the keyword by which the action takes the case."""
        type(self).accion(
            **{id_de: self.caso.pk},
            actor=self.user,
            version=self.cleaned_data["version"],
            **self.argumentos(),
        )

    def argumentos(self) -> dict[str, Any]:
        """What the action is given beside the object, the actor and the version."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"version", "siguiente"}
        }


def es_directo(form: type[PasoForm]) -> bool:
    """A verb that asks for nothing: its button does it at once."""
    return not (set(form.base_fields) - {"version", "siguiente"})


def agregar(form: forms.Form, error: ValidationError) -> None:
    """Put what an action refused beside the fields it speaks of."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for campo, faltas in error.error_dict.items():
        form.add_error(campo if campo in form.fields else None, faltas)
