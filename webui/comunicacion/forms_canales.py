"""The freno, and the accounts of the channels: connected, set, paused."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from channels.registry import Canal, Dato
from workflows.comunicacion import queries


class DetenerForm(forms.Form):
    motivo = forms.CharField(
        label=_("Por qué se detiene"),
        max_length=200,
        help_text=_("Duelo, silencio electoral… Lo verá todo el equipo."),
    )


class CanalForm(forms.Form):
    """Asks for what a channel says it needs."""

    def __init__(self, *args: Any, canal: Canal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.canal = canal


class LlavesForm(CanalForm):
    """The keys of an account: typed, never shown again."""

    def __init__(self, *args: Any, canal: Canal, **kwargs: Any) -> None:
        super().__init__(*args, canal=canal, **kwargs)
        for clave, dato in canal.secretos.items():
            self.fields[clave] = _copiado(dato)

    def credenciales(self) -> dict[str, str]:
        """What was typed, by the name of each key."""
        return {clave: self.cleaned_data[clave] for clave in self.canal.secretos}


class OpcionesForm(CanalForm):
    """How an account publishes: yes or no to each thing its channel lets one choose."""

    def __init__(self, *args: Any, canal: Canal, **kwargs: Any) -> None:
        super().__init__(*args, canal=canal, **kwargs)
        for clave, opcion in canal.opciones.items():
            self.fields[clave] = forms.BooleanField(
                label=str(opcion.nombre),
                required=False,
                initial=opcion.de_fabrica,
                help_text=f"{opcion.ayuda} {_costo(canal, clave)}".strip(),
            )

    def opciones(self) -> dict[str, bool]:
        """What was chosen, by the name of each option."""
        return {clave: self.cleaned_data[clave] for clave in self.canal.opciones}


class ConectarForm(LlavesForm, OpcionesForm):
    """All that a new account needs."""

    nombre = forms.CharField(
        label=_("Nombre"),
        max_length=120,
        required=False,
        help_text=_("Cómo se la llama aquí. Vacío: como se llama en la red."),
    )

    def __init__(self, *args: Any, canal: Canal, **kwargs: Any) -> None:
        super().__init__(*args, canal=canal, **kwargs)
        assert canal.identificador is not None  # noqa: S101 - who has none is not connected
        self.fields["identificador"] = _copiado(canal.identificador)
        self.order_fields(["identificador", *canal.secretos, "nombre", *canal.opciones])


class PausarForm(forms.Form):
    motivo = forms.CharField(
        label=_("Por qué se pausa"),
        max_length=200,
        help_text=_("Lo verá todo el equipo. Lo aprobado espera hasta que se reanude."),
    )


def _copiado(dato: Dato) -> forms.CharField:
    """What a person copies from the network; a secret is not shown again, nor filled in."""
    widget: forms.Widget
    if dato.a_la_vista:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
    else:
        # For anything else the browser would offer the person's own password.
        widget = forms.PasswordInput(render_value=False, attrs={"autocomplete": "new-password"})
    return forms.CharField(
        label=str(dato.nombre), help_text=str(dato.ayuda), max_length=600, widget=widget
    )


def _costo(canal: Canal, opcion: str) -> str:
    """What the link makes a post cost, where it makes a difference."""
    costos = queries.costo_del_enlace(canal.clave) if opcion == "incluir_enlace" else None
    if costos is None:
        return ""
    con, sin = (number_format(normal) for normal in (uno.normalize() for uno in costos))
    return gettext(
        "%(canal)s cobra unos %(con)s USD por cada publicación con enlace y %(sin)s USD sin él. "
        "También se puede quitar en una sola pieza."
    ) % {"canal": canal.nombre, "con": con, "sin": sin}
