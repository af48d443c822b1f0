"""What a person says of a view of a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import ROLES, Usuario
from webui.vistas.guardadas import puede_compartir


class VistaForm(forms.Form):
    """Its name, whether the menu opens the list so, and who else sees it."""

    nombre = forms.CharField(label=_("Nombre de la vista"), max_length=40)
    inicial = forms.BooleanField(label=_("Abrir la lista así desde el menú"), required=False)
    rol = forms.ChoiceField(label=_("La ve también"), required=False)

    def __init__(self, *args: Any, user: Usuario, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not puede_compartir(user):
            del self.fields["rol"]
            return
        rol = self.fields["rol"]
        if isinstance(rol, forms.ChoiceField):
            rol.choices = [("", _("Solo yo")), *ROLES.items()]


class NuevaForm(VistaForm):
    """A new one: of which list, and the address that is kept."""

    lista = forms.CharField(widget=forms.HiddenInput, max_length=40)
    consulta = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
