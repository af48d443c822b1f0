"""What the log of readings is narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import LecturaReservada, Usuario
from core.texto import ClaveOrden
from webui.campos import FechaField, FiltroForm
from workflows.cruce.lecturas import Filtro


class LecturasFiltro(FiltroForm):
    """Who, of which case file, how and when."""

    filtro = Filtro
    primeros = ("lector", "modo", "desde", "hasta")

    q = actor = tema = lugar = None  # type: ignore[assignment]
    lector = forms.ModelChoiceField(
        label=_("Quién leyó"), required=False, queryset=Usuario.objects.none()
    )
    asunto = forms.CharField(label=_("Código del asunto"), required=False, max_length=20)
    modo = forms.ChoiceField(
        label=_("Qué hizo"),
        required=False,
        choices=[("", _("Todo")), *LecturaReservada.Modo.choices],
    )
    desde = FechaField(label=_("Desde"), required=False)
    hasta = FechaField(label=_("Hasta"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whoever has left was a reader, too.
        todos = Usuario.objects.filter(es_sistema=False).order_by(ClaveOrden("nombre"))
        self.fields["lector"].queryset = todos  # type: ignore[attr-defined]
