"""What is typed of a compromiso when it is made and when it is corrected."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import GRADOS, Actor, Lugar, Tema, Usuario
from webui.campos import FechaField, elegir
from webui.responde import RespondeForm
from workflows.compromisos.queries import PRIORIDADES, Compromiso, Frecuencia


class CompromisoForm(RespondeForm):
    """Few fields first; the rest unfolds."""

    primeros: ClassVar = ["tipo", "titulo", "a_quien", "responsable", "externo", "fecha", "lugares"]
    field_order = primeros

    tipo = forms.ChoiceField(
        label=_("Qué es"),
        choices=[
            ("compromiso", _("Compromiso: se le prometió a alguien")),
            ("tarea", _("Tarea: es un trabajo interno")),
            ("encargo", _("Encargo: se le pide a una persona, que rinde cuentas de él")),
            ("instruccion", _("Instrucción: reúne tareas de varias personas para una fecha")),
        ],
        initial="compromiso",
        widget=forms.RadioSelect,
    )
    titulo = forms.CharField(
        label=_("Qué se va a hacer"),
        max_length=200,
        help_text=_(
            "Con palabras que entienda quien lo recibe: «Entregar los planos del acueducto»."
        ),
    )
    a_quien = forms.ModelChoiceField(
        label=_("A quién se prometió"),
        queryset=Actor.objects.none(),
        required=False,
        help_text=_("Necesario si es un compromiso."),
    )
    fecha = FechaField(label=_("Para cuándo"))
    lugares = forms.ModelMultipleChoiceField(
        label=_("Lugares"),
        queryset=Lugar.objects.none(),
        required=False,
        help_text=_("Sin ninguno queda «sin lugar»."),
    )
    descripcion = forms.CharField(
        label=_("Detalle"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    monitor = forms.ModelChoiceField(
        label=_("Monitor"),
        queryset=Usuario.objects.none(),
        required=False,
        help_text=_("Sigue el cumplimiento y puede verificarlo."),
    )
    prioridad = forms.TypedChoiceField(
        label=_("Prioridad"), choices=PRIORIDADES, coerce=int, initial=2
    )
    temas = forms.ModelMultipleChoiceField(
        label=_("Temas"), queryset=Tema.objects.none(), required=False
    )
    actores = forms.ModelMultipleChoiceField(
        label=_("Actores"),
        queryset=Actor.objects.none(),
        required=False,
        help_text=_("A quiénes más les toca, aparte de a quién se prometió."),
    )
    nivel_reserva = forms.TypedChoiceField(
        label=_("Reserva"), choices=GRADOS, coerce=int, initial=1
    )
    publico = forms.BooleanField(
        label=_("Se muestra en el portal"),
        required=False,
        help_text=_("Solo lo de reserva 0, pública."),
    )
    requiere_verificacion = forms.BooleanField(
        label=_("Otra persona lo verifica"), required=False, initial=True
    )
    monitor_verifica = forms.BooleanField(
        label=_("El monitor puede darlo por cumplido"),
        required=False,
        initial=True,
        help_text=_("Si no, solo quien lo programó."),
    )
    frecuencia = forms.ChoiceField(
        label=_("Cada cuánto informa"), choices=Frecuencia.choices, required=False
    )
    copias = forms.ModelMultipleChoiceField(
        label=_("Con copia a"),
        queryset=Usuario.objects.none(),
        required=False,
        help_text=_("Lo leen; no tienen que hacer nada."),
    )
    participantes = forms.ModelMultipleChoiceField(
        label=_("Participantes"),
        queryset=Usuario.objects.none(),
        required=False,
        help_text=_("De una instrucción: la leen y le agregan documentos."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elegir(self)


class CompromisoAltaForm(CompromisoForm):
    """The same, with what the address and the second button of its screen say."""

    borrador = forms.BooleanField(
        label=_("Solo como borrador: no se envía todavía"), required=False, widget=forms.HiddenInput
    )
    origen = forms.SlugField(
        label=_("Código de la meta de la que nace"),
        max_length=20,
        required=False,
        widget=forms.HiddenInput,
    )


class EditarForm(CompromisoForm):
    """The same, filled in. What was agreed is not corrected once it was sent, but reprogrammed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    del_borrador: ClassVar = (
        "a_quien",
        "responsable",
        "externo",
        "monitor",
        "fecha",
        "requiere_verificacion",
    )

    def __init__(self, *args: Any, caso: Compromiso, **kwargs: Any) -> None:
        campos: tuple[str, ...] = ("titulo", "descripcion", "prioridad", "nivel_reserva", "publico")
        campos += ("a_quien", "responsable", "monitor", "requiere_verificacion", "version")
        campos += ("monitor_verifica", "frecuencia")
        inicial = {name: getattr(caso, name) for name in campos} | {
            "fecha": caso.fecha_vigente,
            "externo": caso.responsable.actor,
            "responsable": None if caso.responsable.es_externo else caso.responsable,
            "lugares": caso.lugares.all(),
            "temas": caso.temas.all(),
            "copias": caso.quienes("copia"),
            "participantes": caso.quienes("participante"),
            "actores": [uno for uno in caso.actores.all() if uno != caso.a_quien],
        }
        super().__init__(*args, initial=inicial, **kwargs)
        for fijo in ("tipo", *(() if caso.es_borrador else self.del_borrador)):
            del self.fields[fijo]
