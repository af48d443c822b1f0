"""What saying something of a case file asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.cruce import comentarios


class ComentarioForm(forms.Form):
    """Plain text; an @ and a name call somebody. `llamar_url` offers names while one types."""

    texto = forms.CharField(
        label=_("Escriba un comentario"),
        max_length=comentarios.LARGO,
        help_text=_("Escriba @ y un nombre para avisarle a esa persona."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Escriba su comentario.")},
    )

    def __init__(self, *args: Any, llamar_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["texto"].widget.attrs["data-mention"] = llamar_url
