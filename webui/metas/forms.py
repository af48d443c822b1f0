"""What a meta and each of its verbs ask for."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import GRADOS, Actor, Area, Lugar, Tema, Usuario
from webui.campos import FechaField, FiltroForm, elegir
from webui.paso_form import PasoForm
from workflows.metas import queries
from workflows.metas.actions import metas
from workflows.metas.queries import Meta

PARRAFO = {"rows": 3}


class MetaForm(forms.Form):
    """What the meta is; few fields first."""

    primeros: ClassVar = [
        "titulo",
        "descripcion_ciudadana",
        "gerente",
        "temas",
        "inicio",
        "fin_vigente",
    ]

    titulo = forms.CharField(label=_("Meta"), max_length=200)
    descripcion_ciudadana = forms.CharField(
        label=_("Qué cambiará para la gente"), required=False, widget=forms.Textarea(attrs=PARRAFO)
    )
    gerente = forms.ModelChoiceField(
        label=_("Gerente"), queryset=Usuario.objects.none(), required=False
    )
    responsable_institucional = forms.ModelChoiceField(
        label=_("Responsable institucional"), queryset=Usuario.objects.none()
    )
    temas = forms.ModelMultipleChoiceField(
        label=_("Temas"), queryset=Tema.objects.none(), required=False
    )
    lugares = forms.ModelMultipleChoiceField(
        label=_("Lugares"), queryset=Lugar.objects.none(), required=False
    )
    inicio = FechaField(label=_("Empieza"), required=False)
    fin_vigente = FechaField(label=_("Termina"), required=False)
    tipo = forms.ChoiceField(label=_("Tipo"), choices=Meta.Tipo.choices)
    suplente = forms.ModelChoiceField(
        label=_("Suplente del gerente"), queryset=Usuario.objects.none(), required=False
    )
    dependencia = forms.ModelChoiceField(
        label=_("Dependencia"), queryset=Area.objects.all(), required=False
    )
    problema = forms.CharField(
        label=_("Problema que resuelve"), required=False, widget=forms.Textarea(attrs=PARRAFO)
    )
    resultado_esperado = forms.CharField(
        label=_("Resultado esperado"), required=False, widget=forms.Textarea(attrs=PARRAFO)
    )
    beneficiarios = forms.IntegerField(
        label=_("Personas beneficiadas"), required=False, min_value=0
    )
    presupuesto = forms.DecimalField(
        label=_("Presupuesto"), required=False, min_value=0, max_digits=14, decimal_places=2
    )
    actores = forms.ModelMultipleChoiceField(
        label=_("Actores"), queryset=Actor.objects.none(), required=False
    )
    publica = forms.BooleanField(label=_("Se muestra en el portal"), required=False)
    nivel_reserva = forms.TypedChoiceField(
        label=_("Reserva"), choices=GRADOS, coerce=int, initial=1
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elegir(self)


class MetaEditarForm(MetaForm):
    """The same, filled in."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, caso: Meta, **kwargs: Any) -> None:
        propios: tuple[str, ...] = (
            "titulo",
            "descripcion_ciudadana",
            "gerente",
            "responsable_institucional",
        )
        propios += (
            "inicio",
            "fin_vigente",
            "tipo",
            "suplente",
            "dependencia",
            "problema",
            "resultado_esperado",
        )
        propios += ("beneficiarios", "presupuesto", "publica", "nivel_reserva", "version")
        inicial = {name: getattr(caso, name) for name in propios} | {
            "temas": caso.temas.all(),
            "lugares": caso.lugares.all(),
            "actores": caso.actores.all(),
        }
        super().__init__(*args, initial=inicial, **kwargs)


