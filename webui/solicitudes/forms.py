"""What registering a solicitud and each of its verbs asks for."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import GRADOS, Actor, Area, Lugar, Tema, Usuario
from webui.campos import FechaField, FiltroForm, elegir
from webui.paso_form import PasoForm
from workflows.compromisos.queries import PRIORIDADES, Compromiso
from workflows.solicitudes import actions, queries
from workflows.solicitudes.queries import Solicitud, TipoSolicitud

PARRAFO = {"rows": 4}


class SolicitudForm(forms.Form):
    """Captured while somebody waits at the counter: few fields first."""

    primeros: ClassVar = ["tipo", "titulo", "solicitante", "descripcion", "lugares"]

    tipo = forms.ModelChoiceField(
        label=_("Qué pide"),
        queryset=TipoSolicitud.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    titulo = forms.CharField(label=_("Asunto"), max_length=200)
    solicitante = forms.ModelChoiceField(label=_("Quién lo pide"), queryset=Actor.objects.none())
    descripcion = forms.CharField(
        label=_("Detalle"), required=False, widget=forms.Textarea(attrs=PARRAFO)
    )
    lugares = forms.ModelMultipleChoiceField(
        label=_("Lugares"), queryset=Lugar.objects.none(), required=False
    )
    canal = forms.ChoiceField(
        label=_("Cómo llegó"), choices=Solicitud.Canal.choices, initial=Solicitud.Canal.VENTANILLA
    )
    fecha_recepcion = FechaField(label=_("Recibida el"), initial=clock.today)
    representa_a = forms.ModelChoiceField(
        label=_("En nombre de"), queryset=Actor.objects.none(), required=False
    )
    temas = forms.ModelMultipleChoiceField(
        label=_("Temas"), queryset=Tema.objects.none(), required=False
    )
    fecha_evento = FechaField(
        label=_("Fecha del evento"), required=False, help_text=_("Si es una invitación.")
    )
    hora_evento = forms.TimeField(
        label=_("Hora"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    lugar_texto = forms.CharField(label=_("Dónde"), max_length=160, required=False)
    prioridad = forms.TypedChoiceField(
        label=_("Prioridad"), choices=PRIORIDADES, coerce=int, initial=2
    )
    nivel_reserva = forms.TypedChoiceField(
        label=_("Reserva"), choices=GRADOS, coerce=int, initial=1
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elegir(self)
        tipos = self.fields["tipo"]
        if isinstance(tipos, forms.ModelChoiceField):
            tipos.queryset = queries.tipos()


class EditarForm(SolicitudForm):
    """The same fields, filled in; what the applicant is does not change."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, caso: Solicitud, **kwargs: Any) -> None:
        campos: tuple[str, ...] = (
            "tipo",
            "titulo",
            "descripcion",
            "canal",
            "fecha_recepcion",
            "fecha_evento",
        )
        campos += ("hora_evento", "lugar_texto", "prioridad", "nivel_reserva", "version")
        inicial = {name: getattr(caso, name) for name in campos}
        inicial |= {"temas": caso.temas.all(), "lugares": caso.lugares.all()}
        super().__init__(*args, initial=inicial, **kwargs)
        for fijo in ("solicitante", "representa_a"):
            del self.fields[fijo]
        tipos = self.fields["tipo"]
        if isinstance(tipos, forms.ModelChoiceField):
            tipos.queryset = queries.tipos(ademas=caso.tipo)


class ParecidasForm(forms.Form):
    """What is known of a request while it is typed; what cannot be understood is left out."""

    titulo = forms.CharField(max_length=200, required=False)
    solicitante = forms.ModelChoiceField(queryset=Actor.objects.all(), required=False)


class AnalizarForm(PasoForm):
    accion = actions.analizar
    en_tanda = True
    hecho = _("En análisis. Quien responde ya recibió el aviso.")

    responsable = forms.ModelChoiceField(
        label=_("Quién prepara la respuesta"), queryset=Usuario.objects.none()
    )

    def preparar(self) -> None:
        elegir(self)
        self.fields["responsable"].initial = self.user


