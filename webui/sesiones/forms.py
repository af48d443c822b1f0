"""What taking a second factor away asks for, and what a key is called."""

from __future__ import annotations

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class ReponerForm(forms.Form):
    motivo = forms.CharField(
        label=_("Cómo supo que es esta persona"),
        max_length=200,
        help_text=_("Vino a la oficina con su cédula, por ejemplo. Queda en la historia."),
    )


class AgregarLlaveForm(AddWebAuthnForm):
    name = forms.CharField(label=_("Nombre"), required=False, max_length=60)


class NombrarLlaveForm(EditWebAuthnForm):
    name = forms.CharField(label=_("Nombre"), max_length=60)
