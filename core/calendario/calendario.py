"""The calendar of the municipality: terms in days and waits in office hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count

from core.calendario.cuenta import Cuenta, Salto, Unidad
from core.calendario.dias import UN_DIA, Dias
from core.calendario.reglas import Clase

MAX_DIAS = 3660
"""The longest term that is counted, in days of either kind: ten years."""

Pausa = tuple[date, date]


class Calendario(Dias):
    """Counts terms, and says how; moves instants through office hours."""

    def sumar(self, dia: date, n: int, unidad: Unidad, *, prorroga_inhabil: bool = True) -> Cuenta:
        """Count ``n`` days from the day after ``dia`` (backwards from the day before if negative).

        A term that would end on a day not worked ends on the next working day (counting backwards,
        on the one before), unless ``prorroga_inhabil`` is False: so administrative terms end.
        Raises ValueError for another unit or for more than ``MAX_DIAS``.
        """
        return self.sumar_con_pausas(dia, n, unidad, prorroga_inhabil=prorroga_inhabil)

    def sumar_con_pausas(
        self,
        inicio: date,
        n: int,
        unidad: Unidad,
        pausas: Iterable[Pausa] = (),
        *,
        prorroga_inhabil: bool = True,
    ) -> Cuenta:
        """Count as ``sumar`` does, passing over the days of each pause.

        A pause ``(desde, hasta)`` takes the days after ``desde`` up to and including ``hasta``:
        as with a term, the day it was declared still counted, and counting goes on the day after
        it was lifted. A pause lifted the day it was declared takes no day.
        """
        _exigir(n, unidad)
        en_pausa = _dias_en_pausa(pausas)
        ultimo, saltados = self._avanzar(inicio, n, unidad, en_pausa)
        prorrogas = self._prorrogas(ultimo, _paso(n), en_pausa) if prorroga_inhabil else []
        vence = ultimo + _paso(n) * len(prorrogas)
        return Cuenta(
            inicio=inicio,
            dias=n,
            unidad=unidad,
            vence=vence,
            vence_en=self.cierre(vence),
            contados=abs(n),
            saltados=tuple(saltados),
            prorrogas=tuple(prorrogas),
        )

    def mover_instante(self, momento: datetime, n: int, unidad: Unidad) -> datetime:
        """The same hour of the wall clock, ``n`` days away; never prolonged for the last day."""
        local = self.en_zona(momento)
        dia = self.sumar(local.date(), n, unidad, prorroga_inhabil=False).vence
        return self.en_zona(self._instante(dia, local.time()))

    def dentro_de_horario(self, momento: datetime) -> bool:
        """Whether the office is open: from the opening, until just before the closing."""
        apertura, _ = next(self._turnos(momento))
        return apertura == momento.astimezone(UTC)

    def proxima_apertura(self, momento: datetime) -> datetime:
        """``momento`` itself while the office is open, else when it opens next. In its zone."""
        apertura, _ = next(self._turnos(momento))
        return self.en_zona(apertura)

    def sumar_horas(self, momento: datetime, horas: float) -> datetime:
        """When ``horas`` office hours have passed since ``momento``. In the municipality's zone.

        An amount that ends exactly at closing ends then, not at the next opening.
        Raises ValueError for a negative amount.
        """
        if horas < 0:
            raise ValueError("Office hours are only counted forward.")
        pendiente = timedelta(hours=horas)
        turnos = self._turnos(momento)
        apertura, cierre = next(turnos)
        while apertura + pendiente > cierre:
            pendiente -= cierre - apertura
            apertura, cierre = next(turnos)
        return self.en_zona(apertura + pendiente)

    def _turnos(self, momento: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is left of each office day from ``momento`` on, in UTC."""
        hoy, desde = self.en_zona(momento).date(), momento.astimezone(UTC)
        for paso in count():
            turno = self.turno(hoy + UN_DIA * paso)
            if turno is not None and turno[1] > desde:
                yield max(turno[0], desde), turno[1]

    def _avanzar(
        self, inicio: date, n: int, unidad: Unidad, en_pausa: frozenset[date]
    ) -> tuple[date, list[Salto]]:
        """The n-th day that counts, and those passed over before it."""
        fecha, faltan, paso = inicio, abs(n), _paso(n)
        saltados: list[Salto] = []
        while faltan:
            fecha += paso
            salto = self._salto(fecha, unidad, en_pausa)
            if salto is None:
                faltan -= 1
            else:
                saltados.append(salto)
        return fecha, saltados

    def _prorrogas(self, fecha: date, paso: timedelta, en_pausa: frozenset[date]) -> list[Salto]:
        """The days from ``fecha`` on at which no term can end."""
        prorrogas = []
        while salto := self._salto(fecha, "habiles", en_pausa):
            prorrogas.append(salto)
            fecha += paso
        return prorrogas

    def _salto(self, fecha: date, unidad: Unidad, en_pausa: frozenset[date]) -> Salto | None:
        """Why ``fecha`` does not count in a term of this unit. None: it counts."""
        if fecha in en_pausa:
            return Salto(fecha, Clase.PAUSA, "")
        dia = self.dia(fecha)
        if unidad == "calendario" or dia.jornada is not None:
            return None
        return Salto(fecha, dia.clase, dia.nombre)


def _exigir(n: int, unidad: Unidad) -> None:
    if unidad not in ("habiles", "calendario"):
        raise ValueError(f"There is no unit {unidad!r}: habiles or calendario.")
    if abs(n) > MAX_DIAS:
        raise ValueError(f"A term of {n} days is longer than {MAX_DIAS}.")


def _paso(n: int) -> timedelta:
    return -UN_DIA if n < 0 else UN_DIA


def _dias_en_pausa(pausas: Iterable[Pausa]) -> frozenset[date]:
    return frozenset(
        desde + UN_DIA * paso
        for desde, hasta in pausas
        for paso in range(1, (hasta - desde).days + 1)
    )