class ElevarForm(PasoForm):
    accion = actions.elevar
    hecho = _("Elevada: ya espera decisión.")

    sugerencia = forms.ChoiceField(
        label=_("Se sugiere"), choices=Solicitud.Sugerencia.choices, widget=forms.RadioSelect
    )
    recomendacion = forms.CharField(
        label=_("Recomendación"),
        widget=forms.Textarea(attrs=PARRAFO),
        help_text=_("Qué conviene hacer y por qué, en dos o tres frases."),
    )
    fecha_sugerida = FechaField(
        label=_("Fecha sugerida"),
        required=False,
        help_text=_("Para cuándo convendría hacerlo. Hace falta si sugiere atenderla."),
    )
    prioridad = forms.TypedChoiceField(label=_("Prioridad"), choices=PRIORIDADES, coerce=int)

    def preparar(self) -> None:
        self.fields["prioridad"].initial = self.caso.prioridad


class AceptarForm(PasoForm):
    accion = actions.aceptar
    en_tanda = True
    hecho = _("Aceptada.")


class RechazarForm(PasoForm):
    accion = actions.rechazar
    en_tanda = True
    hecho = _("No aceptada. Falta enviar la respuesta a quien la pidió.")

    motivo_codigo = forms.ChoiceField(label=_("Motivo"), choices=Solicitud.Motivo.choices)
    motivo = forms.CharField(label=_("Explicación"), widget=forms.Textarea(attrs=PARRAFO))


def _hasta(dia: date) -> str:
    """Until when the law lets it be handed to another authority, and what follows from that."""
    if dia < clock.today():
        frase = _("La ley daba hasta el %(dia)s. Mientras la tenga, los plazos de aquí no corren.")
    else:
        frase = _("La ley da hasta el %(dia)s. Mientras la tenga, los plazos de aquí no corren.")
    return str(frase) % {"dia": f"{dia:%d/%m/%Y}"}


class DerivarForm(PasoForm):
    accion = actions.derivar
    hecho = _("Derivada. Ya se le contó a quien la presentó.")
    ayuda = _(
        "A un área le llega una tarea, y lo que reporte será su respuesta. A una institución le "
        "llega la carta, y lo que conteste se anota aquí."
    )
    pagina = True

    area = forms.ModelChoiceField(
        label=_("Área del municipio"), queryset=Area.objects.none(), required=False
    )
    institucion = forms.ModelChoiceField(
        label=_("O institución de fuera"), queryset=Actor.objects.none(), required=False
    )
    fecha = FechaField(
        label=_("Para cuándo deben contestar"),
        required=False,
        help_text=_("Vacío: lo que el municipio da para contestar."),
    )
    carta = forms.CharField(
        label=_("Carta con la que se deriva"), widget=forms.Textarea(attrs={"rows": 10})
    )
    en_mano = forms.BooleanField(
        label=_("La carta se lleva en mano"),
        required=False,
        help_text=_("Cuando la institución no tiene correo, o la solicitud es reservada."),
    )

    def preparar(self) -> None:
        elegir(self)
        areas, instituciones = self.fields["area"], self.fields["institucion"]
        if isinstance(areas, forms.ModelChoiceField):
            areas.queryset = queries.areas_que_contestan()
        if isinstance(instituciones, forms.ModelChoiceField) and instituciones.queryset is not None:
            instituciones.queryset = instituciones.queryset.filter(tipo=Actor.Tipo.INSTITUCION)
        self.fields["carta"].initial = queries.traslado(self.caso)
        if hasta := queries.traslado_hasta(self.caso):
            self.fields["institucion"].help_text = _hasta(hasta)


class AnotarRespuestaForm(PasoForm):
    accion = actions.anotar_respuesta
    hecho = _("Anotado. Falta responder a quien la presentó.")

    respuesta = forms.CharField(
        label=_("Qué contestó la institución"), widget=forms.Textarea(attrs={"rows": 6})
    )

    def preparar(self) -> None:
        self.fields["respuesta"].initial = self.caso.respuesta_derivada


class DevolverDerivadaForm(PasoForm):
    accion = actions.devolver_derivada
    hecho = _("Devuelta: vuelve a análisis.")
    ayuda = _("La tarea de la unidad se cancela, y deja de ver la solicitud.")

    motivo = forms.CharField(label=_("Por qué se devuelve"), widget=forms.Textarea(attrs=PARRAFO))


