"""What each verb of a compromiso asks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import Usuario
from webui.campos import ArchivosField, FechaField, elegir
from webui.paso_form import PasoForm
from webui.responde import RespondeForm
from workflows.compromisos import actions
from workflows.compromisos.queries import PORCENTAJES


class EnviarForm(PasoForm):
    accion = actions.enviar
    en_tanda = True
    hecho = _("Enviado al responsable.")


class AceptarForm(PasoForm):
    accion = actions.aceptar
    en_tanda = True
    hecho = _("Aceptado. Ahora está en gestión.")


class ObjetarForm(PasoForm):
    accion = actions.objetar
    hecho = _("Objetado. Quien lo programó ya recibió el aviso.")
    ayuda = _("La fecha sigue corriendo mientras quien lo programó lo pone en otras manos.")

    motivo = forms.CharField(
        label=_("Por qué no le toca"), widget=forms.Textarea(attrs={"rows": 3})
    )


class ReasignarForm(RespondeForm, PasoForm):
    accion = actions.reasignar
    en_tanda = True
    hecho = _("Reasignado. Tiene que aceptarlo quien lo recibe.")

    responsable = forms.ModelChoiceField(
        label=_("Quién lo hará"), queryset=Usuario.objects.none(), required=False
    )
    motivo = forms.CharField(
        label=_("Por qué pasa a otra persona"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def preparar(self) -> None:
        elegir(self)


class DerivarForm(RespondeForm, PasoForm):
    accion = actions.derivar
    hecho = _("Tarea derivada. Lo demás se cierra cuando ella se cierre.")
    field_order = ("titulo", "responsable", "externo")

    titulo = forms.CharField(label=_("Qué parte se va a hacer"), max_length=200)
    fecha = FechaField(label=_("Para cuándo"))
    descripcion = forms.CharField(
        label=_("Detalle"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    monitor = forms.ModelChoiceField(
        label=_("Monitor"), queryset=Usuario.objects.none(), required=False
    )
    requiere_verificacion = forms.BooleanField(
        label=_("Otra persona lo verifica"), required=False, initial=True
    )

    def preparar(self) -> None:
        elegir(self)
        self.fields["fecha"].help_text = _("A más tardar el %(fecha)s.") % {
            "fecha": f"{self.caso.fecha_vigente:%d/%m/%Y}"
        }


class InformarForm(PasoForm):
    accion = actions.informar
    hecho = _("Informe guardado.")

    texto = forms.CharField(label=_("Qué se ha hecho"), widget=forms.Textarea(attrs={"rows": 4}))
    porcentaje = forms.TypedChoiceField(
        label=_("Cuánto va"),
        choices=[(uno, f"{uno} %") for uno in PORCENTAJES],
        coerce=int,
        help_text=_("El 100 % lo da quien lo verifica."),
    )

    def preparar(self) -> None:
        self.fields["porcentaje"].initial = self.caso.porcentaje


class SuspenderForm(PasoForm):
    accion = actions.suspender
    en_tanda = True
    hecho = _("Suspendido. Su reloj está detenido.")

    motivo = forms.CharField(
        label=_("Por qué se suspende"), widget=forms.Textarea(attrs={"rows": 3})
    )


class ReanudarForm(PasoForm):
    accion = actions.reanudar
    en_tanda = True
    hecho = _("Sigue adelante.")

    fecha = FechaField(
        label=_("Otra fecha"),
        required=False,
        help_text=_("Vacía, conserva la que tenía, si no ha pasado."),
    )
    motivo = forms.CharField(
        label=_("Por qué se mueve"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Necesario si se cambia la fecha."),
    )


class BorrarForm(PasoForm):
    accion = actions.borrar
    hecho = _("Borrado.")


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
    derivadas = forms.BooleanField(
        label=_("Cancelar también las tareas que son parte suya"), required=False
    )


class ReabrirForm(PasoForm):
    accion = actions.reabrir
    hecho = _("Reabierto con nueva fecha.")

    fecha = FechaField(label=_("Nueva fecha"))
    motivo = forms.CharField(label=_("Por qué se reabre"), widget=forms.Textarea(attrs={"rows": 3}))


PASOS: dict[str, type[PasoForm]] = {
    "enviar": EnviarForm,
    "aceptar": AceptarForm,
    "objetar": ObjetarForm,
    "reasignar": ReasignarForm,
    "derivar": DerivarForm,
    "informar": InformarForm,
    "reportar_cumplida": ReportarForm,
    "cumplir": CumplirForm,
    "aprobar": AprobarForm,
    "aprobar_parcial": AprobarParcialForm,
    "devolver": DevolverForm,
    "pedir_prorroga": PedirProrrogaForm,
    "resolver_prorroga": ResolverProrrogaForm,
    "reprogramar": ReprogramarForm,
    "reiterar": ReiterarForm,
    "suspender": SuspenderForm,
    "reanudar": ReanudarForm,
    "cancelar": CancelarForm,
    "borrar": BorrarForm,
    "reabrir": ReabrirForm,
}
