"""Forms of actores, temas and lugares."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.arboles import rama
from core.models import Actor, Lugar, Tema
from webui.campos import elegir


class BuscarForm(forms.Form):
    q = forms.CharField(label=_("Buscar"), required=False, max_length=100)


class _ArbolForm(forms.ModelForm[Any]):
    """A node of a tree: never below itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elegir(self)

    def clean_superior(self) -> Any:
        superior = self.cleaned_data["superior"]
        if superior and self.instance.pk and superior.pk in rama(self.instance):
            raise ValidationError(_("No puede estar dentro de sí mismo."))
        return superior


class ActorForm(forms.ModelForm[Actor]):
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elegir(self)


class TemaForm(_ArbolForm):
    class Meta:
        model = Tema
        fields = ("nombre", "superior", "plan_de_gobierno", "ods")


class LugarForm(_ArbolForm):
    primeros: ClassVar = ["nombre", "nivel", "superior"]

    class Meta:
        model = Lugar
        fields = (
            "nombre", "nivel", "superior", "codigo_oficial", "latitud", "longitud", "poblacion",
        )  # fmt: skip
