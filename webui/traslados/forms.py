"""Forms of bringing a sheet in: the file, and what its columns are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from workflows.traslados.queries import Cosa, Importacion


class SubirForm(forms.Form):
    """A file, and what it is a list of."""

    cosa = forms.ChoiceField(label=_("Qué trae"), widget=forms.RadioSelect)
    archivo = forms.FileField(
        label=_("Archivo"),
        help_text=_(
            "CSV o XLSX de hasta 15 MB, con los títulos en la primera fila. "
            "Para lugares, también un GeoJSON."
        ),
    )

    def __init__(self, *args: Any, cosas: list[Cosa], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        campo = self.fields["cosa"]
        if isinstance(campo, forms.ChoiceField):
            campo.choices = [(cosa.nombre, cosa.titulo) for cosa in cosas]


class ColumnasForm(forms.Form):
    """Which column is which field, and what a field holds where its cell is empty."""

    fuente = forms.CharField(
        label=_("De dónde viene"),
        max_length=60,
        required=False,
        help_text=_("Un nombre corto. Las referencias de dos orígenes no se confunden."),
    )
    actualizar = forms.BooleanField(
        label=_("Cambiar lo que ya está, donde la hoja diga otra cosa"), required=False
    )

    def __init__(self, *args: Any, importacion: Importacion, cosa: Cosa, **kwargs: Any) -> None:
        kwargs["initial"] = {"fuente": importacion.fuente, "actualizar": importacion.actualizar}
        super().__init__(*args, **kwargs)
        self.importacion, self.cosa = importacion, cosa
        if cosa.de_casos:  # a case file is never changed by an import
            del self.fields["actualizar"]
        for numero, cabecera in enumerate(importacion.cabeceras):
            self.fields[f"columna_{numero}"] = self._eleccion(cabecera)
        for campo in cosa.campos:
            self.fields[f"fijo_{campo.nombre}"] = forms.CharField(
                label=str(campo.titulo),
                max_length=200,
                required=False,
                initial=importacion.fijos.get(campo.nombre, ""),
            )

    def filas(self) -> Iterator[tuple[str, list[str], BoundField]]:
        """Each column with what its first rows hold and the choice of its field."""
        for numero, cabecera in enumerate(self.importacion.cabeceras):
            muestra = [fila[numero] for fila in self.importacion.muestra if numero < len(fila)]
            yield cabecera, [una for una in muestra if una], self[f"columna_{numero}"]

    def valores(self) -> list[BoundField]:
        """What a field holds where its cell is empty; first those that must be there."""
        campos = sorted(self.cosa.campos, key=lambda campo: not campo.obligatorio)
        return [self[f"fijo_{campo.nombre}"] for campo in campos]

    def con_valores(self) -> bool:
        """Whether some fixed value is there, or is likely needed."""
        dichas = {*self.importacion.mapa.values(), *self.importacion.fijos}
        faltan = any(campo.obligatorio and campo.nombre not in dichas for campo in self.cosa.campos)
        return faltan or bool(self.importacion.fijos) or bool(self.errors)

    def obligatorios(self) -> str:
        """The names of what every row must say."""
        return ", ".join(str(campo.titulo) for campo in self.cosa.campos if campo.obligatorio)

    def elegido(self) -> dict[str, Any]:
        """What the action takes."""
        columnas = {
            cabecera: campo
            for numero, cabecera in enumerate(self.importacion.cabeceras)
            if (campo := self.cleaned_data[f"columna_{numero}"])
        }
        fijos = {
            campo.nombre: self.cleaned_data[f"fijo_{campo.nombre}"] for campo in self.cosa.campos
        }
        return {
            "columnas": columnas,
            "fijos": fijos,
            "fuente": self.cleaned_data["fuente"],
            "actualizar": self.cleaned_data.get("actualizar", False),
        }

    def _eleccion(self, cabecera: str) -> forms.ChoiceField:
        opciones = [(campo.nombre, campo.titulo) for campo in self.cosa.campos]
        return forms.ChoiceField(
            label=cabecera,
            required=False,
            choices=[("", _("No se importa")), *opciones],
            initial=self.importacion.mapa.get(cabecera, ""),
        )
