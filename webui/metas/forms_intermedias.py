"""What a meta intermedia and each of its verbs ask for."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import Lugar, Usuario
from webui.campos import ArchivosField, FechaField, FiltroForm, elegir
from webui.metas.forms import PARRAFO
from webui.paso_form import PasoForm
from workflows.metas import queries
from workflows.metas.actions import intermedias
from workflows.metas.queries import Meta, MetaIntermedia


class IntermediaForm(forms.Form):
    """One milestone of the plan."""

    primeros: ClassVar = ["titulo", "responsable", "fecha_vigente", "peso"]

    version = forms.IntegerField(widget=forms.HiddenInput)
    titulo = forms.CharField(label=_("Meta intermedia"), max_length=200)
    responsable = forms.ModelChoiceField(
        label=_("Responsable"), queryset=Usuario.objects.none(), required=False
    )
    fecha_vigente = FechaField(label=_("Para cuándo"), required=False)
    peso = forms.IntegerField(
        label=_("Peso"),
        min_value=1,
        max_value=100,
        help_text=_("Entre todas suman 100."),
    )
    entregable = forms.CharField(
        label=_("Entregable"),
        max_length=200,
        required=False,
        help_text=_("Lo que se podrá ver o tocar cuando esté cumplida."),
    )
    inicio = FechaField(label=_("Empieza"), required=False)
    tipo = forms.ChoiceField(
        label=_("Tipo"), choices=MetaIntermedia.Tipo.choices, initial=MetaIntermedia.Tipo.FISICA
    )
    ruta_critica = forms.BooleanField(label=_("Está en la ruta crítica"), required=False)
    oportunidad_comunicacional = forms.BooleanField(
        label=_("Al cumplirse, avisar a prensa"), required=False
    )
    lugares = forms.ModelMultipleChoiceField(
        label=_("Lugares"), queryset=Lugar.objects.none(), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elegir(self)


class IntermediaNuevaForm(IntermediaForm):
    """A new one of the meta `caso`, whose version it carries."""

    def __init__(self, *args: Any, caso: Meta, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": caso.version}, **kwargs)


class IntermediaEditarForm(IntermediaForm):
    """The same, filled in; its version is its own, not its meta's."""

    def __init__(self, *args: Any, caso: MetaIntermedia, **kwargs: Any) -> None:
        propios: tuple[str, ...] = (
            "titulo",
            "responsable",
            "fecha_vigente",
            "peso",
            "entregable",
            "inicio",
            "tipo",
        )
        propios += ("ruta_critica", "oportunidad_comunicacional", "version")
        inicial = {name: getattr(caso, name) for name in propios} | {
            "lugares": caso.lugares.all(),
        }
        super().__init__(*args, initial=inicial, **kwargs)


class IniciarForm(PasoForm):
    accion = intermedias.iniciar
    en_tanda = True
    hecho = _("Iniciada.")


class AvanceForm(PasoForm):
    accion = intermedias.reportar_avance
    hecho = _("Avance anotado.")

    porcentaje = forms.TypedChoiceField(
        label=_("Avance"),
        coerce=int,
        choices=[(n, f"{n} %") for n in (0, 25, 50, 75, 90)],
        widget=forms.RadioSelect,
    )
    nota = forms.CharField(label=_("Nota"), required=False, widget=forms.Textarea(attrs=PARRAFO))

    def preparar(self) -> None:
        self.fields["porcentaje"].initial = self.caso.porcentaje


class ReportarForm(PasoForm):
    accion = intermedias.reportar
    hecho = _("Reportada. Falta que la validen.")

    informe = forms.CharField(label=_("Qué se logró"), widget=forms.Textarea(attrs={"rows": 4}))
    evidencias = ArchivosField(label=_("Evidencias"), required=False)
    enlace = forms.URLField(
        label=_("O un enlace que lo muestre"), required=False, assume_scheme="https"
    )


class ValidarForm(PasoForm):
    accion = intermedias.validar
    hecho = _("Validada: cumplida.")


class DevolverForm(PasoForm):
    accion = intermedias.devolver
    hecho = _("Devuelta a quien la reportó.")

    motivo = forms.CharField(label=_("Qué falta"), widget=forms.Textarea(attrs=PARRAFO))


class ReprogramarForm(PasoForm):
    accion = intermedias.reprogramar
    en_tanda = True
    hecho = _("Reprogramada. La línea base no cambia.")

    fecha = FechaField(label=_("Nueva fecha"))
    motivo = forms.CharField(label=_("Por qué se mueve"), widget=forms.Textarea(attrs=PARRAFO))


class QuitarForm(PasoForm):
    accion = intermedias.quitar
    en_tanda = True
    hecho = _("Quitada del plan.")

    motivo = forms.CharField(label=_("Por qué se quita"), widget=forms.Textarea(attrs=PARRAFO))


class DescartarForm(PasoForm):
    accion = intermedias.descartar
    en_tanda = True
    hecho = _("No se va a contar. Quedó anotado por qué.")

    motivo = forms.CharField(
        label=_("Por qué no se cuenta"),
        widget=forms.Textarea(attrs=PARRAFO),
        help_text=_("Por ejemplo: ya se contó en la radio."),
    )


PASOS_INTERMEDIA: dict[str, type[PasoForm]] = {
    "iniciar": IniciarForm,
    "reportar_avance": AvanceForm,
    "reportar": ReportarForm,
    "validar": ValidarForm,
    "devolver": DevolverForm,
    "reprogramar": ReprogramarForm,
    "quitar": QuitarForm,
    "descartar": DescartarForm,
}


class IntermediasFiltro(FiltroForm):
    """What a list of metas intermedias is narrowed to, of whatever meta."""

    filtro = queries.FiltroPartes
    primeros = ("q", "luz", "estado", "mias")

    luz = forms.ChoiceField(
        label=_("Semáforo"),
        required=False,
        choices=[("", _("Todos")), ("atrasada", _("Atrasadas"))],
    )
    estado = forms.ChoiceField(
        label=_("Estado"),
        required=False,
        choices=[("", _("Cualquiera")), *MetaIntermedia.estado.field.choices],
    )
    mias = forms.BooleanField(label=_("De las que soy responsable"), required=False)
    meta = forms.SlugField(label=_("Código de su meta"), max_length=20, required=False)
