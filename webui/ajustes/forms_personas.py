"""Forms of people, of areas and of posts."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import ROLES, Area, Cargo, Usuario
from core.texto import ClaveOrden
from webui.ajustes.forms import AjusteModelForm
from webui.campos import elegir

CUALQUIERA = [("", _("Cualquiera"))]


class PersonaForm(AjusteModelForm):
    """Who somebody is, and what that person may do."""

    roles = forms.MultipleChoiceField(
        label=_("Funciones"),
        choices=list(ROLES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Lo que cada función puede hacer está en «Funciones, en palabras»."),
    )

    class Meta:
        model = Usuario
        fields = ("nombre", "email", "cargo", "area", "idioma")

    def __init__(self, *args: Any, propia: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for campo, modelo in (("cargo", Cargo), ("area", Area)):
            filas = modelo._default_manager.order_by(ClaveOrden("nombre"))
            self.fields[campo].queryset = filas  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["roles"].initial = sorted(self.instance.roles)
        if propia:
            del self.fields["roles"]

    def clean_email(self) -> str:
        """However it is written, it is the same address."""
        return str(self.cleaned_data["email"]).lower()


class InvitarForm(PersonaForm):
    """An account more."""

    activa = forms.BooleanField(
        label=_("Invitarla ya"),
        required=False,
        initial=True,
        help_text=_("Se le envía un correo para que cree su contraseña. Si no, queda desactivada."),
    )


class AreaForm(AjusteModelForm):
    class Meta:
        model = Area
        fields = ("nombre", "superior", "jefe")
        labels: ClassVar = {"superior": _("Depende de"), "jefe": _("Jefatura")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elegir(self)
        otras = Area.objects.exclude(pk=self.instance.pk).order_by(ClaveOrden("nombre"))
        self.fields["superior"].queryset = otras  # type: ignore[attr-defined]


class CargoForm(AjusteModelForm):
    class Meta:
        model = Cargo
        fields = ("nombre",)


class FiltroPersonasForm(forms.Form):
    """By name or address, by role, by area, and by how the account stands."""

    q = forms.CharField(label=_("Buscar"), required=False, max_length=100)
    rol = forms.ChoiceField(
        label=_("Función"),
        required=False,
        choices=[*CUALQUIERA, ("ninguna", _("Ninguna")), *ROLES.items()],
    )
    area = forms.ModelChoiceField(label=_("Área"), required=False, queryset=Area.objects.none())
    cuenta = forms.ChoiceField(
        label=_("Cuenta"),
        required=False,
        choices=[
            *CUALQUIERA,
            ("activa", _("Activa")),
            ("desactivada", _("Desactivada")),
            ("sin_entrar", _("Nunca ha entrado")),
            ("sin_segundo_paso", _("Sin segundo paso")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = Area.objects.order_by(ClaveOrden("nombre"))
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]


class BuscarForm(forms.Form):
    q = forms.CharField(label=_("Buscar"), required=False, max_length=100)
