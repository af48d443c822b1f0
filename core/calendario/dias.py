"""The days: which are worked, why not, when the office opens and closes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from core.calendario.feriados import Feriados
from core.calendario.reglas import Clase, Dia, DiasLocales, Jornada, SinHorario

UN_DIA = timedelta(days=1)


@dataclass(frozen=True, eq=False)
class Dias:
    """Every date of one municipality. Pure: what it knows, it was given.

    ``horario`` gives the office hours by day of the week (Monday 0). Raises ``SinHorario`` when it
    is empty. What was worked out for a date is kept, so asking again costs a look in a dict.
    """

    zona: ZoneInfo
    horario: Mapping[int, Jornada]
    feriados: Feriados
    locales: DiasLocales
    _vistos: dict[date, Dia] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.horario:
            raise SinHorario

    def dia(self, fecha: date) -> Dia:
        """All that is known about a date."""
        visto = self._vistos.get(fecha)
        if visto is None:
            visto = self._vistos[fecha] = self._averiguar(fecha)
        return visto

    def es_habil(self, fecha: date) -> bool:
        """Whether the office works that day, if only until midday."""
        return self.dia(fecha).jornada is not None

    def motivo(self, fecha: date) -> str:
        """Why the date is not an ordinary working day: "sábado", "feriado: Navidad"; else ""."""
        return self.dia(fecha).motivo()

    def turno(self, fecha: date) -> tuple[datetime, datetime] | None:
        """When the office opens and closes that day, in UTC. None: it does not."""
        jornada = self.dia(fecha).jornada
        if jornada is None:
            return None
        return self._instante(fecha, jornada.desde), self._instante(fecha, jornada.hasta)

    def cierre(self, fecha: date) -> datetime:
        """When the office closes, in its zone; the usual hour on a day that is not worked."""
        jornada = self.dia(fecha).jornada or self._jornada_usual(fecha)
        return self.en_zona(self._instante(fecha, jornada.hasta))

    def contar(self, desde: date, hasta: date) -> int:
        """Working days after ``desde`` up to and including ``hasta``; negative when it is before.

        ``contar(d, sumar(d, n, "habiles").vence) == n`` for every ``n`` that is not negative.
        """
        if hasta < desde:
            return -self.contar(hasta, desde)
        fechas = (desde + UN_DIA * paso for paso in range(1, (hasta - desde).days + 1))
        return sum(map(self.es_habil, fechas))

    def en_zona(self, momento: datetime) -> datetime:
        """An aware instant on the wall clock of the municipality. ValueError if it is naive."""
        if momento.tzinfo is None:
            raise ValueError("An instant needs a time zone.")
        return momento.astimezone(self.zona)

    def _instante(self, fecha: date, hora: time) -> datetime:
        # In UTC: two datetimes of one zone subtract and compare as if there were no summer time.
        return datetime.combine(fecha, hora, self.zona).astimezone(UTC)

    def _averiguar(self, fecha: date) -> Dia:
        regla = self.locales.regla(fecha)
        if regla is not None:
            jornada = self._jornada_usual(fecha) if regla.habil else None
            if jornada is not None and regla.media_jornada:
                jornada = jornada.media()
            nombre = ", ".join(filter(None, [regla.motivo, regla.decreto]))
            return Dia(fecha, Clase.LOCAL, nombre, jornada, regla)
        feriado = self.feriados(fecha.year).get(fecha)
        if feriado is not None:
            return Dia(fecha, Clase.FERIADO, feriado, None)
        jornada = self.horario.get(fecha.weekday())
        clase = Clase.DESCANSO if jornada is None else Clase.LABORABLE
        return Dia(fecha, clase, "", jornada)

    def _jornada_usual(self, fecha: date) -> Jornada:
        """The hours of that day of the week; where it has none, those of most days."""
        return self.horario.get(fecha.weekday(), self._jornada_comun)

    @cached_property
    def _jornada_comun(self) -> Jornada:
        return Counter(self.horario[dia] for dia in sorted(self.horario)).most_common(1)[0][0]
