"""What adding a file asks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from webui.campos import ArchivosField


class AdjuntarForm(forms.Form):
    archivos = ArchivosField(
        label=_("Archivos"),
        help_text=_("Fotos, actas o documentos; hasta 15 MB cada uno."),
        error_messages={"required": _("Elija al menos un archivo.")},
    )
