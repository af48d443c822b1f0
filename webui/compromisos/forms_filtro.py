"""What a list of compromisos is narrowed to; every filter lives in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import Area, Usuario
from core.texto import ClaveOrden
from webui.campos import FechaField, FiltroForm
from workflows.compromisos import queries
from workflows.compromisos.queries import Compromiso


class CompromisosFiltro(FiltroForm):
    """The list's filters; every one lives in the address."""

    filtro = queries.Filtro
    primeros = ("q", "cuales", "estado", "luz")

    cuales = forms.ChoiceField(
        label=_("Lista"),
        required=False,
        choices=[
            ("", _("Todas")),
            *((nombre, una.titulo) for nombre, una in queries.LISTAS.items()),
        ],
    )
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
            ("enviados", _("Todos menos los borradores")),
            ("en_marcha", _("Abiertos, sin los borradores")),
            ("cerrados", _("Cerrados")),
            ("cumplidos", _("Cumplidos, también en parte")),
            ("a_tiempo", _("Cumplidos a tiempo")),
            ("a_destiempo", _("Cumplidos tarde o en parte")),
            *Compromiso.estado.field.choices,
        ],
    )
    luz = forms.ChoiceField(
        label=_("Semáforo"),
        required=False,
        choices=[
            ("", _("Todos")),
            ("atrasado", _("Atrasados")),
            ("por_vencer", _("Por vencer")),
            ("vencido", _("Abiertos con la fecha pasada")),
        ],
    )
    tipo = forms.ChoiceField(
        label=_("Tipo"), required=False, choices=[("", _("Todos")), *Compromiso.Tipo.choices]
    )
    responsable = forms.ModelChoiceField(
        label=_("Responsable"), queryset=Usuario.objects.none(), required=False
    )
    programador = forms.ModelChoiceField(
        label=_("Programado por"), queryset=Usuario.objects.none(), required=False
    )
    padre = forms.SlugField(
        label=_("Es parte de"),
        required=False,
        max_length=20,
        help_text=_("El código de una instrucción o de un compromiso."),
    )
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
    desde = FechaField(label=_("Registrado desde"), required=False)
    hasta = FechaField(label=_("Registrado hasta"), required=False)
    vence_desde = FechaField(label=_("Vence desde"), required=False)
    vence_hasta = FechaField(label=_("Vence hasta"), required=False)
    movidos = forms.BooleanField(label=_("Se movió su fecha"), required=False)
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
    cerrado_desde = FechaField(label=_("Cerrados desde"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Who has left and who is outside have theirs, too.
        for nombre in ("responsable", "programador"):
            todos = Usuario.objects.filter(es_sistema=False).order_by(ClaveOrden("nombre"))
            self.fields[nombre].queryset = todos  # type: ignore[attr-defined]
