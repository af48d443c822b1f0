"""What a card of *Decisiones* asks for: as little as the verb can do with, and good defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from webui.paso_form import PasoForm
from webui.solicitudes.forms import PARRAFO, PASOS, RechazarForm
from workflows.solicitudes.queries import Solicitud


class RechazarYaForm(RechazarForm):
    """The reason is one touch; who writes no explanation lets the reason speak."""

    motivo_codigo = forms.ChoiceField(
        label=_("Motivo"), choices=Solicitud.Motivo.choices, widget=forms.RadioSelect
    )
    motivo = forms.CharField(
        label=_("Explicación"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        datos = self.cleaned_data
        codigo = datos.get("motivo_codigo")
        if codigo and not datos.get("motivo"):
            if codigo == Solicitud.Motivo.OTRO:
                self.add_error("motivo", _("Explique el motivo."))
            else:
                datos["motivo"] = str(Solicitud.Motivo(codigo).label)
        return datos


class DerivarYaForm(PASOS["derivar"]):  # type: ignore[misc]
    """To whom; the letter is written already, and by when they answer is what the house gives."""

    primeros = ("area", "institucion")
    ayuda = ""

    carta = forms.CharField(label=_("Carta"), widget=forms.Textarea(attrs=PARRAFO))


# The verbs of a card, in the order of their buttons, and what each asks for there.
VERBOS: Mapping[str, type[PasoForm]] = {
    "aceptar": PASOS["aceptar"],
    "derivar": DerivarYaForm,
    "rechazar": RechazarYaForm,
}
# Those whose choices are many: their sheet is brought when it is opened.
APARTE = frozenset({"derivar", "delegar"})
