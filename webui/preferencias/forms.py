"""How a person wants to be told of each kind of notice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifiers import preferencias
from notifiers.kinds import Kind

# The process a kind is about, by the first letter of its code; the others come last.
GRUPOS: Mapping[str, str | Promise] = {
    "S": _("Solicitudes"),
    "T": _("Compromisos y tareas"),
    "M": _("Metas"),
    "C": _("Comunicación"),
    "": _("Lo demás"),
}
COMO_SIEMPRE = [("", _("Lo habitual")), *preferencias.Medio.choices]
DEL_RESUMEN = [
    ("", _("Cada día hábil, mientras algo espere por mí")),
    (preferencias.SOLO_SI_CAMBIA.value, _("Solo cuando algo cambió")),
]


@dataclass(frozen=True, slots=True)
class Linea:
    """A kind with its choice, or with the reason why there is none."""

    kind: Kind
    campo: BoundField | None


Grupos = list[tuple[str | Promise, list[Linea]]]


class PreferenciasForm(forms.Form):
    """One choice for each kind that may be switched off; `alcanza`: the codes that can come."""

    def __init__(self, *args: Any, alcanza: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What was chosen once is never folded away.
        self._alcanza = {*alcanza, *self.initial}
        self.fields[preferencias.RESUMEN] = forms.ChoiceField(
            label=_("Resumen diario"), choices=DEL_RESUMEN, required=False
        )
        for kind in preferencias.elegibles():
            if not kind.obligatoria:
                self.fields[kind.codigo] = forms.ChoiceField(
                    label=str(kind.nombre), choices=COMO_SIEMPRE, required=False
                )

    def elegibles(self) -> Grupos:
        """What can come and may be switched off, by what it is about."""
        return self._grupos(lambda kind: not kind.obligatoria and self._llega(kind))

    def seguras(self) -> list[Linea]:
        """What can come and always does."""
        return self._lineas(lambda kind: kind.obligatoria and self._llega(kind))

    def ajenas(self) -> Grupos:
        """What does not come to this person as things stand, by what it is about."""
        return self._grupos(lambda kind: not self._llega(kind))

    def tocados(self) -> list[str | Promise]:
        """The names of what something was chosen about."""
        grupos = self._grupos(lambda kind: kind.codigo in self.initial)
        return [nombre for nombre, _lineas in grupos]

    def cuantas_ajenas(self) -> int:
        return sum(len(lineas) for _nombre, lineas in self.ajenas())

    def _llega(self, kind: Kind) -> bool:
        return kind.codigo in self._alcanza

    def _grupos(self, entra: Callable[[Kind], bool]) -> Grupos:
        lineas = self._lineas(entra)
        grupos = [
            (nombre, [una for una in lineas if _grupo(una.kind) == letra])
            for letra, nombre in GRUPOS.items()
        ]
        return [(nombre, suyas) for nombre, suyas in grupos if suyas]

    def _lineas(self, entra: Callable[[Kind], bool]) -> list[Linea]:
        return [Linea(kind, self._campo(kind)) for kind in preferencias.elegibles() if entra(kind)]

    def _campo(self, kind: Kind) -> BoundField | None:
        return None if kind.obligatoria else self[kind.codigo]


def _grupo(kind: Kind) -> str:
    letra = kind.codigo[0]
    return letra if letra in GRUPOS else ""
