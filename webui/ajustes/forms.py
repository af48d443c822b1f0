"""What every form of a setting carries: the last change it knew of, the moves agreed to."""

from __future__ import annotations

from typing import Any

from django import forms

from core import ajustes


class AjusteForm(forms.Form):
    """A form of its own fields."""

    visto = forms.IntegerField(required=False, widget=forms.HiddenInput)
    confirmado = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, objeto: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.objeto = objeto
        if objeto is not None:
            self.fields["visto"].initial = ajustes.ultimo(objeto)


class AjusteModelForm(forms.ModelForm[Any]):
    """A form of the fields of a row."""

    visto = forms.IntegerField(required=False, widget=forms.HiddenInput)
    confirmado = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["visto"].initial = ajustes.ultimo(self.instance)
