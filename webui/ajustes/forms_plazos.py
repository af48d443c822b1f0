"""Forms of alert rules and of the lengths of deadlines."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import ROLES
from webui.ajustes.forms import AjusteForm, AjusteModelForm
from workflows.plazos import frases, queries
from workflows.plazos.queries import PlazoInterno, ReglaAlerta
from workflows.solicitudes.queries import PEDIBLES, PlantillaRespuesta, TipoSolicitud

ANTES, DESPUES = "antes", "despues"


class ReglaForm(AjusteForm):
    """When a rule tells, whom and how; before or after is said in words, not by a sign."""

    cantidad = forms.IntegerField(
        label=_("Cuánto"),
        min_value=0,
        max_value=32767,
        help_text=_("0: en el momento de vencer."),
    )
    unidad = forms.ChoiceField(label=_("Unidad"), choices=ReglaAlerta.Unidad.choices)
    sentido = forms.ChoiceField(
        label=_("Antes o después"),
        choices=[(ANTES, _("antes de vencer")), (DESPUES, _("después de vencer"))],
        widget=forms.RadioSelect,
        initial=ANTES,
        required=False,
        help_text=_("No cuenta para una parte del plazo (%)."),
    )
    repite_cada = forms.IntegerField(
        label=_("Repetir cada (días hábiles)"),
        min_value=0,
        max_value=250,
        required=False,
        help_text=_("0: una sola vez."),
    )
    papeles = forms.MultipleChoiceField(
        label=_("A quién del asunto"), required=False, widget=forms.CheckboxSelectMultiple
    )
    roles = forms.MultipleChoiceField(
        label=_("A quién por su función"),
        choices=list(ROLES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    medio = forms.ChoiceField(
        label=_("Por dónde"), choices=ReglaAlerta.Medio.choices, widget=forms.RadioSelect
    )
    activa = forms.BooleanField(label=_("Encendida"), required=False)

    def __init__(self, *args: Any, clase: str, regla: ReglaAlerta | None = None, **kwargs: Any):
        inicial = _inicial(regla) | kwargs.pop("initial", {})
        super().__init__(*args, objeto=regla, initial=inicial, **kwargs)
        hay = sorted({*queries.papeles(clase), *(regla.papeles if regla else ())})
        papeles = self.fields["papeles"]
        papeles.choices = [(uno, frases.PAPELES.get(uno, uno)) for uno in hay]  # type: ignore[attr-defined]
        if not hay:
            del self.fields["papeles"]
        if regla is not None and regla.obligatoria:
            self.fields["activa"].help_text = frases.por_que_obliga(regla.codigo)

    def campos(self) -> dict[str, Any]:
        """What the action is given."""
        datos = self.cleaned_data
        antes = datos["sentido"] == ANTES and datos["unidad"] != ReglaAlerta.Unidad.PORCENTAJE
        return {
            "cantidad": -datos["cantidad"] if antes else datos["cantidad"],
            "unidad": datos["unidad"],
            "repite_cada": datos["repite_cada"] or 0,
            "papeles": datos.get("papeles", []),
            "roles": datos["roles"],
            "medio": datos["medio"],
            "activa": datos["activa"],
        }


class ReglaNuevaForm(ReglaForm):
    """A stage more: also of which notice."""

    codigo = forms.ChoiceField(label=_("Qué aviso se envía"))
    field_order = ("codigo",)

    def __init__(self, *args: Any, clase: str, **kwargs: Any) -> None:
        super().__init__(*args, clase=clase, initial={"activa": True, "medio": "correo"}, **kwargs)
        codigos = queries.codigos_de(clase)
        codigo = self.fields["codigo"]
        codigo.choices = [(uno, frases.aviso(uno)) for uno in codigos]  # type: ignore[attr-defined]


class InternoForm(AjusteModelForm):
    class Meta:
        model = PlazoInterno
        fields = ("cantidad", "unidad")


class TipoForm(AjusteModelForm):
    pide = forms.MultipleChoiceField(
        label=_("Además pregunta"),
        choices=list(PEDIBLES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Lo que el formulario muestra cuando se elige este tipo."),
    )

    exige = forms.MultipleChoiceField(
        label=_("Lo que no puede faltar"),
        choices=list(PEDIBLES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("De lo que pregunta: sin eso no se registra una solicitud de este tipo."),
    )

    class Meta:
        model = TipoSolicitud
        fields = (
            "nombre", "codigo", "pide", "exige", "dias_legales", "unidad", "referencia_legal",
            "dias_traslado", "dias_completar", "unidad_completar", "dias_meta", "decide_jefe",
            "al_publico", "para_que", "plantilla_acuse", "plantilla_respuesta",
            "plantilla_traslado", "plantilla_aviso", "activo",
        )  # fmt: skip
        widgets: ClassVar = {
            "plantilla_acuse": forms.Textarea(attrs={"rows": 6}),
            "plantilla_respuesta": forms.Textarea(attrs={"rows": 6}),
            "plantilla_traslado": forms.Textarea(attrs={"rows": 6}),
            "plantilla_aviso": forms.Textarea(attrs={"rows": 6}),
        }


class PlantillaForm(AjusteModelForm):
    class Meta:
        model = PlantillaRespuesta
        fields = ("nombre", "cuando", "texto")
        widgets: ClassVar = {"texto": forms.Textarea(attrs={"rows": 10})}


class FiltroReglasForm(forms.Form):
    """By what the rules are about, and whether they tell at all."""

    activas = forms.ChoiceField(
        label=_("Encendidas"),
        required=False,
        choices=[("", _("Todas")), ("si", _("Encendidas")), ("no", _("Apagadas"))],
    )


def _inicial(regla: ReglaAlerta | None) -> dict[str, Any]:
    if regla is None:
        return {}
    return {
        "cantidad": abs(regla.cantidad),
        "unidad": regla.unidad,
        "sentido": ANTES if regla.cantidad < 0 else DESPUES,
        "repite_cada": regla.repite_cada,
        "papeles": regla.papeles,
        "roles": regla.roles,
        "medio": regla.medio,
        "activa": regla.activa,
    }


def frase_de(form: ReglaForm) -> str:
    """What the rule would do as the form stands; what is missing, if something is."""
    if not form.is_valid():
        return gettext("Complete el formulario para leer qué hará.")
    return frases.frase(ReglaAlerta(**form.campos()))
