"""What a card of *Decisiones* asks for: as little as the verb can do with, and good defaults."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import clock
from webui.campos import FechaField
from webui.paso_form import PasoForm
from webui.solicitudes.forms_pasos import (
    PARRAFO,
    AceptarForm,
    AplazarForm,
    DelegarForm,
    DerivarForm,
    RechazarForm,
)
from workflows.solicitudes.queries import Solicitud

# The reasons whose name alone does not read well after «…no podemos atenderlo.»
FRASES: Mapping[str, str | Promise] = {
    Solicitud.Motivo.COMPETENCIA: _("El asunto no le corresponde al municipio."),
    Solicitud.Motivo.REQUISITOS: _("La solicitud no cumple los requisitos."),
    Solicitud.Motivo.REPETIDA: _("Es un asunto que ya se respondió antes."),
}


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
                datos["motivo"] = _en_la_carta(Solicitud.Motivo(codigo))
        return datos


def _en_la_carta(motivo: Solicitud.Motivo) -> str:
    """As a sentence of the answer, in the language of whoever reads it."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(FRASES.get(motivo) or f"{motivo.label}.")


class DelegarYaForm(DelegarForm):
    """Somebody of the house, or, further down, an actor outside it."""

    primeros = ("delegado",)


class AplazarYaForm(AplazarForm):
    """Until when, as one says it; another day is written."""

    primeros = ("cuando",)

    cuando = forms.ChoiceField(
        label=_("Hasta cuándo"),
        choices=[
            ("7", _("Una semana")),
            ("14", _("Dos semanas")),
            ("30", _("Un mes")),
            ("otro", _("Otro día")),
        ],
        initial="14",
        required=False,
        widget=forms.RadioSelect,
    )
    fecha = FechaField(label=_("Qué día, si es otro"), required=False)
    motivo = forms.CharField(label=_("Por qué"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        datos = self.cleaned_data
        cuando = datos.pop("cuando", "")
        if datos.get("fecha") is None and cuando.isdecimal():
            datos["fecha"] = clock.today() + timedelta(days=int(cuando))
        if datos.get("fecha") is None and "fecha" not in self.errors:
            self.add_error("fecha", _("Diga hasta qué día."))
        datos["motivo"] = datos.get("motivo") or str(_("Conviene decidirla más adelante."))
        return datos


class DerivarYaForm(DerivarForm):
    """To whom; the letter is written already, and by when they answer is what the house gives."""

    primeros = ("area", "institucion")

    carta = forms.CharField(label=_("Carta"), required=False, widget=forms.Textarea(attrs=PARRAFO))

    def clean_carta(self) -> str:
        """Who writes none sends the one that is written already."""
        return str(self.cleaned_data["carta"] or self.fields["carta"].initial)


# The verbs of a card, in the order of their buttons, and what each asks for there.
VERBOS: Mapping[str, type[PasoForm]] = {
    "aceptar": AceptarForm,
    "delegar": DelegarYaForm,
    "aplazar": AplazarYaForm,
    "derivar": DerivarYaForm,
    "rechazar": RechazarYaForm,
}
# What follows each recommendation.
RECOMENDADAS: Mapping[str, str] = {
    Solicitud.Sugerencia.ATENDER: "aceptar",
    Solicitud.Sugerencia.DELEGAR: "delegar",
    Solicitud.Sugerencia.DERIVAR: "derivar",
    Solicitud.Sugerencia.DECLINAR: "rechazar",
}