class EncargarForm(PasoForm):
    accion = actions.encargar
    hecho = _("Encargado. El responsable ya recibió el aviso.")
    ayuda = _("De aquí nace el compromiso que responderá la solicitud.")

    titulo = forms.CharField(label=_("Qué se va a hacer"), max_length=200)
    responsable = forms.ModelChoiceField(label=_("Responsable"), queryset=Usuario.objects.none())
    fecha = FechaField(label=_("Para cuándo"))
    monitor = forms.ModelChoiceField(
        label=_("Monitor"), queryset=Usuario.objects.none(), required=False
    )
    tipo = forms.ChoiceField(label=_("Tipo"), choices=Compromiso.Tipo.choices)
    descripcion = forms.CharField(
        label=_("Detalle"), required=False, widget=forms.Textarea(attrs=PARRAFO)
    )

    def preparar(self) -> None:
        elegir(self)
        self.fields["titulo"].initial = self.caso.titulo
        self.fields["fecha"].initial = self.caso.fecha_sugerida
        self.fields["tipo"].initial = Compromiso.Tipo.COMPROMISO


class AtenderForm(PasoForm):
    accion = actions.atender
    hecho = _("Atendida. Falta enviar la respuesta.")

    nota = forms.CharField(label=_("Cómo se atendió"), widget=forms.Textarea(attrs=PARRAFO))


class CerrarForm(PasoForm):
    accion = actions.cerrar
    hecho = _("Cerrada. La respuesta va en camino.")

    respuesta = forms.CharField(label=_("Respuesta"), widget=forms.Textarea(attrs={"rows": 10}))
    sin_contacto = forms.BooleanField(
        label=_("No dejó correo: se le entregó de otra manera"), required=False
    )
    con_pendientes = forms.BooleanField(
        label=_("Sé que se reabrió lo que la responde, y la respuesta dice qué falta"),
        required=False,
    )

    def preparar(self) -> None:
        if not queries.reabiertos(self.caso):
            del self.fields["con_pendientes"]
        self.fields["respuesta"].initial = queries.borrador(self.caso)
        correo = self.caso.solicitante.email
        if correo:
            self.fields["respuesta"].help_text = _("Se enviará a %(correo)s.") % {"correo": correo}
            del self.fields["sin_contacto"]


class ReabrirForm(PasoForm):
    accion = actions.reabrir
    hecho = _("Reabierta: vuelve a análisis.")

    motivo = forms.CharField(label=_("Por qué se reabre"), widget=forms.Textarea(attrs=PARRAFO))


PASOS: dict[str, type[PasoForm]] = {
    "analizar": AnalizarForm,
    "elevar": ElevarForm,
    "aceptar": AceptarForm,
    "rechazar": RechazarForm,
    "derivar": DerivarForm,
    "anotar_respuesta": AnotarRespuestaForm,
    "devolver_derivada": DevolverDerivadaForm,
    "encargar": EncargarForm,
    "atender": AtenderForm,
    "cerrar": CerrarForm,
    "reabrir": ReabrirForm,
}


class SolicitudesFiltro(FiltroForm):
    """The inbox's filters; every one lives in the address."""

    filtro = queries.Filtro
    primeros = ("q", "estado", "tipo", "luz")

    estado = forms.ChoiceField(
        label=_("Estado"),
        required=False,
        choices=[
            ("", _("Cualquiera")),
            ("abiertas", _("Sin cerrar")),
            ("por_responder", _("Por responder")),
            *Solicitud.estado.field.choices,
        ],
    )
    tipo = forms.ModelChoiceField(
        label=_("Tipo"), queryset=TipoSolicitud.objects.all(), required=False
    )
    canal = forms.ChoiceField(
        label=_("Cómo llegó"), required=False, choices=[("", _("Todos")), *Solicitud.Canal.choices]
    )
    luz = forms.ChoiceField(
        label=_("Semáforo"),
        required=False,
        choices=[("", _("Todos")), ("atrasado", _("Fuera de plazo"))],
    )
    mias = forms.BooleanField(label=_("Las que respondo yo"), required=False)
