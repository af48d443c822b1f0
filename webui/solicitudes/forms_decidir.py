"""What a card of *Decisiones* asks for: as little as the verb can do with, and good defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Usuario
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
from workflows.solicitudes import queries
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
                datos["motivo"] = _en_la_carta(Solicitud.Motivo(codigo))
        return datos


def _en_la_carta(motivo: Solicitud.Motivo) -> str:
    """As a sentence of the answer, in the language of whoever reads it."""
    with translation.override(settings.LANGUAGE_CODE):
        return f"{motivo.label}."


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


def de_un_toque(caso: Solicitud) -> dict[str, tuple[str, dict[str, str]]]:
    """Of each verb that can be taken at once, what its button says and what is sent with it.

    To whom, or why, is what whoever recommends it said.
    """
    toques: dict[str, tuple[str, dict[str, str]]] = {
        "aplazar": (gettext("Aplazar dos semanas"), {"cuando": "14"})
    }
    if caso.delegado_sugerido:
        quien = {"quien": caso.delegado_sugerido}
        toques["delegar"] = (
            gettext("Delegar en %(quien)s") % quien,
            {"delegado": str(caso.delegado_sugerido.pk)},
        )
    if caso.area_sugerida:
        area = {"area": caso.area_sugerida}
        toques["derivar"] = (
            gettext("Derivar a %(area)s") % area,
            {"area": str(caso.area_sugerida.pk)},
        )
    # «Otro» says nothing: it is explained in the sheet.
    if caso.motivo_sugerido and caso.motivo_sugerido != Solicitud.Motivo.OTRO:
        motivo = {"motivo": caso.get_motivo_sugerido_display()}
        toques["rechazar"] = (
            gettext("Rechazar: %(motivo)s") % motivo,
            {"motivo_codigo": caso.motivo_sugerido},
        )
    return toques


@dataclass(frozen=True, slots=True)
class Usuales:
    """What a verb is mostly answered with, each with what it sends; `resto`: what else there is."""

    titulo: str | Promise
    resto: str | Promise
    respuestas: Sequence[tuple[str, Mapping[str, str]]]


def usuales(caso: Solicitud, user: Usuario, verbo: str) -> Usuales | None:
    """The answers that are buttons of its sheet, and ask for nothing more; None: there are none.

    Not what was recommended, which is a button of the card already.
    """
    respuestas: list[tuple[str, Mapping[str, str]]] = []
    match verbo:
        case "delegar":
            titulo, resto = _("Delegar en"), _("En otra persona, o con indicaciones")
            respuestas = [
                (str(uno), {"delegado": str(uno.pk)})
                for uno in queries.en_quienes_delega(user)
                if uno != caso.delegado_sugerido
            ]
        case "derivar":
            titulo, resto = _("Derivar a"), _("A otra área, a una institución o con otra carta")
            respuestas = [
                (str(una), {"area": str(una.pk)})
                for una in queries.a_que_areas_deriva(user)
                if una != caso.area_sugerida
            ]
        case "rechazar":
            titulo, resto = _("Rechazar porque"), _("Por otro motivo, o con una explicación")
            respuestas = [(str(uno.label), {"motivo_codigo": uno.value}) for uno in _motivos(caso)]
    return Usuales(titulo, resto, respuestas) if respuestas else None


def _motivos(caso: Solicitud) -> list[Solicitud.Motivo]:
    """Those that speak for themselves. What has been is no card any more."""
    callados = {Solicitud.Motivo.OTRO, Solicitud.Motivo.FECHA, caso.motivo_sugerido}
    return [uno for uno in Solicitud.Motivo if uno not in callados]


# Those whose choices are many: their sheet is brought when it is opened.
APARTE = frozenset({"derivar", "delegar"})
