"""What a list of compromisos is narrowed to; every filter lives in the address."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import Usuario
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
    cerrado_desde = FechaField(label=_("Cerrados desde"), required=False)
