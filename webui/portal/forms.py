"""What the addresses of the portal ask for."""

from __future__ import annotations

from django import forms


class PaginaForm(forms.Form):
    """The page of a list; what is not a number is the first."""

    pagina = forms.IntegerField(required=False)

    def leer(self) -> int:
        """The number that was asked for, whether there is such a page or not."""
        self.is_valid()
        return self.cleaned_data.get("pagina") or 1
