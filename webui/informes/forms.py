"""What a report is bounded by; every filter lives in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Area
from webui.campos import FechaField, FiltroForm
from workflows.cruce.informes import Informe, Pedido, Periodo, periodo

POR_DEFECTO = "trimestre"


class InformeFiltro(FiltroForm):
    """Which period, and of what alone; what cannot be understood is left out."""

    filtro = Pedido
    primeros = ("periodo", "desde", "hasta")

    q = None  # type: ignore[assignment]
    por = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    periodo = forms.ChoiceField(
        label=_("Periodo"),
        required=False,
        choices=[
            ("", _("Este trimestre")),
            ("mes", _("Este mes")),
            ("mes_pasado", _("El mes pasado")),
            ("anio", _("Este año")),
        ],
    )
    desde = FechaField(label=_("o desde"), required=False)
    hasta = FechaField(label=_("hasta"), required=False)
    area = forms.ModelChoiceField(
        label=_("Área de quien responde"), queryset=Area.objects.order_by("nombre"), required=False
    )

    def __init__(self, *args: Any, informe: Informe, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.informe = informe
        if not informe.cruza:
            for campo in ("actor", "tema", "lugar", "area"):
                del self.fields[campo]
        if informe.fechas is None:
            for campo in ("periodo", "desde", "hasta"):
                del self.fields[campo]

    def leer(self) -> Pedido:
        """What is asked for."""
        self.is_valid()
        dados = {nombre: self._valor(nombre) for nombre in self._dados()}
        dicho = dados.pop("periodo", POR_DEFECTO)
        desde, hasta = dados.pop("desde", None), dados.pop("hasta", None)
        lapso = self._lapso(dicho, desde, hasta) if self.informe.fechas else None
        return Pedido(periodo=lapso, **dados)

    def _lapso(self, dicho: str, desde: Any, hasta: Any) -> Periodo:
        """The dates that were given; the other end of one alone is that of the period, or today."""
        if not (desde or hasta):
            return periodo(dicho)
        hasta = hasta or max(clock.today(), desde)
        desde = desde or periodo("anio", hasta).desde
        return Periodo(min(desde, hasta), max(desde, hasta))
