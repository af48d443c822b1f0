"""What the addresses of the portal ask for."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.models import Lugar, Tema
from workflows.compromisos import publicos
from workflows.compromisos.publicos import GRUPOS, Filtro


class PaginaForm(forms.Form):
    """The page of a list; what is not a number is the first."""

    pagina = forms.IntegerField(required=False)

    def leer(self) -> int:
        """The number that was asked for, whether there is such a page or not."""
        self.is_valid()
        return self.cleaned_data.get("pagina") or 1


class CompromisosForm(forms.Form):
    """What the list may be narrowed to; what cannot be understood is left out."""

    primeros = ("grupo", "lugar", "tema")

    grupo = forms.ChoiceField(
        label=_("Cómo va"),
        required=False,
        choices=[("", _("Todos")), *GRUPOS.items()],
    )
    lugar = forms.ModelChoiceField(label=_("Lugar"), queryset=Lugar.objects.none(), required=False)
    tema = forms.ModelChoiceField(label=_("Tema"), queryset=Tema.objects.none(), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["lugar"].queryset = publicos.lugares()  # type: ignore[attr-defined]
        self.fields["tema"].queryset = publicos.temas()  # type: ignore[attr-defined]

    def leer(self) -> Filtro:
        """The filter made of what was understood."""
        self.is_valid()
        dado = self.cleaned_data
        return Filtro(dado.get("grupo") or "", dado.get("lugar"), dado.get("tema"))