class IndicadorForm(forms.Form):
    """The one number by which the meta is judged."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    nombre = forms.CharField(label=_("Indicador"), max_length=160)
    unidad = forms.CharField(
        label=_("Unidad"), max_length=40, help_text=_("Hogares, kilómetros, %…")
    )
    linea_base = forms.DecimalField(label=_("Valor de partida"), required=False)
    valor_meta = forms.DecimalField(label=_("Valor que se busca"), required=False)
    fuente = forms.CharField(label=_("Fuente"), max_length=160, required=False)

    def __init__(self, *args: Any, caso: Meta, **kwargs: Any) -> None:
        actual = getattr(caso, "indicador", None)
        propios = self.base_fields.keys() - {"version"}
        inicial = {name: getattr(actual, name) for name in propios} if actual else {}
        kwargs["initial"] = inicial | {"version": caso.version}
        super().__init__(*args, **kwargs)


class MedirForm(forms.Form):
    """What its indicator is worth, and on what day it was."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    valor_actual = forms.DecimalField(label=_("Valor"))
    fecha = FechaField(label=_("Fecha del dato"), initial=clock.today)

    def __init__(self, *args: Any, caso: Meta, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": caso.version}
        super().__init__(*args, **kwargs)


class ProgramarForm(PasoForm):
    accion = metas.programar
    en_tanda = True
    hecho = _("En programación: agregue las metas intermedias.")


class EnviarForm(PasoForm):
    accion = metas.enviar_a_revision
    en_tanda = True
    hecho = _("Enviada a revisión.")


class VisarForm(PasoForm):
    accion = metas.visar
    hecho = _("Visada: espera la aprobación del titular.")


class AprobarForm(PasoForm):
    accion = metas.aprobar
    hecho = _("Aprobada. La línea base quedó fijada.")


class DevolverMetaForm(PasoForm):
    accion = metas.devolver
    hecho = _("Devuelta a programación.")

    motivo = forms.CharField(label=_("Qué hay que corregir"), widget=forms.Textarea(attrs=PARRAFO))


class ActualizarForm(PasoForm):
    """The gerente's five minutes a week."""

    accion = metas.actualizar
    hecho = _("Actualizada en este ciclo.")

    hecho_texto = forms.CharField(
        label=_("Qué se hizo"), required=False, widget=forms.Textarea(attrs=PARRAFO)
    )
    sigue = forms.CharField(
        label=_("Qué sigue"), required=False, widget=forms.Textarea(attrs=PARRAFO)
    )
    necesita = forms.CharField(
        label=_("Qué se necesita del titular"), required=False, widget=forms.Textarea(attrs=PARRAFO)
    )
    sin_cambios = forms.BooleanField(
        label=_("Sin cambios desde la última vez"),
        required=False,
        help_text=_("También cuenta como actualización."),
    )

    def preparar(self) -> None:
        """In the class `hecho` is what is said when it is done; the action's field has its name."""
        self.fields["hecho"] = self.fields.pop("hecho_texto")
        self.order_fields(["hecho"])


class RelevarForm(PasoForm):
    accion = metas.relevar
    en_tanda = True
    hecho = _("Tiene nuevo gerente: los dos recibieron el aviso.")

    gerente = forms.ModelChoiceField(label=_("Nuevo gerente"), queryset=Usuario.objects.none())
    motivo = forms.CharField(label=_("Por qué cambia"), widget=forms.Textarea(attrs=PARRAFO))

    def preparar(self) -> None:
        elegir(self)


PASOS_META: dict[str, type[PasoForm]] = {
    "programar": ProgramarForm,
    "enviar_a_revision": EnviarForm,
    "visar": VisarForm,
    "aprobar": AprobarForm,
    "devolver": DevolverMetaForm,
    "actualizar": ActualizarForm,
    "relevar": RelevarForm,
}


class MetasFiltro(FiltroForm):
    """The board's filters."""

    filtro = queries.Filtro
    primeros = ("q", "luz", "estado", "mias")

    luz = forms.ChoiceField(
        label=_("Semáforo"),
        required=False,
        choices=[
            ("", _("Todos")),
            ("rojo", _("Rojo")),
            ("amarillo", _("Amarillo")),
            ("verde", _("Verde")),
            ("gris", _("Gris")),
            ("azul", _("Azul")),
        ],
    )
    estado = forms.ChoiceField(
        label=_("Estado"),
        required=False,
        choices=[("", _("Cualquiera")), *Meta.estado.field.choices],
    )
    mias = forms.BooleanField(label=_("En las que participo"), required=False)
