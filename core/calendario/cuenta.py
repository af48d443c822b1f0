"""A term that was counted: where it ends and every day that was not counted, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, Self

from django.utils.translation import gettext as _

from core.calendario import explicacion
from core.calendario.frases import DIAS
from core.calendario.reglas import Clase

Unidad = Literal["habiles", "calendario"]


class Salto(NamedTuple):
    """A day that was not counted."""

    fecha: date
    clase: Clase
    nombre: str

    @property
    def motivo(self) -> str:
        """Why, in a word or two: "Navidad", "sábado", "en pausa"."""
        if self.clase is Clase.PAUSA:
            return _("en pausa")
        return self.nombre or str(DIAS[self.fecha.weekday()])

    def como_json(self) -> list[str]:
        return [self.fecha.isoformat(), self.clase.value, self.nombre]

    @classmethod
    def de_json(cls, valores: list[str]) -> Self:
        fecha, clase, nombre = valores
        return cls(date.fromisoformat(fecha), Clase(clase), nombre)


@dataclass(frozen=True, slots=True)
class Cuenta:
    """How a term was counted.

    ``dias`` is what was asked for (negative: backwards), ``contados`` how many days were counted,
    ``saltados`` those passed over on the way, in the order met. ``prorrogas`` are the days that
    were not worked where the term would have ended, which moved its end.
    ``vence_en`` is when the office closes on ``vence``, in the municipality's zone.
    """

    inicio: date
    dias: int
    unidad: Unidad
    vence: date
    vence_en: datetime
    contados: int
    saltados: tuple[Salto, ...] = ()
    prorrogas: tuple[Salto, ...] = ()

    def explicacion(self) -> list[str]:
        """The count in sentences that an official or a neighbour can check against a calendar."""
        return explicacion.frases_de(self)

    def como_json(self) -> dict[str, Any]:
        """Plain values for a JSON column."""
        return {
            "inicio": self.inicio.isoformat(),
            "dias": self.dias,
            "unidad": self.unidad,
            "vence": self.vence.isoformat(),
            "vence_en": self.vence_en.isoformat(),
            "contados": self.contados,
            "saltados": [salto.como_json() for salto in self.saltados],
            "prorrogas": [salto.como_json() for salto in self.prorrogas],
        }

    @classmethod
    def de_json(cls, valores: dict[str, Any]) -> Self:
        """The count that ``como_json`` wrote. KeyError or ValueError for anything else."""
        return cls(
            inicio=date.fromisoformat(valores["inicio"]),
            dias=valores["dias"],
            unidad=valores["unidad"],
            vence=date.fromisoformat(valores["vence"]),
            vence_en=datetime.fromisoformat(valores["vence_en"]),
            contados=valores["contados"],
            saltados=tuple(map(Salto.de_json, valores["saltados"])),
            prorrogas=tuple(map(Salto.de_json, valores["prorrogas"])),
        )
