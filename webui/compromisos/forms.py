"""What each verb of a compromiso asks for."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import GRADOS, Actor, Lugar, Tema, Usuario
from webui.campos import ArchivosField, FechaField, FiltroForm, elegir
from webui.paso_form import PasoForm
from workflows.compromisos import actions, queries
from workflows.compromisos.queries import PRIORIDADES, Compromiso


class CompromisoForm(forms.Form):
    """Few fields first; the rest unfolds."""

    primeros: ClassVar = ["tipo", "titulo", "a_quien", "responsable", "fecha", "lugares"]

    tipo = forms.ChoiceField(
        label=_("Qué es"),
        choices=[
            ("compromiso", _("Compromiso: se le prometió a alguien")),
            ("tarea", _("Tarea: es un encargo interno")),
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
        label=_("A quién se prometió"), queryset=Actor.objects.none(), required=False
    )
    responsable = forms.ModelChoiceField(label=_("Responsable"), queryset=Usuario.objects.none())
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

    del_borrador: ClassVar = ("a_quien", "responsable", "monitor", "fecha", "requiere_verificacion")

    def __init__(self, *args: Any, caso: Compromiso, **kwargs: Any) -> None:
        campos: tuple[str, ...] = ("titulo", "descripcion", "prioridad", "nivel_reserva", "publico")
        campos += ("a_quien", "responsable", "monitor", "requiere_verificacion", "version")
        inicial = {name: getattr(caso, name) for name in campos} | {
            "fecha": caso.fecha_vigente,
            "lugares": caso.lugares.all(),
            "temas": caso.temas.all(),
            "actores": [uno for uno in caso.actores.all() if uno != caso.a_quien],
        }
        super().__init__(*args, initial=inicial, **kwargs)
        for fijo in ("tipo", *(() if caso.es_borrador else self.del_borrador)):
            del self.fields[fijo]


class EnviarForm(PasoForm):
    accion = actions.enviar
    en_tanda = True
    hecho = _("Enviado al responsable.")


class AceptarForm(PasoForm):
    accion = actions.aceptar
    en_tanda = True
    hecho = _("Aceptado. Ahora está en gestión.")


class ReportarForm(PasoForm):
    accion = actions.reportar_cumplida
    hecho = _("Reportado. Quien lo verifica ya recibió el aviso.")

    informe = forms.CharField(label=_("Qué se hizo"), widget=forms.Textarea(attrs={"rows": 4}))
    evidencias = ArchivosField(
        label=_("Evidencias"),
        required=False,
        help_text=_("Fotos, actas o documentos; hasta 15 MB cada uno."),
    )
    enlace = forms.URLField(
        label=_("O un enlace que lo muestre"),
        required=False,
        max_length=200,
        assume_scheme="https",
    )


class CumplirForm(PasoForm):
    accion = actions.cumplir
    hecho = _("Cumplida.")

    informe = forms.CharField(label=_("Qué se hizo"), widget=forms.Textarea(attrs={"rows": 3}))


class AprobarForm(PasoForm):
    accion = actions.aprobar
    hecho = _("Verificado y cerrado.")


class AprobarParcialForm(PasoForm):
    accion = actions.aprobar_parcial
    hecho = _("Cerrado como cumplido en parte.")
    ayuda = _("Se da por bueno lo hecho y nadie hará el resto, salvo que se encargue otra vez.")

    faltante = forms.CharField(
        label=_("Qué quedó sin hacer"), widget=forms.Textarea(attrs={"rows": 3})
    )


class DevolverForm(PasoForm):
    accion = actions.devolver
    hecho = _("Devuelto al responsable.")

    motivo = forms.CharField(label=_("Qué falta"), widget=forms.Textarea(attrs={"rows": 3}))


class PedirProrrogaForm(PasoForm):
    accion = actions.pedir_prorroga
    en_tanda = True
    hecho = _("Prórroga pedida. La fecha actual sigue en pie hasta que la respondan.")

    para = FechaField(label=_("Nueva fecha que pide"))
    motivo = forms.CharField(label=_("Por qué"), widget=forms.Textarea(attrs={"rows": 3}))


class ResolverProrrogaForm(PasoForm):
    accion = actions.resolver_prorroga
    hecho = _("Prórroga respondida.")

    concedida = forms.TypedChoiceField(
        label=_("Respuesta"),
        choices=[("si", _("Concederla")), ("no", _("Negarla"))],
        coerce=lambda value: value == "si",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    motivo = forms.CharField(
        label=_("Motivo"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Necesario si se niega."),
    )

    def preparar(self) -> None:
        self.fields["concedida"].help_text = _("Se pide hasta el %(fecha)s.") % {
            "fecha": f"{self.caso.prorroga_para:%d/%m/%Y}"
        }


class ReprogramarForm(PasoForm):
    accion = actions.reprogramar
    en_tanda = True
    hecho = _("Reprogramado. La fecha original queda en la historia.")

    fecha = FechaField(label=_("Nueva fecha"))
    motivo = forms.CharField(label=_("Por qué se mueve"), widget=forms.Textarea(attrs={"rows": 3}))


class ReiterarForm(PasoForm):
    accion = actions.reiterar
    en_tanda = True
    hecho = _("Recordatorio enviado.")

    mensaje = forms.CharField(
        label=_("Qué se le recuerda"), widget=forms.Textarea(attrs={"rows": 3})
    )


class CancelarForm(PasoForm):
    accion = actions.cancelar
    en_tanda = True
    hecho = _("Cancelado.")

    motivo = forms.CharField(
        label=_("Por qué se cancela"), widget=forms.Textarea(attrs={"rows": 3})
    )


class ReabrirForm(PasoForm):
    accion = actions.reabrir
    hecho = _("Reabierto con nueva fecha.")

    fecha = FechaField(label=_("Nueva fecha"))
    motivo = forms.CharField(label=_("Por qué se reabre"), widget=forms.Textarea(attrs={"rows": 3}))


PASOS: dict[str, type[PasoForm]] = {
    "enviar": EnviarForm,
    "aceptar": AceptarForm,
    "reportar_cumplida": ReportarForm,
    "cumplir": CumplirForm,
    "aprobar": AprobarForm,
    "aprobar_parcial": AprobarParcialForm,
    "devolver": DevolverForm,
    "pedir_prorroga": PedirProrrogaForm,
    "resolver_prorroga": ResolverProrrogaForm,
    "reprogramar": ReprogramarForm,
    "reiterar": ReiterarForm,
    "cancelar": CancelarForm,
    "reabrir": ReabrirForm,
}


class CompromisosFiltro(FiltroForm):
    """The list's filters; every one lives in the address."""

    filtro = queries.Filtro
    primeros = ("q", "mios", "estado", "luz")

    mios = forms.ChoiceField(
        label=_("Míos"),
        required=False,
        choices=[
            ("", _("De todos")),
            ("responsable", _("Soy responsable")),
            ("programador", _("Los programé yo")),
            ("monitor", _("Los sigo yo")),
        ],
    )
    estado = forms.ChoiceField(
        label=_("Estado"),
        required=False,
        choices=[
            ("", _("Cualquiera")),
            ("abiertos", _("Abiertos")),
            ("cerrados", _("Cerrados")),
            *Compromiso.estado.field.choices,
        ],
    )
    luz = forms.ChoiceField(
        label=_("Semáforo"),
        required=False,
        choices=[("", _("Todos")), ("atrasado", _("Atrasados")), ("por_vencer", _("Por vencer"))],
    )
    tipo = forms.ChoiceField(
        label=_("Tipo"), required=False, choices=[("", _("Todos")), *Compromiso.Tipo.choices]
    )
    responsable = forms.ModelChoiceField(
        label=_("Responsable"), queryset=Usuario.objects.none(), required=False
    )
