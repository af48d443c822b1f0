"""Forms of actores, temas and lugares."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import Actor, Lugar, Tema
from webui.campos import elegir
from workflows.cruce.catalogo import Filtro


class BuscarForm(forms.Form):
    q = forms.CharField(label=_("Buscar"), required=False, max_length=100)

    def leer(self) -> Filtro:
        """The filter, made of what was understood."""
        self.is_valid()
        return Filtro(q=self.cleaned_data.get("q", ""))


class _CatalogoForm(forms.ModelForm[Any]):
    """What is known of one; `version` is what it was when the form was made."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elegir(self)
        if self.instance.pk:
            self.fields["version"].initial = self.instance.version


class ActorForm(_CatalogoForm):
    primeros: ClassVar = ["tipo", "nombre", "organizacion", "email", "telefono"]

    class Meta:
        model = Actor
        fields = (
            "tipo", "nombre", "organizacion", "cargo", "email", "telefono", "direccion", "lugar",
            "notas", "consentimiento_en", "publico", "gestor_de_intereses",
        )  # fmt: skip
        widgets: ClassVar = {
            "consentimiento_en": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "notas": forms.Textarea(attrs={"rows": 3}),
        }


class TemaForm(_CatalogoForm):
    primeros: ClassVar = ["nombre", "superior", "plan_de_gobierno", "ods"]

    class Meta:
        model = Tema
        fields = (
            "nombre", "superior", "plan_de_gobierno", "ods", "vigente_desde", "vigente_hasta",
        )  # fmt: skip
        widgets: ClassVar = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("vigente_desde", "vigente_hasta")
        }


class LugarForm(_CatalogoForm):
    primeros: ClassVar = ["nombre", "nivel", "superior"]

    class Meta:
        model = Lugar
        fields = (
            "nombre", "nivel", "superior", "codigo_oficial", "latitud", "longitud", "poblacion",
        )  # fmt: skip
