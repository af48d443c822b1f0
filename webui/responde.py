"""Who answers for something: one of the house, or somebody outside with a link of a mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import Actor, Usuario


class RespondeForm(forms.Form):
    """Two fields, of which one is filled in; cleans to `responsable`, whichever it was.

    A form that has taken both out asks for nobody.
    """

    responsable = forms.ModelChoiceField(
        label=_("Responsable"), queryset=Usuario.objects.none(), required=False
    )
    externo = forms.ModelChoiceField(
        label=_("O alguien de afuera"),
        queryset=Actor.objects.none(),
        required=False,
        help_text=_(
            "Una persona o institución con correo: con un enlace, sin cuenta, lo acepta, dice cómo "
            "va y adjunta."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of them."""
        datos = super().clean() or self.cleaned_data
        if "externo" not in self.fields or self.errors.keys() & {"responsable", "externo"}:
            return datos
        de_la_casa, de_afuera = datos["responsable"], datos.pop("externo")
        if de_la_casa and de_afuera:
            self.add_error("externo", _("Elija a uno solo: de la casa o de afuera."))
        elif not (de_la_casa or de_afuera):
            self.add_error("responsable", _("Diga quién responde."))
        else:
            datos["responsable"] = de_la_casa or de_afuera
        return datos
