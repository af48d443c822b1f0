"""Who stands in for whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Suplencia, Usuario
from core.texto import ClaveOrden
from webui.campos import FechaField
from workflows.cruce import suplencias


class FechasForm(forms.Form):
    """Between which dates, both included, and why."""

    desde = FechaField(label=_("Desde"))
    hasta = FechaField(label=_("Hasta"), help_text=_("El último día, incluido."))
    motivo = forms.CharField(
        label=_("Por qué"),
        max_length=200,
        required=False,
        help_text=_("Vacaciones, una gira, una licencia…"),
    )


class SuplenciaForm(FechasForm):
    """One's own substitute."""

    field_order: Iterable[str] = ("suplente", "desde", "hasta", "motivo")

    suplente = forms.ModelChoiceField(label=_("Quién me suple"), queryset=Usuario.objects.none())

    def __init__(self, *args: Any, user: Usuario, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        personas = suplencias.candidatos(user).order_by(ClaveOrden("nombre"))
        self.fields["suplente"].queryset = personas  # type: ignore[attr-defined]
        self.fields["desde"].initial = clock.today()


class DeOtroForm(SuplenciaForm):
    """Somebody else's, by the administration: never in favour of who fills it in."""

    field_order: Iterable[str] = ("titular", *SuplenciaForm.field_order)

    titular = forms.ModelChoiceField(label=_("A quién se suple"), queryset=Usuario.objects.none())

    def __init__(self, *args: Any, user: Usuario, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["suplente"].label = _("Quién le suple")
        self.fields["titular"].queryset = suplencias.sustituibles()  # type: ignore[attr-defined]


class CambiarForm(FechasForm):
    """Other dates; one that has begun keeps its beginning."""

    def __init__(self, *args: Any, suplencia: Suplencia, **kwargs: Any) -> None:
        campos = ("desde", "hasta", "motivo")
        kwargs["initial"] = {campo: getattr(suplencia, campo) for campo in campos}
        super().__init__(*args, **kwargs)
        if suplencia.desde < clock.today():
            del self.fields["desde"]


class SuplenciasFiltro(forms.Form):
    """What the list of all is narrowed to. What cannot be understood is left out."""

    primeros: ClassVar = ("q", "cuando")

    q = forms.CharField(label=_("Persona"), required=False, max_length=100)
    cuando = forms.ChoiceField(
        label=_("Cuándo"),
        required=False,
        choices=[
            ("", _("Todas")),
            (suplencias.AHORA, _("Vigentes")),
            (suplencias.POR_VENIR, _("Por venir")),
            (suplencias.TERMINADAS, _("Terminadas")),
        ],
    )

    def leer(self) -> suplencias.Filtro:
        """The filter made of what was understood."""
        self.is_valid()
        leido = {campo: self.cleaned_data.get(campo) or "" for campo in self.primeros}
        return suplencias.Filtro(**leido)
