"""What one date is made of: office hours, local rules, and the day that results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _

from core.calendario.frases import DIAS
from core.models.calendario import Ambito


class SinHorario(ValueError):  # noqa: N818 - said to an official
    """There is no day of the week with office hours, so nothing can be counted."""

    def __init__(self) -> None:
        super().__init__(_("Ningún día de la semana tiene horario de oficina."))


class Clase(StrEnum):
    """Why a date is what it is."""

    LABORABLE = "laborable"
    DESCANSO = "descanso"
    FERIADO = "feriado"
    LOCAL = "local"
    PAUSA = "pausa"


class Jornada(NamedTuple):
    """Office hours of one day, on the wall clock of the municipality."""

    desde: time
    hasta: time

    def media(self) -> Jornada:
        """The first half of these hours."""
        desde, hasta = (datetime.combine(date.min, hora) for hora in self)
        return Jornada(self.desde, (desde + (hasta - desde) / 2).time())


@dataclass(frozen=True, slots=True)
class DiaLocal:
    """One row of ``DiaNoHabil``, without the database."""

    fecha: date
    motivo: str
    decreto: str = ""
    cada_anio: bool = False
    habil: bool = False
    media_jornada: bool = False
    ambito: str = Ambito.MUNICIPIO

    def prioridad(self) -> tuple[int, date]:
        """Higher is heard first: the narrower scope, then the newer rule."""
        return Ambito.values.index(self.ambito), self.fecha


@dataclass(frozen=True, slots=True)
class DiasLocales:
    """The local rules, ready to be asked about a date."""

    fijos: Mapping[date, DiaLocal]
    anuales: Mapping[tuple[int, int], tuple[DiaLocal, ...]]

    @classmethod
    def de(cls, reglas: Iterable[DiaLocal]) -> DiasLocales:
        """Index ``reglas``, those that are heard first in front."""
        fijos: dict[date, DiaLocal] = {}
        anuales: dict[tuple[int, int], tuple[DiaLocal, ...]] = {}
        for regla in sorted(reglas, key=DiaLocal.prioridad, reverse=True):
            if regla.cada_anio:
                clave = (regla.fecha.month, regla.fecha.day)
                anuales[clave] = (*anuales.get(clave, ()), regla)
            else:
                fijos.setdefault(regla.fecha, regla)
        return cls(fijos, anuales)

    def regla(self, dia: date) -> DiaLocal | None:
        """The rule that decides ``dia``: the one of that date, else a yearly one already begun."""
        fija = self.fijos.get(dia)
        if fija is not None:
            return fija
        anuales = self.anuales.get((dia.month, dia.day), ())
        return next((regla for regla in anuales if regla.fecha <= dia), None)


class Dia(NamedTuple):
    """One date worked out. ``jornada`` is None when it is not worked."""

    fecha: date
    clase: Clase
    nombre: str
    jornada: Jornada | None
    regla: DiaLocal | None = None

    def motivo(self) -> str:
        """Why the date is as it is, in words; empty for an ordinary working day."""
        if self.regla is not None:
            return _motivo_local(self.regla)
        if self.clase is Clase.FERIADO:
            return _("feriado: %(nombre)s") % {"nombre": self.nombre}
        if self.clase is Clase.DESCANSO:
            return str(DIAS[self.fecha.weekday()])
        return ""


def _motivo_local(regla: DiaLocal) -> str:
    texto = f"{regla.motivo} ({regla.decreto})" if regla.decreto else regla.motivo
    if regla.media_jornada:
        return _("media jornada: %(motivo)s") % {"motivo": texto}
    if regla.habil:
        return _("se trabaja: %(motivo)s") % {"motivo": texto}
    return _("día no hábil: %(motivo)s") % {"motivo": texto}
