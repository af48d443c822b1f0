"""What registering a solicitud asks for, by its type, and what narrows their list."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import GRADOS, Actor, Area, Lugar, Tema, Usuario
from webui.campos import FechaField, FiltroForm, elegir
from webui.solicitudes.quien import QuienField, exigir_distinto, exigir_los_suyos
from workflows.compromisos.queries import PRIORIDADES
from workflows.solicitudes import queries
from workflows.solicitudes.queries import PEDIBLES, Solicitud, TipoSolicitud

PARRAFO = {"rows": 4}


def _linea(campo: str, ayuda: Any = "") -> forms.CharField:
    """One line that a type may ask for."""
    return forms.CharField(label=PEDIBLES[campo], max_length=200, required=False, help_text=ayuda)


class SolicitudForm(forms.Form):
    """Captured while somebody waits at the counter: few fields first.

    What only some types ask for stands apart (`aparte`) once one of them is chosen; what was
    written there stays, whatever the type. Of it, what the type makes compulsory is.
    """

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
    fecha_evento = FechaField(label=PEDIBLES["fecha_evento"], required=False)
    hora_evento = forms.TimeField(
        label=PEDIBLES["hora_evento"],
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    lugar_texto = forms.CharField(label=PEDIBLES["lugar_texto"], max_length=160, required=False)
    fecha_limite_rsvp = FechaField(label=PEDIBLES["fecha_limite_rsvp"], required=False)
    papel_esperado = _linea(
        "papel_esperado", _("Acompañar, decir unas palabras, inaugurar, entregar algo…")
    )
    otras_autoridades = _linea("otras_autoridades")
    asistentes = forms.IntegerField(
        label=PEDIBLES["asistentes"], min_value=1, max_value=99_999, required=False
    )
    quien_paga = _linea("quien_paga", _("Transporte, hospedaje, comida: quién los invita."))
    interes_representado = _linea(
        "interes_representado", _("Cuando quien pide la audiencia habla por otros.")
    )
    materia = _linea("materia")
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
        tipos.widget.attrs |= {
            "hx-post": reverse("solicitudes:campos"),
            "hx-trigger": "change",
            "hx-target": "#aparte",
            "hx-swap": "outerHTML",
        }
        self.preguntas = queries.lo_que_pide(self["tipo"].value())
        for campo in self.obligatorios():
            self.fields[campo].required = True
            self.fields[campo].error_messages["required"] = queries.HACE_FALTA

    def obligatorios(self) -> list[str]:
        """What the chosen type makes compulsory."""
        return [campo for campo, hace_falta in self.preguntas.items() if hace_falta]

    @cached_property
    def aparte(self) -> list[str]:
        """What the chosen type asks for, and what was written, or is wrong, though it does not."""
        pide = {*self.preguntas, *(self.errors if self.is_bound else ())}
        return [campo for campo in PEDIBLES if campo in pide or self[campo].value()]

    def visible_fields(self) -> list[BoundField]:
        """Without what nobody asks for."""
        sobran = set(PEDIBLES) - set(self.aparte)
        return [field for field in super().visible_fields() if field.name not in sobran]


class CapturaForm(SolicitudForm):
    """The same at the counter, by the keyboard alone: who, what, and it is done."""

    primeros: ClassVar = ["solicitante", "titulo", "tipo", "descripcion"]

    tipo = forms.ModelChoiceField(
        label=_("Qué pide"), queryset=TipoSolicitud.objects.none(), empty_label=None
    )
    solicitante = QuienField(  # type: ignore[assignment]
        label=_("Quién lo pide"),
        help_text=_("Escriba el nombre. Si todavía no está, se registra con la solicitud."),
    )
    es_nuevo = forms.BooleanField(
        label=_("Es alguien nuevo, aunque se parezca o se llame igual"), required=False
    )
    correo = forms.EmailField(
        label=_("Su correo, si es alguien nuevo"), required=False, max_length=254
    )
    telefono = forms.CharField(
        label=_("Su teléfono, si es alguien nuevo"), required=False, max_length=40
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*self.primeros, "es_nuevo"])
        quien = self.fields["solicitante"]
        if isinstance(quien, QuienField):
            quien.es_nuevo = bool(self["es_nuevo"].data)

    def clean(self) -> dict[str, Any]:
        datos = self.cleaned_data
        quien = datos.get("solicitante")
        if isinstance(quien, Actor):
            exigir_los_suyos(quien, datos.get("correo", ""), datos.get("telefono", ""))
        elif quien and not datos.get("es_nuevo"):
            try:
                exigir_distinto(quien)
            except ValidationError as error:
                self.add_error("solicitante", error)
        return datos


class EditarForm(SolicitudForm):
    """The same fields, filled in; what the applicant is does not change.

    What was missing when it came in may stay so, as long as it is of the same type.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, caso: Solicitud, **kwargs: Any) -> None:
        campos = (
            "tipo",
            "titulo",
            "descripcion",
            "canal",
            "fecha_recepcion",
            *PEDIBLES,
            "prioridad",
            "nivel_reserva",
            "version",
        )
        self.caso = caso
        inicial = {name: getattr(caso, name) for name in campos}
        inicial |= {"temas": caso.temas.all(), "lugares": caso.lugares.all()}
        super().__init__(*args, initial=inicial, **kwargs)
        for fijo in ("solicitante", "representa_a"):
            del self.fields[fijo]
        tipos = self.fields["tipo"]
        if isinstance(tipos, forms.ModelChoiceField):
            tipos.queryset = queries.tipos(ademas=caso.tipo)

    def obligatorios(self) -> list[str]:
        elegido = self["tipo"].value()
        otro = str(getattr(elegido, "pk", elegido)) != str(self.caso.tipo_id)
        return [campo for campo in super().obligatorios() if otro or getattr(self.caso, campo)]


