"""Who stands in for me."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Usuario
from core.texto import ClaveOrden
from webui.campos import FechaField
from workflows.cruce import suplencias


class SuplenciaForm(forms.Form):
    """One's own substitute, between two dates."""

    suplente = forms.ModelChoiceField(label=_("Quién me suple"), queryset=Usuario.objects.none())
    desde = FechaField(label=_("Desde"))
    hasta = FechaField(label=_("Hasta"), help_text=_("El último día, incluido."))
    motivo = forms.CharField(
        label=_("Por qué"),
        max_length=200,
        required=False,
        help_text=_("Vacaciones, una gira, una licencia…"),
    )

    def __init__(self, *args: Any, user: Usuario, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        personas = suplencias.candidatos(user).order_by(ClaveOrden("nombre"))
        self.fields["suplente"].queryset = personas  # type: ignore[attr-defined]
        self.fields["desde"].initial = clock.today()
