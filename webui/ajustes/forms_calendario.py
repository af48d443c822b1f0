"""Forms of the days off, of the office hours and of the municipality."""

from __future__ import annotations

from datetime import time
from typing import Any, ClassVar, cast
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import escudo
from core.calendario import Jornada
from core.models import DiaNoHabil, HorarioOficina, Municipio
from core.models.calendario import DiaSemana
from webui.ajustes.forms import AjusteForm, AjusteModelForm
from webui.ajustes.pantalla import campos
from webui.campos import FechaField

CERRADO, MEDIA, ABIERTO = "cerrado", "media", "abierto"
HORA = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class AnioForm(forms.Form):
    """Which year is shown."""

    anio = forms.IntegerField(required=False, min_value=1990, max_value=2200)


class DiaForm(AjusteModelForm):
    """A day of the town hall's own: not worked, half worked, or worked although it is a holiday."""

    fecha = FechaField(label=_("Fecha"))
    jornada = forms.ChoiceField(
        label=_("Qué pasa ese día"),
        choices=[
            (CERRADO, _("No se trabaja")),
            (MEDIA, _("Media jornada: hasta la mitad del horario")),
            (ABIERTO, _("Se trabaja, aunque sea feriado o descanso")),
        ],
        widget=forms.RadioSelect,
        initial=CERRADO,
    )
    field_order = (
        "fecha", "motivo", "jornada", "cada_anio", "ambito", "decreto",
    )  # fmt: skip

    class Meta:
        model = DiaNoHabil
        fields = ("fecha", "motivo", "cada_anio", "ambito", "decreto")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["jornada"].initial = _jornada(self.instance)

    def campos(self) -> dict[str, Any]:
        """What the action is given."""
        datos = campos(self)
        jornada = datos.pop("jornada")
        return datos | {"habil": jornada != CERRADO, "media_jornada": jornada == MEDIA}

    def propuesto(self) -> DiaNoHabil:
        """The day as it would be."""
        for campo, valor in self.campos().items():
            setattr(self.instance, campo, valor)
        return cast("DiaNoHabil", self.instance)


class HorarioForm(AjusteForm):
    """Two hours for each day of the week; both empty, it is not worked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        filas = {fila.dia_semana: fila for fila in HorarioOficina.objects.all()}
        for dia in DiaSemana:
            fila = filas.get(dia.value)
            self.fields[f"desde_{dia}"] = _hora(
                _("%(dia)s, abre") % {"dia": dia.label}, fila.desde if fila else None
            )
            self.fields[f"hasta_{dia}"] = _hora(
                _("%(dia)s, cierra") % {"dia": dia.label}, fila.hasta if fila else None
            )

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        for dia in DiaSemana:
            desde, hasta = datos.get(f"desde_{dia}"), datos.get(f"hasta_{dia}")
            if (desde is None) != (hasta is None):
                falta = "desde" if desde is None else "hasta"
                self.add_error(f"{falta}_{dia}", gettext("Ponga las dos horas, o ninguna."))
            elif desde and hasta and desde >= hasta:
                mensaje = gettext("La hora de apertura debe ser anterior a la de cierre.")
                self.add_error(f"desde_{dia}", mensaje)
        return datos

    def horario(self) -> dict[int, Jornada]:
        """Office hours by day of the week."""
        datos = self.cleaned_data
        return {
            dia.value: Jornada(datos[f"desde_{dia}"], datos[f"hasta_{dia}"])
            for dia in DiaSemana
            if datos.get(f"desde_{dia}")
        }


class MunicipioForm(AjusteModelForm):
    """Who we are. The shield is looked at and made anew when it comes."""

    zona_horaria = forms.ChoiceField(label=_("Zona horaria"))

    class Meta:
        model = Municipio
        fields = (
            "nombre", "lema", "escudo", "color", "correo", "pais", "subdivision", "zona_horaria",
            "separar_funciones", "dias_por_vencer", "dia_de_corte",
        )  # fmt: skip
        widgets: ClassVar = {"color": forms.TextInput(attrs={"type": "color"})}
        help_texts: ClassVar = {
            "pais": _("Dos letras, como PA: de él se toman los feriados nacionales."),
            "subdivision": _("Como la nombra la norma ISO 3166-2, sin el país. Vacío: ninguna."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zonas = self.fields["zona_horaria"]
        zonas.choices = [(uno, uno) for uno in sorted(available_timezones())]  # type: ignore[attr-defined]

    def clean_pais(self) -> str:
        pais = str(self.cleaned_data["pais"]).upper()
        if len(pais) != 2 or not pais.isalpha():
            raise ValidationError(gettext("Escriba las dos letras del país, como PA."))
        return pais

    def clean_escudo(self) -> Any:
        subido = self.cleaned_data["escudo"]
        if isinstance(subido, UploadedFile):
            return escudo.revisar(subido, subido.name or "")
        return subido or ""


def _jornada(dia: DiaNoHabil) -> str:
    if not dia.habil:
        return CERRADO
    return MEDIA if dia.media_jornada else ABIERTO


def _hora(rotulo: str, inicial: time | None) -> forms.TimeField:
    return forms.TimeField(
        label=rotulo[:1].upper() + rotulo[1:],
        required=False,
        widget=HORA,
        initial=inicial,
        error_messages={"invalid": _("Escriba una hora, por ejemplo 08:00.")},
    )
