"""How a person wants to be told of each kind of notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


@dataclass(frozen=True, slots=True)
class Linea:
    """A kind with its choice, or with the reason why there is none."""

    kind: Kind
    campo: BoundField | None


class PreferenciasForm(forms.Form):
    """One choice for each kind that may be switched off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in preferencias.elegibles():
            if not kind.obligatoria:
                self.fields[kind.codigo] = forms.ChoiceField(
                    label=str(kind.nombre), choices=COMO_SIEMPRE, required=False
                )

    def grupos(self) -> Iterator[tuple[str | Promise, list[Linea]]]:
        """The kinds process by process; what may not be switched off comes last in each."""
        kinds = sorted(preferencias.elegibles(), key=lambda kind: kind.obligatoria)
        for letra, nombre in GRUPOS.items():
            suyos = [kind for kind in kinds if _grupo(kind) == letra]
            yield nombre, [Linea(kind, self._campo(kind)) for kind in suyos]

    def _campo(self, kind: Kind) -> BoundField | None:
        return None if kind.obligatoria else self[kind.codigo]


def _grupo(kind: Kind) -> str:
    letra = kind.codigo[0]
    return letra if letra in GRUPOS else ""