class ParecidasForm(forms.Form):
    """What is known of a request while it is typed; what cannot be understood is left out."""

    titulo = forms.CharField(max_length=200, required=False)
    solicitante = QuienField(required=False)


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
            ("por_hacer", _("Por hacer: aceptadas y delegadas")),
            ("por_encargar", _("Aceptadas sin encargar")),
            ("por_responder", _("Por responder")),
            ("respondidas", _("Respondidas")),
            ("respondidas_a_tiempo", _("Respondidas a tiempo")),
            ("respondidas_tarde", _("Respondidas tarde")),
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
        choices=[
            ("", _("Todos")),
            ("atrasado", _("Fuera de plazo")),
            ("por_vencer", _("Por vencer")),
            ("en_plazo", _("En plazo")),
        ],
    )
    responsable = forms.ModelChoiceField(
        label=_("Quién responde"), queryset=Usuario.objects.none(), required=False
    )
    mias = forms.BooleanField(label=_("Las que respondo yo"), required=False)
    area = forms.ModelChoiceField(
        label=_("Área de quien responde"), queryset=Area.objects.order_by("nombre"), required=False
    )
    nadie = forms.ChoiceField(
        label=_("De nadie"),
        required=False,
        choices=[
            ("", _("Da igual")),
            ("responsable", _("Sin nadie asignado")),
            ("area", _("De quien no es de un área")),
        ],
    )
    justo = forms.ChoiceField(
        label=_("De ese tema o lugar"),
        required=False,
        choices=[
            ("", _("También lo que contiene")),
            ("tema", _("Ese tema, sin sus partes")),
            ("lugar", _("Ese lugar, sin lo que contiene")),
        ],
    )
    desde = FechaField(label=_("Recibida desde"), required=False)
    hasta = FechaField(label=_("Recibida hasta"), required=False)
    respondida_desde = FechaField(label=_("Respondida desde"), required=False)
    respondida_hasta = FechaField(label=_("Respondida hasta"), required=False)
    calidad = forms.ChoiceField(
        label=_("Calidad de datos"),
        required=False,
        choices=[
            ("", _("Cualquiera")),
            ("sin_responsable", _("Sin responsable, o ya no trabaja aquí")),
            ("sin_vinculos", _("Sin actor, tema ni lugar")),
            ("sin_actor", _("Sin actor")),
            ("sin_tema", _("Sin tema")),
            ("sin_lugar", _("Sin lugar")),
            ("con_lugar", _("Con lugar")),
            ("sin_razon", _("Con la fecha pasada y sin explicación")),
        ],
    )
    quieto = forms.IntegerField(
        label=_("Sin moverse (días)"), required=False, min_value=1, max_value=3650
    )


class BandejaFiltro(SolicitudesFiltro):
    """The same filters, and in which of its three looks the set is seen."""

    aparte = frozenset({"ver"})

    ver = forms.ChoiceField(
        required=False,
        choices=[(clave, clave) for clave in ("bandeja", "tablero", "lista")],
        widget=forms.HiddenInput,
    )
